using System.Collections.Immutable;
using System.Text;

namespace Sitrep.Extraction;

/// <summary>A piece of an article before it has a place in its text.</summary>
internal readonly record struct Part(BlockKind Kind, string Text);

/// <summary>An article's text with its blocks: parts joined by blank lines.</summary>
internal sealed record ArticleBody(string Text, ImmutableArray<Block> Blocks)
{
    public static ArticleBody Empty { get; } = new("", []);

    /// <summary>Joins the parts that hold any text.</summary>
    public static ArticleBody Join(IEnumerable<Part> parts)
    {
        var text = new StringBuilder();
        var blocks = ImmutableArray.CreateBuilder<Block>();
        foreach (var (kind, words) in parts)
        {
            if (words.Length == 0)
            {
                continue;
            }

            if (text.Length > 0)
            {
                text.Append("\n\n");
            }

            blocks.Add(new Block(kind, new Span(text.Length, text.Length + words.Length)));
            text.Append(words);
        }

        return new ArticleBody(text.ToString(), blocks.ToImmutable());
    }

    /// <summary>The text as it is, its paragraphs parted by blank lines or, as <see cref="Plain.Paragraphs.Breaks"/> tells, by line breaks.</summary>
    public static ArticleBody Verbatim(string text)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        var group = new List<Span>();
        int start = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            int at = start, end = start + line.Length;
            start = end + (end < text.Length && text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
            while (at < end && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            while (end > at && char.IsWhiteSpace(text[end - 1]))
            {
                end--;
            }

            if (end > at)
            {
                group.Add(new Span(at, end));
            }
            else
            {
                Close(text, group, blocks);
            }
        }

        Close(text, group, blocks);
        return new ArticleBody(text, blocks.ToImmutable());
    }

    private static void Close(string text, List<Span> group, ImmutableArray<Block>.Builder blocks)
    {
        bool[] parts = Plain.Paragraphs.Breaks([.. group.Select(line => line.Of(text))]);
        for (int i = 0, first = 0; i < group.Count; i++)
        {
            if (i == group.Count - 1 || parts[i])
            {
                blocks.Add(new Block(BlockKind.Paragraph, Span.Cover(group[first], group[i])));
                first = i + 1;
            }
        }

        group.Clear();
    }
}
