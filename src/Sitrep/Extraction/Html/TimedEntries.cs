namespace Sitrep.Extraction.Html;

/// <summary>
/// Finds the entries of a live blog: three or more elements of one parent, set the same way, each with a time of its own and text of the article.
/// The line with an entry's time is its heading, which keeps apart what was written at different hours.
/// </summary>
internal static class TimedEntries
{
    private const int FewestEntries = 3;
    private const int FewestWords = 8;

    /// <summary>The longest line that is the heading of an entry rather than its text.</summary>
    private const int LongestHeading = 120;

    /// <summary>The indices of the blocks that hold the times of entries.</summary>
    /// <param name="kept">Whether each block belongs to the article.</param>
    public static HashSet<int> Headings(PageBlocks page, bool[] kept)
    {
        var times = new Dictionary<int, int>(); // by container: the block with the first time in it
        foreach (Signal signal in page.Signals)
        {
            if (signal.Kind is SignalKind.Time or SignalKind.Date && signal.Text.Length > 0 && signal.Block < page.Blocks.Count
                && !signal.Marks.Has(Marks.Comment | Marks.Related | Marks.Navigation) && page.Blocks[signal.Block].Text.Length <= LongestHeading
                && page.Blocks[signal.Block].Text.Contains(signal.Text.Split(" | ")[0], StringComparison.Ordinal))
            {
                for (Container? at = page.Blocks[signal.Block].Container; at is not null; at = at.Parent)
                {
                    times.TryAdd(at.Index, signal.Block);
                }
            }
        }

        var headings = new HashSet<int>();
        if (times.Count == 0)
        {
            return headings;
        }

        int[] words = KeptWords(page, kept, [.. times.Values]);
        var entries = times.Keys.Select(index => page.Containers[index]).Where(at => at.Parent is not null && words[at.Index] >= FewestWords);
        foreach (var alike in entries.GroupBy(at => (at.Parent!.Index, at.Tag, Names: string.Join(' ', at.Names.Take(2)))).Where(group => group.Count() >= FewestEntries))
        {
            headings.UnionWith(alike.Select(at => times[at.Index]));
        }

        return headings;
    }

    /// <summary>For each element the words of the article in it, without those of the lines with times.</summary>
    private static int[] KeptWords(PageBlocks page, bool[] kept, HashSet<int> times)
    {
        var words = new int[page.Containers.Count];
        for (int i = 0; i < kept.Length; i++)
        {
            words[page.Blocks[i].Container.Index] += kept[i] && !times.Contains(i) ? page.Blocks[i].Words : 0;
        }

        for (int c = words.Length - 1; c > 0; c--)
        {
            words[page.Containers[c].Parent!.Index] += words[c];
        }

        return words;
    }
}
