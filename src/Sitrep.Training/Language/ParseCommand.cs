using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Sitrep.Parsing;
using Sitrep.Learning;
using Sitrep.Presenting;

namespace Sitrep.Training.Language;

/// <summary>Parses articles with a given model: CoNLL-U, or the names alone, for the scorer.</summary>
internal static class ParseCommand
{
    public static Command Create()
    {
        var model = new Option<FileInfo>("--model") { Description = "The model to try", Required = true };
        var input = new Argument<FileInfo>("input") { Description = "NDJSON of id and text" };
        var output = new Option<FileInfo>("--output") { Description = "Where to write", Required = true };
        var names = new Option<bool>("--names") { Description = "Write records with names instead of CoNLL-U" };
        var command = new Command("parse", "Parses NDJSON articles with a model.") { model, input, output, names };
        command.SetAction(parsed => Parse(
            parsed.GetRequiredValue(model).FullName, parsed.GetRequiredValue(input).FullName, parsed.GetRequiredValue(output).FullName, parsed.GetValue(names)));
        return command;
    }

    private static int Parse(string model, string input, string output, bool names)
    {
        var clock = Stopwatch.StartNew();
        var parser = new LanguageParser(Resources.Installed, ModelFile.Open(model), Lanes.Widest);
        Console.WriteLine($"loaded in {clock.ElapsedMilliseconds} ms");
        Article[] articles = [.. File.ReadLines(input).Select(Read)];
        clock.Restart();
        int tokens = 0;
        using var writer = new StreamWriter(output) { NewLine = "\n" };
        TimeSpan parsing = TimeSpan.Zero;
        foreach (Article article in articles)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            ParsedArticle parsed = parser.Parse(article);
            parsing += Environment.CpuUsage.TotalTime - start;
            tokens += parsed.Sentences.Sum(sentence => sentence.Tokens.Length);
            if (names)
            {
                writer.WriteLine(JsonSerializer.Serialize(new
                {
                    id = article.Id,
                    entities = parsed.FullNames.Select(name => new { start = name.Span.Start, end = name.Span.End, type = name.Type.ToString().ToLowerInvariant() }),
                }));
            }
            else
            {
                ConlluWriter.Write(parsed, writer);
            }
        }

        Console.WriteLine(FormattableString.Invariant($"{tokens} tokens, {tokens / parsing.TotalSeconds:f0} a second of processor time"));
        return 0;
    }

    private static Article Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        return new Article
        {
            Id = json.RootElement.GetProperty("id").GetString()!,
            Source = new ArticleSource(""),
            Text = json.RootElement.GetProperty("text").GetString()!,
        };
    }
}
