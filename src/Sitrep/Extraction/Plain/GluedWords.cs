using System.Text.RegularExpressions;

namespace Sitrep.Extraction.Plain;

/// <summary>Puts back the space that a scraper lost between two sentences or two words.</summary>
internal static partial class GluedWords
{
    /// <param name="words">Words that stand alone somewhere in the article.</param>
    public static string Part(string text, IReadOnlySet<string> words)
    {
        text = SentenceSeam().Replace(text, match => IsAddress(text, match.Index) ? match.Value : match.Groups[1].Value + " " + match.Groups[2].Value);
        return WordSeam().Replace(text, match =>
            words.Contains(match.Groups[1].Value) && words.Contains(match.Groups[2].Value)
                ? match.Groups[1].Value + " " + match.Groups[2].Value
                : match.Value);
    }

    /// <summary>Every word of the paragraphs, as it is written.</summary>
    public static HashSet<string> Words(IEnumerable<string> paragraphs)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (string paragraph in paragraphs)
        {
            foreach (Match word in Word().Matches(paragraph))
            {
                words.Add(word.Value);
            }
        }

        return words;
    }

    /// <summary>Whether the characters around the offset look like a link, a file name or a user's name.</summary>
    private static bool IsAddress(string text, int at)
    {
        int start = text.LastIndexOf(' ', at) + 1;
        int end = text.IndexOf(' ', at);
        string word = text[start..(end < 0 ? text.Length : end)];
        return word.Contains("://", StringComparison.Ordinal) || word.Contains('@', StringComparison.Ordinal)
            || word.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
    }

    // "… in August.Anadolu via …": a full stop after a word or a year, then a word that begins a sentence.
    [GeneratedRegex("""((?:\p{Ll}{2}|\d{2})[.!?][”"’)]?)([“"‘(]?\p{Lu}(?:\p{Ll}|[\p{Lu}'’]+[\s/,]|\s))""", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceSeam();

    // "… into RussiaPresident …": a capital inside a word. Names such as YouTube are one word: both halves must be known.
    [GeneratedRegex("""\b(\p{Lu}?\p{Ll}{3,})(\p{Lu}\p{Ll}{3,})\b""", RegexOptions.CultureInvariant)]
    private static partial Regex WordSeam();

    [GeneratedRegex("""\b\p{L}+\b""", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
