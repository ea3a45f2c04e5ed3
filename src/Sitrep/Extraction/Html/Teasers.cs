namespace Sitrep.Extraction.Html;

/// <summary>Finds teasers, of which home pages and lists of results are made: elements of one parent, set the same way, each with a linked heading and little text.</summary>
internal static class Teasers
{
    private const int FewestTeasers = 3;

    /// <summary>The longest text of a teaser, in words.</summary>
    private const int LongestText = 90;

    /// <summary>Whether each block is part of a teaser.</summary>
    public static bool[] Find(PageBlocks page)
    {
        var words = new int[page.Containers.Count];
        var headed = new bool[page.Containers.Count];
        foreach (TextBlock block in page.Blocks)
        {
            words[block.Container.Index] += block.Words;
            headed[block.Container.Index] |= block.LinkShare > 0.8 && block.Words >= 3 && IsHeading(block.Container);
        }

        for (int c = words.Length - 1; c > 0; c--)
        {
            int parent = page.Containers[c].Parent!.Index;
            words[parent] += words[c];
            headed[parent] |= headed[c];
        }

        // A heading itself is none, and neither is what holds several teasers.
        var teasers = new bool[words.Length];
        foreach (var alike in page.Containers.Where(at => at.Parent is not null && headed[at.Index] && !IsHeading(at) && words[at.Index] <= LongestText).GroupBy(at => (at.Parent!.Index, at.Tag)))
        {
            if (alike.Count() >= FewestTeasers)
            {
                foreach (Container at in alike)
                {
                    teasers[at.Index] = true;
                }
            }
        }

        for (int c = 1; c < teasers.Length; c++)
        {
            teasers[c] |= teasers[page.Containers[c].Parent!.Index];
        }

        return [.. page.Blocks.Select(block => teasers[block.Container.Index])];
    }

    private static bool IsHeading(Container at) => at.Tag is "h1" or "h2" or "h3" or "h4" or "h5" or "h6" || at.Parent?.Tag is "h1" or "h2" or "h3" or "h4" or "h5" or "h6";
}
