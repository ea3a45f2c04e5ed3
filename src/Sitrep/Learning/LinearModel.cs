using System.Collections.Immutable;
using System.Numerics;

namespace Sitrep.Learning;

/// <summary>A linear classifier over hashed features: one int8 weight for each label in each of 2ⁿ rows, one scale for each label.</summary>
/// <remarks>Weights are summed as integers, so a score depends neither on the order of the features nor on the machine. Immutable.</remarks>
internal sealed class LinearModel
{
    private readonly sbyte[] weights;
    private readonly float[] scales;
    private readonly int shift;

    /// <param name="weights">Row after row, a weight for each label.</param>
    /// <exception cref="InvalidDataException">The sizes do not fit together.</exception>
    public LinearModel(ImmutableArray<string> labels, float[] scales, sbyte[] weights)
    {
        int rows = labels.Length == 0 ? 0 : weights.Length / labels.Length;
        if (rows < 2 || !BitOperations.IsPow2(rows) || rows * labels.Length != weights.Length || scales.Length != labels.Length)
        {
            throw new InvalidDataException($"{weights.Length} weights and {scales.Length} scales do not fit {labels.Length} labels");
        }

        Labels = labels;
        this.scales = scales;
        this.weights = weights;
        shift = 64 - BitOperations.Log2((uint)rows);
    }

    public ImmutableArray<string> Labels { get; }

    /// <summary>Reads a model that was written with the same prefix.</summary>
    public static LinearModel Load(ModelFile file, string prefix) =>
        new(file.Lines(prefix + ".labels"), file.Values<float>(prefix + ".scales").ToArray(), file.Values<sbyte>(prefix + ".weights").ToArray());

    public void Save(ModelFileWriter file, string prefix)
    {
        file.AddLines(prefix + ".labels", Labels);
        file.Add<float>(prefix + ".scales", scales);
        file.Add<sbyte>(prefix + ".weights", weights);
    }

    /// <summary>Writes a score for each label; higher is likelier. Scores of a model trained by logistic steps are log-odds up to a shared constant.</summary>
    public void Score(FeatureSet features, Span<float> scores)
    {
        unchecked
        {
            int labels = Labels.Length;
            Span<int> sums = labels <= 256 ? stackalloc int[labels] : new int[labels];
            sums.Clear();
            foreach (ulong key in features.Keys)
            {
                ReadOnlySpan<sbyte> row = weights.AsSpan((int)(key >> shift) * labels, labels);
                for (int i = 0; i < row.Length; i++)
                {
                    sums[i] += row[i];
                }
            }

            for (int i = 0; i < labels; i++)
            {
                scores[i] = sums[i] * scales[i];
            }
        }
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
