using Sitrep.Extraction.Metadata;

namespace Sitrep.Extraction.Html;

/// <summary>Scored blocks → the parts of the article.</summary>
internal static class BlockSelection
{
    private const float Threshold = 0;

    /// <summary>Where no block passes, a page whose best running text comes this near still has a short article.</summary>
    private const float LowestBest = -2.5f;

    /// <summary>Whether each block belongs to the article.</summary>
    public static bool[] Choose(OpenPage page, float[] scores)
    {
        List<TextBlock> blocks = page.Blocks.Blocks;
        var kept = new bool[blocks.Count];
        int visible = 0, hidden = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = scores[i] > Threshold;
            hidden += kept[i] && blocks[i].Container.All.Has(Marks.Hidden) ? blocks[i].Words : 0;
            visible += kept[i] && !blocks[i].Container.All.Has(Marks.Hidden) ? blocks[i].Words : 0;
        }

        if (visible + hidden == 0)
        {
            KeepBest(blocks, scores, kept);
        }

        // Pages hide texts that they show later; but where most of the article is hidden, a script would have shown it.
        for (int i = 0; i < kept.Length && hidden <= visible; i++)
        {
            kept[i] &= !blocks[i].Container.All.Has(Marks.Hidden);
        }

        return kept;
    }

    public static IEnumerable<Part> Parts(OpenPage page, bool[] kept, PageMetadata about)
    {
        List<TextBlock> blocks = page.Blocks.Blocks;
        bool begun = false;
        for (int i = 0; i < kept.Length; i++)
        {
            if (!kept[i] || (!begun && IsHeadline(blocks[i], about)))
            {
                continue;
            }

            BlockKind kind = Kind(blocks[i]);
            begun |= kind is BlockKind.Paragraph;
            yield return new Part(kind, blocks[i].Text);
        }
    }

    private static void KeepBest(List<TextBlock> blocks, float[] scores, bool[] kept)
    {
        float best = LowestBest;
        for (int i = 0; i < kept.Length; i++)
        {
            best = DensityCandidate.IsRunningText(blocks[i]) ? Math.Max(best, scores[i]) : best;
        }

        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = scores[i] >= best - 0.5f && scores[i] > LowestBest && DensityCandidate.IsRunningText(blocks[i]);
        }
    }

    /// <summary>Whether the block before the text says the title again.</summary>
    private static bool IsHeadline(TextBlock block, PageMetadata about) =>
        about.Title is { } title && block.Text.Length <= title.Length + 10 && block.Text.Length > 3
        && (Cues.Plain(block.Text) == Cues.Plain(title) || (block.Container.Tag is "h1" or "h2" && Cues.Plain(title).Contains(Cues.Plain(block.Text), StringComparison.Ordinal)));

    private static BlockKind Kind(TextBlock block) => block.Container switch
    {
        { Tag: "h1" or "h2" or "h3" or "h4" or "h5" or "h6" } => BlockKind.Heading,
        { All: var marks } when marks.Has(Marks.Caption | Marks.Figure) => BlockKind.Caption,
        { Tag: "li" } or { Parent.Tag: "li" } => BlockKind.ListItem,
        { All: var marks } when marks.Has(Marks.Quote) => BlockKind.Blockquote,
        _ => BlockKind.Paragraph,
    };
}
