using System.Globalization;
using System.Text.RegularExpressions;

namespace Sitrep.Evaluation;

/// <summary>Finds quoted words in a text, so that gold can be written by hand without counting characters.</summary>
/// <remarks>
/// <c>the governor</c> must occur once as whole words. <c>the governor#2</c> is its second occurrence. <c>told the [governor] on</c> is the bracketed part of
/// words that occur once. <c>He said … by dusk</c> runs from the first words to the next occurrence of the last. Anything else is an error: gold never points somewhere by luck.
/// </remarks>
internal sealed partial class QuotedWords(string text)
{
    private const char Ellipsis = '…';

    /// <exception cref="InvalidDataException">The words do not occur, or occur more than once and nothing says which is meant.</exception>
    public Span Find(string words) => Find(words, new Span(0, text.Length));

    /// <summary>The same within a part of the text.</summary>
    public Span Find(string words, Span within)
    {
        if (words.IndexOf(Ellipsis, StringComparison.Ordinal) is var cut and > 0 && cut < words.Length - 1 && !text.Contains(words, StringComparison.Ordinal))
        {
            Span first = Find(words[..cut].TrimEnd(), within);
            string last = words[(cut + 1)..].TrimStart();
            List<Span> ends = Occurrences(last, new Span(first.End, text.Length));
            return ends.Count > 0 ? Span.Cover(first, ends[0]) : throw new InvalidDataException($"\"{last}\" does not follow \"{words[..cut]}\"");
        }

        if (Bracketed().Match(words) is { Success: true } marked)
        {
            string before = marked.Groups[1].Value, inner = marked.Groups[2].Value;
            Span whole = Only(before + inner + marked.Groups[3].Value, within);
            return new Span(whole.Start + before.Length, whole.Start + before.Length + inner.Length);
        }

        if (Numbered().Match(words) is { Success: true } numbered)
        {
            int number = int.Parse(numbered.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
            List<Span> all = Occurrences(numbered.Groups[1].Value, within);
            return number <= all.Count ? all[number - 1] : throw new InvalidDataException($"\"{words}\": there are {all.Count}");
        }

        return Only(words, within);
    }

    /// <summary>Every occurrence.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public IReadOnlyList<Span> FindAll(string words) =>
        Occurrences(words, new Span(0, text.Length)) is { Count: > 0 } all ? all : throw new InvalidDataException($"\"{words}\" does not occur");

    /// <summary>The first occurrence, or the one that <c>#n</c> names: for gold that was written by that looser rule.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public Span FindFirst(string words) => Numbered().IsMatch(words) ? Find(words) : FindAll(words)[0];

    /// <summary>In the paragraph of another span, the occurrence nearest to it; only where the paragraph has none, anywhere.</summary>
    /// <exception cref="InvalidDataException">There is none, or there are several and all in other paragraphs.</exception>
    public Span FindNear(string words, Span near)
    {
        Span paragraph = Paragraph(near);
        if (Occurrences(words, paragraph) is { Count: > 0 } plain)
        {
            return plain.MinBy(s => Math.Max(s.Start - near.End, near.Start - s.End));
        }

        try
        {
            return Find(words, paragraph);
        }
        catch (InvalidDataException)
        {
            return Find(words);
        }
    }

    private Span Only(string words, Span within)
    {
        List<Span> all = Occurrences(words, within);
        return all.Count switch
        {
            1 => all[0],
            0 => throw new InvalidDataException($"\"{words}\" does not occur"),
            _ => throw new InvalidDataException($"\"{words}\" occurs {all.Count} times: say which with #n or words around [it]"),
        };
    }

    private List<Span> Occurrences(string words, Span within)
    {
        var found = new List<Span>();
        for (int at = within.Start; words.Length > 0 && (at = text.IndexOf(words, at, within.End - at, StringComparison.Ordinal)) >= 0; at++)
        {
            int end = at + words.Length;
            if (!Joined(at, words[0]) && !Joined(end, words[^1]))
            {
                found.Add(new Span(at, end));
            }

            if (at + 1 > within.End)
            {
                break;
            }
        }

        return found;
    }

    // Whether a word runs on across the edge.
    private bool Joined(int edge, char own) =>
        char.IsLetterOrDigit(own) && edge > 0 && edge < text.Length && char.IsLetterOrDigit(text[edge - 1]) && char.IsLetterOrDigit(text[edge]);

    private Span Paragraph(Span at)
    {
        int start = text.LastIndexOf("\n\n", at.Start, StringComparison.Ordinal);
        int end = text.IndexOf("\n\n", at.End, StringComparison.Ordinal);
        return new Span(start < 0 ? 0 : start + 2, end < 0 ? text.Length : end);
    }

    [GeneratedRegex(@"^([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^(.+)#(\d+)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Numbered();
}
