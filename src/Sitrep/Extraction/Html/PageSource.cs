using System.Collections.Frozen;
using System.Text;

namespace Sitrep.Extraction.Html;

/// <summary>A page's characters parted into markup that can hold the article, linked data and style sheets.</summary>
/// <remarks>
/// Scripts, styles, comments and drawings are often more than half of a page; cutting them before the parser sees them saves as much of its time.
/// Elements nested deeper than any real page are cut too, so that the parser's work stays linear.
/// </remarks>
internal sealed class PageSource
{
    private const int DeepestNesting = 1500;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Cut = new[] { "script", "style", "svg", "noscript", "template", "iframe", "object", "canvas", "select", "video", "audio" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Elements that never stay open for long: void ones, and those whose end tag may be left out.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Flat = new[]
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "html", "head", "body", "path", "use",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly StringBuilder markup;
    private readonly List<string> linkedData = [];
    private readonly List<string> styles = [];

    private PageSource(int capacity) => markup = new StringBuilder(capacity);

    public string Markup => markup.ToString();

    /// <summary>The contents of <c>application/ld+json</c> scripts.</summary>
    public IReadOnlyList<string> LinkedData => linkedData;

    public IReadOnlyList<string> Styles => styles;

    public static PageSource Read(string html)
    {
        var source = new PageSource(html.Length);
        source.Scan(html);
        return source;
    }

    private void Scan(string html)
    {
        ReadOnlySpan<char> page = html;
        int depth = 0, copied = 0, at = 0;
        while ((at = Next(page, at)) >= 0)
        {
            int end = page[at..].StartsWith("<!--") ? EndOfComment(page, at) : page[at + 1] == '/' ? at : EndOfCut(page, at);
            if (end > at)
            {
                markup.Append(page[copied..at]);
                copied = at = end;
                continue;
            }

            ReadOnlySpan<char> name = Name(page, at);
            if (name.Length > 0 && !Flat.Contains(name))
            {
                bool closes = page[at + 1] == '/';
                depth = closes ? Math.Max(0, depth - 1) : depth + 1;
                if (depth > DeepestNesting && page[at..].IndexOf('>') is > 0 and int length)
                {
                    markup.Append(page[copied..at]).Append(' ');
                    copied = at + length + 1;
                    at = copied - 1;
                }
            }

            at++;
        }

        markup.Append(page[copied..]);
    }

    private static int Next(ReadOnlySpan<char> page, int from)
    {
        if (from >= page.Length - 1)
        {
            return -1;
        }

        int next = page[from..^1].IndexOf('<');
        return next < 0 ? -1 : from + next;
    }

    private static int EndOfComment(ReadOnlySpan<char> page, int at)
    {
        int end = page[(at + 2)..].IndexOf("-->");
        return end < 0 ? at : at + 2 + end + 3;
    }

    /// <summary>The offset after an element that is cut, or the same offset if it is none or never ends.</summary>
    private int EndOfCut(ReadOnlySpan<char> page, int at)
    {
        if (!Cut.TryGetValue(Name(page, at), out string? cut) || page[at..].IndexOf('>') is not (> 0 and int open))
        {
            return at;
        }

        int content = at + open + 1;
        if (page[content - 2] == '/' && cut is not ("script" or "style" or "iframe"))
        {
            return content;
        }

        for (int from = content; ;)
        {
            int close = page[from..].IndexOf("</");
            if (close < 0)
            {
                // A template that is never closed takes in all that follows, and none of it is shown.
                return cut == "template" ? page.Length : at;
            }

            from += close + 2;
            if (!page[from..].StartsWith(cut, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            Keep(cut, page[at..content], page[content..(from - 2)]);
            int end = page[from..].IndexOf('>');
            return end < 0 ? page.Length : from + end + 1;
        }
    }

    private void Keep(string name, ReadOnlySpan<char> tag, ReadOnlySpan<char> content)
    {
        if (name == "style")
        {
            styles.Add(content.ToString());
        }
        else if (name == "script" && tag.Contains("ld+json", StringComparison.OrdinalIgnoreCase))
        {
            linkedData.Add(content.ToString());
        }
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> page, int at)
    {
        ReadOnlySpan<char> rest = page[(at + (page[at + 1] == '/' ? 2 : 1))..];
        int length = 0;
        while (length < rest.Length && length < 40 && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '-'))
        {
            length++;
        }

        return length > 0 && char.IsAsciiLetter(rest[0]) ? rest[..length] : default;
    }
}
