using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sitrep.Evaluation;
using Sitrep.Gathering.Copies;
using Sitrep.Presenting;

namespace Sitrep.Cli;

/// <summary>How <c>eval</c> writes its score cards.</summary>
internal enum CardFormat
{
    Text,
    Json,
}

/// <summary>Scores the program, or records that were made before, on articles with gold.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore, Description = "Folders or files with gold." };
        var records = new Option<string?>("--records") { Description = "Score these records (NDJSON as code writes them) instead of coding the articles." };
        var format = new Option<CardFormat>("--format") { Description = "text, or json: one line a set.", DefaultValueFactory = _ => CardFormat.Text };
        var command = new Command("eval", "Scores what is coded on articles with gold, such as the folder eval of this project, and prints a score card.") { paths, records, format };
        command.SetAction(result =>
        {
            try
            {
                Dictionary<string, Answer>? given = result.GetValue(records) is { } file ? Answers(file) : null;
                var flow = new Lazy<Flow>(() => new Flow(Resources.Installed));
                using Stream output = Console.OpenStandardOutput();
                foreach (GoldSet set in result.GetValue(paths)!.SelectMany(GoldSet.Read))
                {
                    ScoreCard card = ScoreCard.Of(set, given ?? Code(set, flow.Value), Copies(set));
                    output.Write(result.GetValue(format) == CardFormat.Json ? card.ToJson().Span : Encoding.UTF8.GetBytes(card.ToText() + "\n"));
                }

                return 0;
            }
            catch (Exception error) when (Cause(error) is InvalidDataException or IOException)
            {
                Console.Error.WriteLine(Cause(error).Message);
                return 1;
            }
        });
        return command;
    }

    // Articles are coded side by side, so that what went wrong comes wrapped.
    private static Exception Cause(Exception error) => error is AggregateException { InnerException: { } inner } ? inner : error;

    private static Dictionary<string, Answer> Code(GoldSet set, Flow flow)
    {
        GoldArticle[] asked = [.. set.Articles.Where(ScoreCard.NeedsAnswer)];
        var answers = new Answer[asked.Length];
        Parallel.For(0, answers.Length, i =>
        {
            GoldArticle gold = asked[i];
            string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(gold.Text)));
            var page = new Page(gold.Id, PageKind.Prose, gold.Text, hash, Title: gold.Title, Published: gold.Published);
            answers[i] = Answer.Read(RecordWriter.Write(flow.Run(page)).Span);
        });
        return answers.ToDictionary(a => a.Id, StringComparer.Ordinal);
    }

    // Copies are a matter of the whole set; the finder reads texts, not records.
    private static Dictionary<string, IReadOnlyList<string>>? Copies(GoldSet set)
    {
        if (set.Articles.Any(a => a.Stories is null))
        {
            return null;
        }

        var placements = new CopyFinder(Resources.Installed).Group([.. set.Articles.Select(a => new CopyCandidate(a.Id, a.Published, a.Text))]);
        return placements.ToDictionary(
            p => p.Id, p => (IReadOnlyList<string>)[.. p.Groups.Select(g => g.ToString(CultureInfo.InvariantCulture))], StringComparer.Ordinal);
    }

    private static Dictionary<string, Answer> Answers(string path)
    {
        try
        {
            return File.ReadLines(path).Where(l => l.Length > 0).Select(l => Answer.Read(Encoding.UTF8.GetBytes(l))).ToDictionary(a => a.Id, StringComparer.Ordinal);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }
}
