using System.Numerics;
using Sitrep.Learning;

namespace Sitrep.Extraction.Html;

/// <summary>Blocks → numbers for the two classifiers: hashed words and names for the first, measures of the block and of what surrounds it for the second.</summary>
internal sealed class BlockFeatures
{
    /// <summary>Neighbours on each side whose measures count.</summary>
    private const int Reach = 3;

    private const float Hopeless = -6f;

    private static readonly Marks[] EachMark = [.. Enum.GetValues<Marks>().Where(mark => mark != Marks.None)];

    private static readonly string[] Tags = ["p", "div", "li", "h1", "h2", "h3", "h4", "td", "dd", "blockquote", "figcaption", "span", "pre", "section"];

    private readonly PageBlocks page;
    private readonly TextBlock[] blocks;
    private readonly Measures[] measures;
    private readonly ulong[] signatures;
    private readonly Container? densest;

    public BlockFeatures(PageBlocks page, PageContext context, Cues cues)
    {
        this.page = page;
        blocks = [.. page.Blocks];
        densest = DensityCandidate.Find(page);
        var comparison = new ContextComparison(context);
        measures = [.. blocks.Select(block => Measures.Of(block, comparison, cues))];
        signatures = [.. blocks.Select(Signature)];
        MarkRepeats();
        MarkOpenings();
    }

    public int Count => blocks.Length;

    public static int Width { get; } = Measure(0).Count;

    /// <summary>The hashed features of a block: its words, the names and tags around it.</summary>
    public void Hash(int index, FeatureSet features)
    {
        TextBlock block = blocks[index];
        features.Clear();
        features.Add(0);
        Words(block, features);
        Names(block, features);
        int size = BitOperations.Log2((uint)block.Words), linked = (int)(block.LinkShare * 4);
        features.Add(20, block.Container.TagHash, (ulong)size, (ulong)linked);
        features.Add(21, (ulong)measures[index].Ending, (ulong)size, (ulong)linked);
        for (int side = -1; side <= 1; side += 2)
        {
            int other = index + side;
            if (other >= 0 && other < blocks.Length)
            {
                features.Add(22 + side, blocks[other].Container.TagHash, (ulong)BitOperations.Log2((uint)blocks[other].Words), (ulong)(blocks[other].LinkShare * 4));
            }
        }
    }

    /// <summary>The measures of every block; an empty row for one that the first opinion rules out.</summary>
    /// <param name="scores">A first opinion of each block: its log-odds of being part of the article.</param>
    public float[][] Rows(float[] scores)
    {
        var around = new Surroundings(page, blocks, measures, signatures, scores);
        var rows = new float[blocks.Length][];
        for (int i = 0; i < rows.Length; i++)
        {
            if (IsHopeless(i, scores[i]))
            {
                rows[i] = [];
                continue;
            }

            rows[i] = new float[Width];
            var row = new FeatureRow(rows[i]);
            Own(i, row);
            Neighbours(i, scores, row);
            around.Add(i, densest, row);
        }

        return rows;
    }

    /// <summary>Whether a first look leaves no doubt that a block is none of the article's, so that no second is spent on it.</summary>
    private bool IsHopeless(int index, float score) => score < Hopeless && measures[index].Running == 0;

    // The width is that of a row of a page of one block.
    private static FeatureRow Measure(int _)
    {
        var container = new Container(0, null, 0, "p", [], Marks.None, Marks.None);
        var block = new TextBlock { Container = container, Text = "a", LinkLength = 0, Links = 0, BoldLength = 0, AfterBreak = false, Words = 1 };
        var empty = new BlockFeatures(new PageBlocks([container], [block], []));
        var row = new FeatureRow(new float[1000]);
        empty.Own(0, row);
        empty.Neighbours(0, [0], row);
        new Surroundings(empty.page, empty.blocks, empty.measures, empty.signatures, [0]).Add(0, null, row);
        return row;
    }

    private BlockFeatures(PageBlocks page)
    {
        this.page = page;
        blocks = [.. page.Blocks];
        measures = [default];
        signatures = [0];
    }

    private static void Words(TextBlock block, FeatureSet features)
    {
        const int Leading = 6, Trailing = 4, Short = 12, Most = 40;
        ReadOnlySpan<char> text = block.Text;
        Span<Range> words = stackalloc Range[Most];
        int count = text.Split(words, ' ');

        // The words of a long text count but for what comes after the leading ones.
        int length = count == Most ? words[Most - 1].Start.Value : text.Length;
        Span<char> lower = length <= 1024 ? stackalloc char[length] : new char[length];
        text[..length].ToLowerInvariant(lower);
        Span<ulong> hashes = stackalloc ulong[Most];
        int hashed = Math.Min(count, Most - 1);
        for (int i = 0; i < hashed; i++)
        {
            ReadOnlySpan<char> word = lower[words[i]];
            hashes[i] = FeatureSet.Hash(word);
            if (i < Leading)
            {
                features.Add(1, hashes[i]);
            }

            if (count <= Short)
            {
                features.Add(2, hashes[i]);
            }

            if (count < Most)
            {
                ReadOnlySpan<char> bare = word.Trim(".,:;!?()\"“”’");
                features.Add(6, bare.Length == word.Length ? hashes[i] : FeatureSet.Hash(bare));
            }
        }

        if (count > 1)
        {
            features.Add(3, hashes[0], hashes[1]);
        }

        if (count < Most)
        {
            for (int i = Math.Max(0, count - Trailing); i < count; i++)
            {
                features.Add(4, hashes[i]);
            }
        }

        if (count <= 6)
        {
            features.Add(5, FeatureSet.Hash(lower));
        }
    }

    private static void Names(TextBlock block, FeatureSet features)
    {
        ulong path = 0;
        int level = 0;
        for (Container? at = block.Container; at is not null && level < 8; at = at.Parent, level++)
        {
            int template = Math.Min(level, 2);
            foreach (ulong name in at.NameHashes)
            {
                features.Add(10 + template, name);
                if (level < 2)
                {
                    features.Add(14 + level, at.TagHash, name);
                }
            }

            path = unchecked((path * 31) + at.TagHash);
            if (level is 1 or 3)
            {
                features.Add(16, path);
            }
        }
    }

    private void Own(int index, FeatureRow row)
    {
        TextBlock block = blocks[index];
        Marks all = block.Container.All, own = block.Container.Own;
        measures[index].Add(row);
        row.Add(block.Container.Depth);
        row.Add(index);
        row.Add((float)index / blocks.Length);
        row.Add(blocks.Length);
        row.Add(block.AfterBreak ? 1 : 0);
        int tag = Array.IndexOf(Tags, block.Container.Tag);
        for (int i = 0; i < Tags.Length; i++)
        {
            row.Add(i == tag ? 1 : 0);
        }

        foreach (Marks mark in EachMark)
        {
            row.Add(all.Has(mark) ? own.Has(mark) ? 2 : 1 : 0);
        }
    }

    private void Neighbours(int index, float[] scores, FeatureRow row)
    {
        row.Add(scores[index]);
        for (int side = -Reach; side <= Reach; side++)
        {
            if (side == 0)
            {
                continue;
            }

            int other = index + side;
            bool there = other >= 0 && other < blocks.Length;
            row.Add(there ? scores[other] : -9);
            row.Add(there ? measures[other].LogWords : -1);
            if (Math.Abs(side) < Reach)
            {
                row.Add(there ? measures[other].LinkShare : -1);
                row.Add(there ? measures[other].Ending : -1);
                row.Add(there && signatures[other] == signatures[index] ? 1 : 0);
                row.Add(there && ReferenceEquals(blocks[other].Container.Parent, blocks[index].Container.Parent) ? 1 : 0);
            }
        }
    }

    private void MarkRepeats()
    {
        foreach (var same in Enumerable.Range(0, blocks.Length).GroupBy(i => blocks[i].Text, StringComparer.Ordinal))
        {
            int number = 0, all = same.Count();
            foreach (int i in same)
            {
                measures[i] = measures[i] with { Repeats = all, Earlier = number++ };
            }
        }
    }

    private void MarkOpenings()
    {
        foreach (var alike in Enumerable.Range(0, blocks.Length).GroupBy(i => Opening(blocks[i])))
        {
            int all = alike.Count();
            foreach (int i in alike)
            {
                measures[i] = measures[i] with { AlikeOpenings = Math.Min(all, 50) };
            }
        }
    }

    /// <summary>The first two words with the tag around them.</summary>
    private static ulong Opening(TextBlock block)
    {
        ReadOnlySpan<char> text = block.Text;
        int first = text.IndexOf(' '), second = first < 0 ? -1 : text[(first + 1)..].IndexOf(' ');
        return unchecked((FeatureSet.Hash(second < 0 ? text : text[..(first + 1 + second)]) * 31) + block.Container.TagHash);
    }

    /// <summary>Blocks of one signature are set the same way: the tags and names of their element and the one above.</summary>
    private static ulong Signature(TextBlock block)
    {
        ulong hash = 0;
        int level = 0;
        for (Container? at = block.Container; at is not null && level < 2; at = at.Parent, level++)
        {
            hash = unchecked((hash * 1000003) + at.TagHash);
            foreach (ulong name in at.NameHashes)
            {
                hash = unchecked((hash * 31) + name);
            }
        }

        return hash;
    }
}
