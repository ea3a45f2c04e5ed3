using System.Numerics;
using Sitrep.Learning;

namespace Sitrep.Training.Learning;

/// <summary>How trees are grown.</summary>
/// <param name="Rate">What part of each tree's advice is taken.</param>
/// <param name="Rows">The share of examples, and <paramref name="Columns"/> of features, that each tree sees.</param>
/// <param name="Ridge">Added to a leaf's weight: the larger, the more careful.</param>
internal sealed record BoostingSettings(int Trees = 150, int Depth = 6, float Rate = 0.12f, float Rows = 0.6f, float Columns = 0.5f, float Ridge = 3f);

/// <summary>Grows <see cref="BoostedTrees"/> level by level on histograms of binned values, down the gradient of the logistic loss.</summary>
internal sealed class BoostedTreesTrainer
{
    private const int Bins = 64;

    private readonly BoostingSettings settings;
    private readonly int count;
    private readonly int width;
    private readonly byte[][] binned;
    private readonly float[][] edges;
    private readonly bool[] labels;
    private readonly float[] weights;

    /// <param name="rows">For each example a value for each feature.</param>
    /// <param name="weights">How much each example counts; 0 leaves it out.</param>
    public BoostedTreesTrainer(IReadOnlyList<float[]> rows, bool[] labels, float[] weights, BoostingSettings settings)
    {
        this.settings = settings;
        this.labels = labels;
        this.weights = weights;
        count = rows.Count;
        width = rows[0].Length;
        binned = new byte[width][];
        edges = new float[width][];
        Parallel.For(0, width, new ParallelOptions { MaxDegreeOfParallelism = 2 }, feature => Bin(rows, feature));
    }

    public BoostedTrees Train(int seed)
    {
        int inner = (1 << settings.Depth) - 1;
        var features = new ushort[settings.Trees * inner];
        var thresholds = new float[settings.Trees * inner];
        var leaves = new float[settings.Trees * (inner + 1)];
        float bias = Prior();
        var scores = new float[count];
        Array.Fill(scores, bias);
        var gradients = new Vector2[count];
        for (int tree = 0; tree < settings.Trees; tree++)
        {
            var random = new Random(seed + tree);
            Gradients(scores, gradients, random);
            var used = Enumerable.Range(0, width).Where(_ => random.NextSingle() < settings.Columns).ToArray();
            int[] nodes = Grow(gradients, used, features.AsSpan(tree * inner, inner), thresholds.AsSpan(tree * inner, inner));
            Fill(nodes, gradients, leaves.AsSpan(tree * (inner + 1), inner + 1), inner);
            for (int i = 0; i < count; i++)
            {
                scores[i] += leaves[(tree * (inner + 1)) + nodes[i] - inner];
            }
        }

        return new BoostedTrees(settings.Depth, bias, features, thresholds, leaves);
    }

    private void Bin(IReadOnlyList<float[]> rows, int feature)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = rows[i][feature];
        }

        var sorted = (float[])values.Clone();
        Array.Sort(sorted);
        var cuts = new List<float>();
        for (int b = 1; b < Bins; b++)
        {
            float cut = sorted[(int)((long)b * (count - 1) / Bins)];
            if (cut < sorted[^1] && (cuts.Count == 0 || cut > cuts[^1]))
            {
                cuts.Add(cut);
            }
        }

        if (cuts.Count == 0 && sorted[0] < sorted[^1])
        {
            cuts.Add(sorted[0]);
        }

        // A rare value that quantiles jump over still gets a bin of its own.
        if (cuts.Count > 0 && cuts[0] > sorted[0])
        {
            cuts.Insert(0, sorted[0]);
        }

        edges[feature] = [.. cuts];
        var bins = new byte[count];
        for (int i = 0; i < count; i++)
        {
            int at = Array.BinarySearch(edges[feature], values[i]);
            bins[i] = (byte)(at >= 0 ? at : ~at);
        }

        binned[feature] = bins;
    }

    private float Prior()
    {
        double yes = 1, all = 2;
        for (int i = 0; i < count; i++)
        {
            yes += labels[i] ? weights[i] : 0;
            all += weights[i];
        }

        return (float)Math.Log(yes / (all - yes));
    }

    /// <summary>X is the gradient, Y the curvature; both 0 for an example that the tree does not see.</summary>
    private void Gradients(float[] scores, Vector2[] gradients, Random random)
    {
        for (int i = 0; i < count; i++)
        {
            bool seen = weights[i] > 0 && random.NextSingle() < settings.Rows;
            float p = 1 / (1 + MathF.Exp(-scores[i]));
            gradients[i] = seen ? new Vector2((labels[i] ? 1 - p : -p) * weights[i], p * (1 - p) * weights[i]) : Vector2.Zero;
        }
    }

    /// <summary>Chooses the splits of one tree; gives each example its leaf, numbered as in the heap.</summary>
    private int[] Grow(Vector2[] gradients, int[] used, Span<ushort> features, Span<float> thresholds)
    {
        var nodes = new int[count];
        for (int level = 0; level < settings.Depth; level++)
        {
            int first = (1 << level) - 1, size = 1 << level;
            var best = new (float Gain, int Feature, int Bin)[size];
            var gate = new Lock();
            Parallel.For(0, used.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, u =>
            {
                Vector2[] histogram = Histogram(nodes, gradients, used[u], first, size);
                lock (gate)
                {
                    for (int node = 0; node < size; node++)
                    {
                        var (gain, bin) = BestCut(histogram.AsSpan(node * (Bins + 1), Bins + 1), edges[used[u]].Length);

                        // Ties go to the earlier feature, so that the order of threads never shows.
                        if (gain > best[node].Gain || (gain == best[node].Gain && gain > 0 && used[u] < best[node].Feature))
                        {
                            best[node] = (gain, used[u], bin);
                        }
                    }
                }
            });
            for (int node = 0; node < size; node++)
            {
                var (gain, feature, bin) = best[node];
                features[first + node] = (ushort)feature;
                thresholds[first + node] = gain > 0 ? edges[feature][bin] : float.PositiveInfinity;
            }

            for (int i = 0; i < count; i++)
            {
                var (gain, feature, bin) = best[nodes[i] - first];
                nodes[i] = (2 * nodes[i]) + (gain > 0 && binned[feature][i] > bin ? 2 : 1);
            }
        }

        return nodes;
    }

    private Vector2[] Histogram(int[] nodes, Vector2[] gradients, int feature, int first, int size)
    {
        var histogram = new Vector2[size * (Bins + 1)];
        byte[] bins = binned[feature];
        for (int i = 0; i < count; i++)
        {
            if (gradients[i].Y != 0)
            {
                histogram[((nodes[i] - first) * (Bins + 1)) + bins[i]] += gradients[i];
            }
        }

        return histogram;
    }

    private (float Gain, int Bin) BestCut(ReadOnlySpan<Vector2> histogram, int cuts)
    {
        Vector2 all = Vector2.Zero, left = Vector2.Zero;
        foreach (Vector2 bin in histogram)
        {
            all += bin;
        }

        float parent = Quality(all), best = 1e-4f;
        int at = -1;
        for (int bin = 0; bin < cuts; bin++)
        {
            left += histogram[bin];
            Vector2 right = all - left;
            if (left.Y < 0.5f || right.Y < 0.5f)
            {
                continue;
            }

            float gain = Quality(left) + Quality(right) - parent;
            (best, at) = gain > best ? (gain, bin) : (best, at);
        }

        return at < 0 ? (0, 0) : (best, at);
    }

    private float Quality(Vector2 sum) => sum.X * sum.X / (sum.Y + settings.Ridge);

    private void Fill(int[] nodes, Vector2[] gradients, Span<float> leaves, int inner)
    {
        var sums = new Vector2[leaves.Length];
        for (int i = 0; i < count; i++)
        {
            sums[nodes[i] - inner] += gradients[i];
        }

        for (int leaf = 0; leaf < leaves.Length; leaf++)
        {
            leaves[leaf] = settings.Rate * sums[leaf].X / (sums[leaf].Y + settings.Ridge);
        }
    }
}
