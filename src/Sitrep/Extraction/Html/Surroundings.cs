namespace Sitrep.Extraction.Html;

/// <summary>Sums over the elements around each block, over blocks set the same way, and over what comes before and after.</summary>
internal sealed class Surroundings
{
    private const int Window = 6;

    private readonly TextBlock[] blocks;
    private readonly Measures[] measures;
    private readonly ulong[] signatures;
    private readonly float[] scores;
    private readonly Sum[] inside;
    private readonly Dictionary<ulong, Sum> alike = [];
    private readonly Sum[] before;
    private readonly int[] ordinals;
    private readonly int first;
    private readonly int last;
    private readonly int heading;
    private readonly int articles;

    public Surroundings(PageBlocks page, TextBlock[] blocks, Measures[] measures, ulong[] signatures, float[] scores)
    {
        (this.blocks, this.measures, this.signatures, this.scores) = (blocks, measures, signatures, scores);
        inside = new Sum[page.Containers.Count];
        before = new Sum[blocks.Length + 1];
        for (int i = 0; i < blocks.Length; i++)
        {
            Sum one = Sum.Of(blocks[i], measures[i], scores[i]);
            inside[blocks[i].Container.Index] += one;
            alike[signatures[i]] = alike.GetValueOrDefault(signatures[i]) + one;
            before[i + 1] = before[i] + one;
        }

        for (int c = inside.Length - 1; c > 0; c--)
        {
            inside[page.Containers[c].Parent!.Index] += inside[c];
        }

        ordinals = new int[page.Containers.Count];
        foreach (Container container in page.Containers)
        {
            bool starts = container.Tag == "article" && (container.Parent is null || !container.Parent.All.Has(Marks.Article));
            articles += starts ? 1 : 0;
            ordinals[container.Index] = starts ? articles : container.Parent is { } parent ? ordinals[parent.Index] : 0;
        }

        first = Array.FindIndex(measures, measure => measure.Running > 0);
        last = Array.FindLastIndex(measures, measure => measure.Running > 0);
        heading = Array.FindIndex(blocks, block => block.Container.Tag == "h1");
    }

    public void Add(int index, Container? densest, FeatureRow row)
    {
        Container at = blocks[index].Container;
        Sum all = before[^1];
        AddSum(inside[at.Index], all, row);
        AddSum(inside[Above(at, 1).Index], all, row);
        AddSum(inside[Above(at, 2).Index], all, row);
        AddSum(inside[Above(at, 3).Index], all, row);
        AddSum(alike.GetValueOrDefault(signatures[index]), all, row);
        AddSum(before[Math.Min(blocks.Length, index + Window + 1)] - before[Math.Max(0, index - Window)], all, row);
        AddSum(before[index] - before[Math.Max(0, index - Window)], all, row);
        AddSum(before[Math.Min(blocks.Length, index + Window + 1)] - before[index + 1], all, row);
        row.Add(all.Running);
        row.Add(all.Score);
        row.Add(before[index].Positive / (all.Positive + 1));
        row.Add(before[index].Running / (all.Running + 1));
        row.Add(index - first);
        row.Add(last - index);
        row.Add(heading < 0 ? -99 : Math.Clamp(index - heading, -50, 200));
        row.Add(articles);
        row.Add(ordinals[at.Index]);
        row.Add(densest is null ? -1 : DensityCandidate.IsInside(at, densest) ? 1 : 0);
        row.Add(densest is null ? -1 : Distance(at, densest));
        row.Add(densest is null ? -1 : inside[densest.Index].Running / (all.Running + 1));
        row.Add(SinceRunning(index, -1));
        row.Add(SinceRunning(index, 1));
        row.Add(SinceScored(index, -1));
        row.Add(SinceScored(index, 1));
    }

    private static void AddSum(Sum sum, Sum all, FeatureRow row)
    {
        row.Add(MathF.Log2(1 + sum.Words));
        row.Add(sum.Running / (all.Running + 1));
        row.Add(sum.Linked / (sum.Words + 1));
        row.Add(sum.Blocks);
        row.Add(sum.Score / (sum.Weight + 1));
        row.Add(sum.Positive / (all.Positive + 1));
    }

    private static Container Above(Container container, int levels)
    {
        while (levels-- > 0 && container.Parent is { } parent)
        {
            container = parent;
        }

        return container;
    }

    /// <summary>Elements between a block's and the densest, up to the first that both lie in.</summary>
    private static int Distance(Container at, Container densest)
    {
        int steps = 0;
        for (Container? outer = densest; outer is not null; outer = outer.Parent, steps++)
        {
            if (DensityCandidate.IsInside(at, outer))
            {
                return steps;
            }
        }

        return steps;
    }

    private int SinceRunning(int index, int side)
    {
        int steps = 1;
        for (int i = index + side; i >= 0 && i < blocks.Length && steps < 20; i += side, steps++)
        {
            if (measures[i].Running > 0)
            {
                return steps;
            }
        }

        return 20;
    }

    private int SinceScored(int index, int side)
    {
        int steps = 1;
        for (int i = index + side; i >= 0 && i < blocks.Length && steps < 20; i += side, steps++)
        {
            if (scores[i] > 0)
            {
                return steps;
            }
        }

        return 20;
    }

    /// <summary>Sums over some blocks. <paramref name="Positive"/> counts the words of blocks that the first opinion holds for the article's.</summary>
    private readonly record struct Sum(float Blocks, float Words, float Linked, float Running, float Score, float Weight, float Positive)
    {
        public static Sum Of(TextBlock block, Measures measures, float score)
        {
            float weight = measures.LogWords;
            return new Sum(1, block.Words, (float)(block.Words * block.LinkShare), measures.Running, score * weight, weight, score > 0 ? block.Words : 0);
        }

        public static Sum operator +(Sum a, Sum b) =>
            new(a.Blocks + b.Blocks, a.Words + b.Words, a.Linked + b.Linked, a.Running + b.Running, a.Score + b.Score, a.Weight + b.Weight, a.Positive + b.Positive);

        public static Sum operator -(Sum a, Sum b) =>
            new(a.Blocks - b.Blocks, a.Words - b.Words, a.Linked - b.Linked, a.Running - b.Running, a.Score - b.Score, a.Weight - b.Weight, a.Positive - b.Positive);
    }
}
