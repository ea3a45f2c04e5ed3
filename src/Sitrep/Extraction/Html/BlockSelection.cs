using Sitrep.Extraction.Metadata;

namespace Sitrep.Extraction.Html;

/// <summary>Scored blocks → the parts of the article.</summary>
internal static class BlockSelection
{
    private const float Threshold = 0;

    /// <summary>Where no block passes, a page whose best running text comes this near still has a short article.</summary>
    private const float LowestBest = -2.5f;

    /// <summary>Shorter captions may be said twice by chance.</summary>
    private const int FewestCaptionWords = 5;

    /// <summary>In words; a longer line that holds a date is a sentence.</summary>
    private const int LongestByline = 10;

    /// <summary>In words.</summary>
    private const int LongestLabel = 6;

    /// <summary>Text besides teasers that makes a page an article with teasers after it, not a page of teasers.</summary>
    private const int FewestArticleWords = 60;

    /// <summary>Whether each block belongs to the article.</summary>
    /// <param name="teasers">Whether each block is part of a teaser.</param>
    /// <param name="cues">Knows the labels of controls and advertisements.</param>
    public static bool[] Choose(OpenPage page, float[] scores, bool[] teasers, Cues cues)
    {
        List<TextBlock> blocks = page.Blocks.Blocks;
        var kept = new bool[blocks.Count];
        int visible = 0, hidden = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = scores[i] > Threshold && !(blocks[i].Words <= LongestLabel && !IsHeading(blocks[i]) && cues.IsLabel(Cues.Plain(blocks[i].Text)));
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

        DropRepeatedCaptions(blocks, kept);
        DropNextStories(blocks, teasers, kept);
        return kept;
    }

    /// <param name="dates">Knows lines that hold little but a date.</param>
    public static IEnumerable<Part> Parts(OpenPage page, bool[] kept, PageMetadata about, DateReader dates)
    {
        List<TextBlock> blocks = page.Blocks.Blocks;
        HashSet<int> timed = TimedEntries.Headings(page.Blocks, kept);
        bool begun = false;
        for (int i = 0; i < kept.Length; i++)
        {
            if (timed.Contains(i))
            {
                yield return new Part(BlockKind.Heading, blocks[i].Text);
                continue;
            }

            if (!kept[i] || (!begun && (IsHeadline(blocks[i], about) || IsByline(blocks[i], about, dates))))
            {
                continue;
            }

            BlockKind kind = Kind(blocks[i]);
            begun |= kind is BlockKind.Paragraph;
            yield return new Part(kind, blocks[i].Text);
        }
    }

    /// <summary>What several pictures of a page have below them is the name of a series or a credit.</summary>
    private static void DropRepeatedCaptions(List<TextBlock> blocks, bool[] kept)
    {
        bool IsCaption(TextBlock block) => block.Words >= FewestCaptionWords && block.Container.All.Has(Marks.Caption | Marks.Figure);
        HashSet<string> repeated = [.. blocks.Where(IsCaption).GroupBy(block => block.Text, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key)];
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] &= !(IsCaption(blocks[i]) && repeated.Contains(blocks[i].Text));
        }
    }

    /// <summary>Teasers after the end of an article lead to the next; those within it may be the items of its list.</summary>
    private static void DropNextStories(List<TextBlock> blocks, bool[] teasers, bool[] kept)
    {
        int words = 0, last = -1;
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i] && !teasers[i])
            {
                words += blocks[i].Words;
                last = DensityCandidate.IsRunningText(blocks[i]) ? i : last;
            }
        }

        for (int i = last + 1; i < kept.Length && words >= FewestArticleWords; i++)
        {
            kept[i] &= !teasers[i];
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

    /// <summary>Whether the block before the text is little but a date or an author's name.</summary>
    private static bool IsByline(TextBlock block, PageMetadata about, DateReader dates) =>
        block.Words <= LongestByline
        && (dates.IsDateLine(block.Text) || about.Authors.Names.Any(name => block.Words <= name.AsSpan().Count(' ') + 4 && block.Text.Contains(name, StringComparison.OrdinalIgnoreCase)));

    private static bool IsHeading(TextBlock block) => block.Container.Tag is "h1" or "h2" or "h3" or "h4" or "h5" or "h6";

    private static BlockKind Kind(TextBlock block)
    {
        Container at = block.Container;
        if (IsHeading(block))
        {
            return BlockKind.Heading;
        }

        // A figure may hold a quotation, and a quotation a list: the nearest element that says what it is decides.
        for (Container? around = at; around is not null; around = around.Parent)
        {
            if (around.Own.Has(Marks.Caption) || (around.Own.Has(Marks.Figure) && !around.Own.Has(Marks.Quote)))
            {
                return BlockKind.Caption;
            }

            if (around.Own.Has(Marks.Quote))
            {
                return BlockKind.Blockquote;
            }

            if (around.Tag == "li" && (ReferenceEquals(around, at) || ReferenceEquals(around, at.Parent)))
            {
                return BlockKind.ListItem;
            }
        }

        return BlockKind.Paragraph;
    }
}
