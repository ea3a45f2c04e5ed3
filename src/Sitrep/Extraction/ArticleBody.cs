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

    /// <summary>The text as it is, each stretch between blank lines a paragraph.</summary>
    public static ArticleBody Verbatim(string text)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        int start = -1, end = 0, feeds = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                feeds += text[i] == '\n' ? 1 : 0;
                continue;
            }

            if (start >= 0 && feeds > 1)
            {
                blocks.Add(new Block(BlockKind.Paragraph, new Span(start, end)));
                start = -1;
            }

            (start, end, feeds) = (start < 0 ? i : start, i + 1, 0);
        }

        if (start >= 0)
        {
            blocks.Add(new Block(BlockKind.Paragraph, new Span(start, end)));
        }

        return new ArticleBody(text, blocks.ToImmutable());
    }
}
