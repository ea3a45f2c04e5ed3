using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sitrep.Parsing;

/// <summary>Article → sentences, tokens, tags, lemmas, tree, names.</summary>
/// <remarks>Until the trained model is in place, reads parses made beforehand from the folder that SITREP_PARSES names.</remarks>
public sealed class LanguageParser(Resources resources)
{
    internal Resources Resources => resources;

    public ParsedArticle Parse(Article article)
    {
        string folder = Environment.GetEnvironmentVariable("SITREP_PARSES") ?? throw new InvalidOperationException("SITREP_PARSES is not set");
        string path = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(article.Text))) + ".conllu");
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("SITREP_PARSE_COMMAND") is { } command)
        {
            var start = new System.Diagnostics.ProcessStartInfo(command, "-") { RedirectStandardInput = true, UseShellExecute = false };
            using var process = System.Diagnostics.Process.Start(start)!;
            process.StandardInput.WriteLine(System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = article.Text }));
            process.StandardInput.Close();
            process.WaitForExit();
        }

        var sentences = ImmutableArray.CreateBuilder<Sentence>();
        var names = ImmutableArray.CreateBuilder<Name>();
        var tokens = new List<Token>();
        var multiwords = new List<MultiwordToken>();
        (int First, EntityType Type)? open = null;

        void CloseName()
        {
            if (open is { } name)
            {
                names.Add(new Name(sentences.Count, name.First, tokens.Count - 1, name.Type, Span.Cover(tokens[name.First].Span, tokens[^1].Span)));
                open = null;
            }
        }

        void CloseSentence()
        {
            CloseName();
            if (tokens.Count > 0)
            {
                sentences.Add(new Sentence(sentences.Count, Span.Cover(tokens[0].Span, tokens[^1].Span), [.. tokens], [.. multiwords]));
                tokens.Clear();
                multiwords.Clear();
            }
        }

        foreach (string line in File.ReadLines(path))
        {
            if (line.Length == 0)
            {
                CloseSentence();
                continue;
            }

            if (line[0] == '#')
            {
                continue;
            }

            string[] cell = line.Split('\t');
            string[] misc = cell[9].Split('|');
            string[] range = misc.First(m => m.StartsWith("TokenRange=", StringComparison.Ordinal))[11..].Split(':');
            var span = new Span(int.Parse(range[0], CultureInfo.InvariantCulture), int.Parse(range[1], CultureInfo.InvariantCulture));
            if (cell[0].Contains('-', StringComparison.Ordinal))
            {
                string[] words = cell[0].Split('-');
                multiwords.Add(new MultiwordToken(
                    int.Parse(words[0], CultureInfo.InvariantCulture) - 1, int.Parse(words[1], CultureInfo.InvariantCulture) - 1, span));
                continue;
            }

            string? tag = misc.FirstOrDefault(m => m.StartsWith("Name=", StringComparison.Ordinal))?[5..];
            if (tag is null || tag[0] == 'B')
            {
                CloseName();
            }

            if (tag is not null && tag[0] == 'B')
            {
                open = (tokens.Count, Enum.Parse<EntityType>(tag[2..], ignoreCase: true));
            }

            tokens.Add(new Token(span, cell[1], cell[2], cell[3], cell[4], cell[5], int.Parse(cell[6], CultureInfo.InvariantCulture) - 1, cell[7]));
        }

        CloseSentence();
        return new ParsedArticle(article, sentences.ToImmutable(), names.ToImmutable());
    }
}
