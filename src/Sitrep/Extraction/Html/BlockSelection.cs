namespace Sitrep.Extraction.Html;

/// <summary>Scored blocks → the parts of the article.</summary>
internal static class BlockSelection
{
    private const float Threshold = 0;

    public static IEnumerable<Part> Select(OpenPage page, float[] scores)
    {
        List<TextBlock> blocks = page.Blocks.Blocks;
        for (int i = 0; i < blocks.Count; i++)
        {
            if (scores[i] > Threshold)
            {
                yield return new Part(Kind(blocks[i]), blocks[i].Text);
            }
        }
    }

    private static BlockKind Kind(TextBlock block) => block.Container switch
    {
        { Tag: "h1" or "h2" or "h3" or "h4" or "h5" or "h6" } => BlockKind.Heading,
        { All: var marks } when marks.Has(Marks.Caption | Marks.Figure) => BlockKind.Caption,
        { Tag: "li" } or { Parent.Tag: "li" } => BlockKind.ListItem,
        { All: var marks } when marks.Has(Marks.Quote) => BlockKind.Blockquote,
        _ => BlockKind.Paragraph,
    };
}
