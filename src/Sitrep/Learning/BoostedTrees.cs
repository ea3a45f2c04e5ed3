using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    // The two arrays of inner nodes as one, and how many values the features need.
    private readonly Node[] nodes;
    private readonly int width;

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
        nodes = [.. features.Zip(thresholds, (feature, threshold) => new Node(feature, threshold))];
        width = features.Length == 0 ? 0 : features.Max() + 1;
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
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, width, nameof(values));
        int inner = (1 << depth) - 1, count = nodes.Length / inner, tree = 0;
        ref float value = ref MemoryMarshal.GetReference(values);
        ref Node node = ref MemoryMarshal.GetArrayDataReference(nodes);
        float sum = bias;

        // Four trees at a time: none waits for another's comparisons. The leaves are added in the order of the trees.
        for (; tree + 4 <= count; tree += 4)
        {
            ref Node r0 = ref Unsafe.Add(ref node, tree * inner), r1 = ref Unsafe.Add(ref r0, inner), r2 = ref Unsafe.Add(ref r1, inner), r3 = ref Unsafe.Add(ref r2, inner);
            int n0 = 0, n1 = 0, n2 = 0, n3 = 0;
            for (int level = 0; level < depth; level++)
            {
                n0 = Next(ref value, ref r0, n0);
                n1 = Next(ref value, ref r1, n1);
                n2 = Next(ref value, ref r2, n2);
                n3 = Next(ref value, ref r3, n3);
            }

            int leaf = (tree * (inner + 1)) - inner;
            sum += leaves[leaf + n0];
            sum += leaves[leaf + n1 + inner + 1];
            sum += leaves[leaf + n2 + (2 * (inner + 1))];
            sum += leaves[leaf + n3 + (3 * (inner + 1))];
        }

        for (; tree < count; tree++)
        {
            ref Node root = ref Unsafe.Add(ref node, tree * inner);
            int at = 0;
            for (int level = 0; level < depth; level++)
            {
                at = Next(ref value, ref root, at);
            }

            sum += leaves[(tree * (inner + 1)) + at - inner];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref float values, ref Node root, int at)
    {
        Node node = Unsafe.Add(ref root, at);
        return (2 * at) + 1 + (Unsafe.Add(ref values, node.Feature) > node.Threshold ? 1 : 0);
    }

    private readonly record struct Node(int Feature, float Threshold);
}
