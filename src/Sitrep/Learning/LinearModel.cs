using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sitrep.Learning;

/// <summary>A linear classifier over hashed features: one int8 weight for each label in each of 2ⁿ rows, one scale for each label.</summary>
/// <remarks>Weights are summed as integers, so a score depends neither on the order of the features nor on the machine. Immutable.</remarks>
internal sealed unsafe class LinearModel
{
    // Labels that are summed together, and keys whose weights a 16-bit sum can hold.
    private const int Block = 16, LongestRun = 256;

    // What holds the weights: the model file, mapped at one address while it is reachable, or an array.
    private readonly object owner;
    private readonly sbyte* weights;
    private readonly int length;
    private readonly float[] scales;
    private readonly int shift;

    /// <param name="weights">Row after row, a weight for each label.</param>
    /// <exception cref="InvalidDataException">The sizes do not fit together.</exception>
    public LinearModel(ImmutableArray<string> labels, float[] scales, ReadOnlySpan<sbyte> weights)
        : this(labels, scales, Pinned(weights), weights.Length)
    {
    }

    private LinearModel(ImmutableArray<string> labels, float[] scales, sbyte[] pinned, int length)
        : this(labels, scales, pinned, (sbyte*)Unsafe.AsPointer(ref pinned[0]), length)
    {
    }

    /// <param name="weights">Followed by as many readable bytes as make up a block.</param>
    private LinearModel(ImmutableArray<string> labels, float[] scales, object owner, sbyte* weights, int length)
    {
        int rows = labels.Length == 0 ? 0 : length / labels.Length;
        if (rows < 2 || !BitOperations.IsPow2(rows) || rows * labels.Length != length || scales.Length != labels.Length)
        {
            throw new InvalidDataException($"{length} weights and {scales.Length} scales do not fit {labels.Length} labels");
        }

        Labels = labels;
        this.scales = scales;
        this.owner = owner;
        this.weights = weights;
        this.length = length;
        shift = 64 - BitOperations.Log2((uint)rows);
    }

    public ImmutableArray<string> Labels { get; }

    /// <summary>Reads a model that was written with the same prefix.</summary>
    public static LinearModel Load(ModelFile file, string prefix)
    {
        ImmutableArray<string> names = file.Lines(prefix + ".labels");
        float[] units = file.Values<float>(prefix + ".scales").ToArray();
        ReadOnlySpan<sbyte> rows = file.Values<sbyte>(prefix + ".weights");
        return file.IsFollowedBy(prefix + ".weights", Block)
            ? new LinearModel(names, units, file, (sbyte*)Unsafe.AsPointer(ref Unsafe.AsRef(in MemoryMarshal.GetReference(rows))), rows.Length)
            : new LinearModel(names, units, rows);
    }

    public void Save(ModelFileWriter file, string prefix)
    {
        file.AddLines(prefix + ".labels", Labels);
        file.Add<float>(prefix + ".scales", scales);
        file.Add<sbyte>(prefix + ".weights", new ReadOnlySpan<sbyte>(weights, length));
        GC.KeepAlive(owner);
    }

    /// <summary>Writes a score for each label; higher is likelier. Scores of a model trained by logistic steps are log-odds up to a shared constant.</summary>
    public void Score(FeatureSet features, Span<float> scores) => Score(features, 0, scores[..scales.Length]);

    /// <summary>Writes the scores of as many labels, from the one at <paramref name="first"/> on, as there is room for.</summary>
    public void Score(FeatureSet features, int first, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scores.Length, scales.Length - first);
        unchecked
        {
            Span<int> sums = stackalloc int[Block];
            for (int label = 0; label < scores.Length; label += Block)
            {
                Add(features.Keys, weights + first + label, sums);
                for (int i = 0; i < Math.Min(Block, scores.Length - label); i++)
                {
                    scores[label + i] = sums[i] * scales[first + label + i];
                }
            }
        }

        GC.KeepAlive(owner);
    }

    /// <summary>Sums the weights of a block of labels, which lie beside each other in a row; what is behind the last label is of no use.</summary>
    private void Add(ReadOnlySpan<ulong> keys, sbyte* first, Span<int> sums)
    {
        unchecked
        {
            int labels = scales.Length;
            sums.Clear();
            while (!keys.IsEmpty)
            {
                var run = Vector256<short>.Zero;
                foreach (ulong key in keys[..Math.Min(LongestRun, keys.Length)])
                {
                    run += Vector256.WidenLower(Vector128.Load(first + ((long)(key >> shift) * labels)).ToVector256Unsafe());
                }

                var (low, high) = Vector256.Widen(run);
                ref int sum = ref MemoryMarshal.GetReference(sums);
                (low + Vector256.LoadUnsafe(ref sum)).StoreUnsafe(ref sum);
                (high + Vector256.LoadUnsafe(ref sum, Block / 2)).StoreUnsafe(ref sum, Block / 2);
                keys = keys[Math.Min(LongestRun, keys.Length)..];
            }
        }
    }

    private static sbyte[] Pinned(ReadOnlySpan<sbyte> weights)
    {
        sbyte[] pinned = GC.AllocateArray<sbyte>(weights.Length + Block, pinned: true);
        weights.CopyTo(pinned);
        return pinned;
    }

    /// <summary>The index of the label with the highest score, the first of equals.</summary>
    public int Best(FeatureSet features)
    {
        Span<float> scores = Labels.Length <= 256 ? stackalloc float[Labels.Length] : new float[Labels.Length];
        Score(features, scores);
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }
}
