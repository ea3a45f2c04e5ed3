using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Sitrep.Presenting.Checking;

/// <summary>A sentence of a draft.</summary>
/// <param name="Line">The line on which it begins, counted from 1.</param>
/// <param name="Text">Without marks of Markdown.</param>
/// <param name="Quotations">The words that it has in double quotation marks, three words or more: fewer are often a name or a distance.</param>
internal sealed record DraftSentence(int Line, string Text, ImmutableArray<string> Quotations);

/// <summary>Takes the sentences out of a Markdown draft. Headings, tables, code and the texts of footnotes are no sentences.</summary>
internal static partial class DraftSentences
{
    private const int QuotedWords = 3;

    /// <summary>Shorter pieces are captions and list labels.</summary>
    private const int LeastWords = 3;

    private static readonly string[] Abbreviations = ["mr", "mrs", "ms", "dr", "gen", "col", "lt", "sgt", "st", "no", "u.s", "u.n", "u.k", "e.g", "i.e", "a.m", "p.m", "jan", "feb", "aug", "sept", "oct", "nov", "dec"];

    public static IEnumerable<DraftSentence> Of(string markdown)
    {
        string[] lines = markdown.ReplaceLineEndings("\n").Split('\n');
        bool code = false;
        var paragraph = new StringBuilder();
        var starts = new List<(int Offset, int Line)>();
        for (int i = 0; i <= lines.Length; i++)
        {
            string line = i < lines.Length ? lines[i].Trim() : "";
            code ^= line.StartsWith("```", StringComparison.Ordinal);
            bool item = ListMark().IsMatch(line);
            bool outside = code || line.Length == 0 || line[0] is '#' or '|' or '`' || line.StartsWith("[^", StringComparison.Ordinal) || line.StartsWith("---", StringComparison.Ordinal);
            if (outside || item)
            {
                foreach (DraftSentence sentence in Sentences(paragraph.ToString(), starts))
                {
                    yield return sentence;
                }

                paragraph.Clear();
                starts.Clear();
            }

            if (!outside)
            {
                starts.Add((paragraph.Length, i + 1));
                paragraph.Append(Unmarked(line)).Append(' ');
            }
        }
    }

    private static IEnumerable<DraftSentence> Sentences(string text, List<(int Offset, int Line)> starts)
    {
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('.' or '!' or '?'))
            {
                continue;
            }

            int end = i + 1;
            while (end < text.Length && text[end] is '"' or '”' or '’' or ')' or '\'')
            {
                end++;
            }

            if (end < text.Length && (text[end] != ' ' || IsAbbreviation(text[start..i]) || (end + 1 < text.Length && char.IsLower(text[end + 1]))))
            {
                continue;
            }

            if (Sentence(text, start, end, starts) is { } sentence)
            {
                yield return sentence;
            }

            start = end;
        }

        if (Sentence(text, start, text.Length, starts) is { } rest)
        {
            yield return rest;
        }
    }

    private static DraftSentence? Sentence(string text, int start, int end, List<(int Offset, int Line)> starts)
    {
        string words = text[start..end].Trim();
        return words.Count(c => c == ' ') + 1 < LeastWords
            ? null
            : new DraftSentence(
                starts.FindLast(s => s.Offset <= start + 1).Line,
                words,
                [.. Quotation().Matches(words).Select(m => m.Groups[1].Value.Trim().TrimEnd(',', '.')).Where(q => q.Count(c => c == ' ') + 1 >= QuotedWords)]);
    }

    private static bool IsAbbreviation(string before)
    {
        string last = before[(before.LastIndexOf(' ') + 1)..].TrimStart('(', '"', '“').ToLowerInvariant();
        return last.Length == 1 || Abbreviations.Contains(last, StringComparer.Ordinal);
    }

    private static string Unmarked(string line) => Link().Replace(Footnote().Replace(ListMark().Replace(line, ""), ""), "$1").Replace("**", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal).TrimStart('>', ' ');

    [GeneratedRegex(@"^([-*+]|\d+[.)])\s+")]
    private static partial Regex ListMark();

    [GeneratedRegex(@"\[\^[^\]]*\]|\[\d+\]")]
    private static partial Regex Footnote();

    [GeneratedRegex(@"!?\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex("[\"“]([^\"“”]+)[\"”]")]
    private static partial Regex Quotation();
}
