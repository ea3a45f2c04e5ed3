namespace Sitrep.Extraction.Html;

/// <summary>Finds the element whose paragraphs hold the most running text: its words count in full for the parent, half for the one above.</summary>
internal static class DensityCandidate
{
    private const int FewestWords = 12;
    private const double HighestLinkShare = 0.35;
    private const Marks Outside = Marks.Navigation | Marks.Footer | Marks.Aside | Marks.Form | Marks.Comment | Marks.Related | Marks.Hidden;

    /// <summary>The element, or null if no block is running text.</summary>
    public static Container? Find(PageBlocks page)
    {
        var scores = new double[page.Containers.Count];
        foreach (TextBlock block in page.Blocks)
        {
            if (!IsRunningText(block))
            {
                continue;
            }

            Container parent = block.Container.Tag is "p" or "li" or "blockquote" && block.Container.Parent is { } above ? above : block.Container;
            scores[parent.Index] += block.Words;
            if (parent.Parent is { } grandparent)
            {
                scores[grandparent.Index] += block.Words * 0.6;
            }
        }

        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return scores.Length == 0 || scores[best] == 0 ? null : page.Containers[best];
    }

    public static bool IsRunningText(TextBlock block) =>
        block.Words >= FewestWords && block.LinkShare < HighestLinkShare && !block.Container.All.Has(Outside);

    public static bool IsInside(Container? container, Container outer)
    {
        for (; container is not null && container.Depth >= outer.Depth; container = container.Parent)
        {
            if (ReferenceEquals(container, outer))
            {
                return true;
            }
        }

        return false;
    }
}
