namespace Sitrep.Learning;

/// <summary>A sum of small decision trees that gives the log-odds of one label (Friedman 2001). Immutable.</summary>
/// <remarks>Trees are complete and of one depth, so a tree is two arrays: for each inner node a feature and a threshold, for each leaf a value.</remarks>
internal sealed class BoostedTrees
{
    private readonly int depth;
    private readonly float bias;
    private readonly ushort[] features;
    private readonly float[] thresholds;
    private readonly float[] leaves;

    /// <param name="depth">Decisions from root to leaf.</param>
    /// <param name="bias">The log-odds before any tree.</param>
    /// <param name="features">For each tree its 2^depth − 1 inner nodes, in heap order.</param>
    /// <param name="thresholds">A value above the threshold goes right.</param>
    /// <param name="leaves">For each tree its 2^depth values.</param>
    /// <exception cref="InvalidDataException">The sizes do not fit together.</exception>
    public BoostedTrees(int depth, float bias, ushort[] features, float[] thresholds, float[] leaves)
    {
        int inner = (1 << depth) - 1;
        if (features.Length % inner != 0 || thresholds.Length != features.Length || leaves.Length != features.Length / inner * (inner + 1))
        {
            throw new InvalidDataException($"{features.Length} nodes and {leaves.Length} leaves are no trees of depth {depth}");
        }

        (this.depth, this.bias, this.features, this.thresholds, this.leaves) = (depth, bias, features, thresholds, leaves);
    }

    public static BoostedTrees Load(ModelFile file, string prefix)
    {
        ReadOnlySpan<float> head = file.Values<float>(prefix + ".head");
        return new BoostedTrees(
            (int)head[0],
            head[1],
            file.Values<ushort>(prefix + ".features").ToArray(),
            file.Values<float>(prefix + ".thresholds").ToArray(),
            file.Values<float>(prefix + ".leaves").ToArray());
    }

    public void Save(ModelFileWriter file, string prefix)
    {
        file.Add<float>(prefix + ".head", [depth, bias]);
        file.Add<ushort>(prefix + ".features", features);
        file.Add<float>(prefix + ".thresholds", thresholds);
        file.Add<float>(prefix + ".leaves", leaves);
    }

    /// <summary>The log-odds of the label.</summary>
    /// <param name="values">A value for each feature.</param>
    public float Score(ReadOnlySpan<float> values)
    {
        int inner = (1 << depth) - 1, count = features.Length / inner;
        float sum = bias;
        for (int tree = 0; tree < count; tree++)
        {
            int root = tree * inner, node = 0;
            for (int level = 0; level < depth; level++)
            {
                node = (2 * node) + (values[features[root + node]] > thresholds[root + node] ? 2 : 1);
            }

            sum += leaves[root + tree + node - inner];
        }

        return sum;
    }
}
