using System.Collections.Immutable;
using System.Text;

namespace Sitrep.Presenting.Checking;

/// <summary>What a sentence is about, for comparing it with another.</summary>
/// <param name="Words">Stems of the words that say something, without numbers.</param>
/// <param name="Numbers">In figures, also where they are written out.</param>
internal sealed record SentenceTerms(ImmutableHashSet<string> Words, ImmutableHashSet<string> Numbers);

/// <summary>Reads terms so that spelling, case, endings and written-out numbers make no difference.</summary>
internal sealed class TermReader
{
    private const int ShortestStem = 4;

    private static readonly string[] Endings = ["ingly", "edly", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "ly", "s"];

    private readonly HashSet<string> common;
    private readonly Dictionary<string, string> variants;

    public TermReader(Resources resources)
    {
        common = [.. resources.Table("en", "common-words.tsv").Rows.Select(row => row["word"])];
        variants = resources.Table("en", "spellings.tsv").Rows.ToDictionary(row => row["variant"], row => row["word"], StringComparer.Ordinal);
    }

    public SentenceTerms Read(string text)
    {
        var words = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var numbers = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (string word in Tokens(text))
        {
            string form = variants.GetValueOrDefault(word, word);
            if (char.IsAsciiDigit(form[0]))
            {
                numbers.Add(form);
            }
            else if (form.Length > 2 && !common.Contains(form))
            {
                words.Add(Stem(form));
            }
        }

        return new SentenceTerms(words.ToImmutable(), numbers.ToImmutable());
    }

    // A comma between digits belongs to the number.
    private static IEnumerable<string> Tokens(string text)
    {
        var word = new StringBuilder();
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : ' ';
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (c != ',' || i == 0 || i + 1 >= text.Length || !char.IsAsciiDigit(text[i - 1]) || !char.IsAsciiDigit(text[i + 1]))
            {
                if (word.Length > 0)
                {
                    yield return word.ToString();
                }

                word.Clear();
            }
        }
    }

    private static string Stem(string word)
    {
        foreach (string ending in Endings)
        {
            if (word.Length - ending.Length >= ShortestStem && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word.Length > ShortestStem && word[^1] == 'e' ? word[..^1] : word;
    }
}
