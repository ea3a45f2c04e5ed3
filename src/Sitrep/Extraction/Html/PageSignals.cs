using System.Text;

namespace Sitrep.Extraction.Html;

/// <summary>What an element claims to hold.</summary>
internal enum SignalKind
{
    /// <summary>Marked up as the author (microdata, <c>rel</c>).</summary>
    Author,

    /// <summary>Named like a byline.</summary>
    Byline,

    /// <summary>A link to a page about an author, by its address.</summary>
    AuthorLink,
    Published,
    Modified,

    /// <summary>A <c>time</c> element.</summary>
    Time,

    /// <summary>Named like a date.</summary>
    Date,
}

/// <summary>An element that says who wrote the page or when.</summary>
/// <param name="Text">Its words; parts in elements of their own are separated by <c>|</c>.</param>
/// <param name="Machine">The value that is written for machines, if any.</param>
/// <param name="Block">The index of the block that follows its start.</param>
/// <param name="Marks">What it and the elements around it say.</param>
internal sealed record Signal(SignalKind Kind, string Text, string? Machine, int Block, Marks Marks)
{
    private const int Longest = 300;

    /// <param name="names">The words of the element's class and id.</param>
    /// <param name="meanings">What such words and the parts of addresses mean.</param>
    public static Signal? Of(PageElement element, List<string> names, SignalNames meanings, int block, Marks marks)
    {
        string? property = element.GetAttribute("itemprop");
        SignalKind? kind = property switch
        {
            "author" or "creator" => SignalKind.Author,
            "datePublished" or "dateCreated" => SignalKind.Published,
            "dateModified" => SignalKind.Modified,
            _ when element.GetAttribute("rel")?.Contains("author", StringComparison.OrdinalIgnoreCase) == true => SignalKind.Author,
            _ when element.LocalName == "time" => SignalKind.Time,
            _ => meanings.Of(element, names),
        };
        if (kind is not { } found)
        {
            return null;
        }

        string? machine = element.GetAttribute("datetime") ?? element.GetAttribute("content") ?? (found is SignalKind.Date ? element.GetAttribute("title") : null);
        string text = Words(element);
        return text.Length == 0 && machine is null ? null : new Signal(found, text, machine, block, marks);
    }

    /// <summary>The element's words, cut where they grow too long for a byline.</summary>
    private static string Words(PageElement element)
    {
        var words = new StringBuilder();
        var stack = new Stack<PageNode>();
        stack.Push(element);
        bool seam = false;
        for (int seen = 0; stack.TryPop(out PageNode? node) && words.Length < Longest && seen < 200; seen++)
        {
            if (node is PageText text)
            {
                // Two elements that touch without a space are shown apart by their style: a name and an occupation.
                if (seam && words.Length > 0 && text.Data.Length > 0 && char.IsLower(words[^1]) && char.IsUpper(text.Data[0]))
                {
                    words.Append(" | ");
                }

                words.Append(text.Data);
                seam = false;
                continue;
            }

            seam = true;
            if (node is PageElement { LocalName: not ("span" or "b" or "strong" or "em" or "i" or "font" or "time" or "abbr") } && words.Length > 0)
            {
                words.Append(" | ");
            }

            for (int i = node.Children.Length - 1; i >= 0; i--)
            {
                stack.Push(node.Children[i]);
            }
        }

        return words.Length >= Longest ? "" : Plain.Paragraphs.Tidy(words.ToString()).Trim(' ', '|');
    }
}
