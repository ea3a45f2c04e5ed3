using System.Collections.Immutable;
using Sitrep.Learning;

namespace Sitrep.Training.Learning;

/// <summary>Trains a <see cref="LinearModel"/> by averaged perceptron steps or by logistic steps; use one kind for a model.</summary>
/// <remarks>The perceptron averages its weights over all calls of <see cref="Step"/> (Collins 2002); logistic steps follow AdaGrad (Duchi et al. 2011).</remarks>
internal sealed class LinearTrainer
{
    private readonly int shift;
    private readonly float[] weights;
    private readonly float[] history;
    private long step = 1;
    private bool logistic;

    /// <param name="bits">2^bits rows of weights.</param>
    public LinearTrainer(ImmutableArray<string> labels, int bits)
    {
        Labels = labels;
        shift = 64 - bits;
        weights = new float[(1 << bits) * labels.Length];
        history = new float[weights.Length];
    }

    public ImmutableArray<string> Labels { get; }

    public void Score(FeatureSet features, Span<float> scores)
    {
        scores[..Labels.Length].Clear();
        foreach (ulong key in features.Keys)
        {
            ReadOnlySpan<float> row = weights.AsSpan(Row(key), Labels.Length);
            for (int i = 0; i < row.Length; i++)
            {
                scores[i] += row[i];
            }
        }
    }

    /// <summary>A perceptron step towards the gold label and away from the predicted one.</summary>
    public void Update(FeatureSet features, int gold, int predicted, float rate = 1)
    {
        foreach (ulong key in features.Keys)
        {
            int row = Row(key);
            weights[row + gold] += rate;
            weights[row + predicted] -= rate;
            history[row + gold] += rate * step;
            history[row + predicted] -= rate * step;
        }
    }

    /// <summary>Counts a decision, whether it led to an update or not.</summary>
    public void Step() => step++;

    /// <summary>A step down the gradient of the softmax cross-entropy.</summary>
    /// <param name="weight">The weight of the example.</param>
    /// <returns>The example's loss before the step, in nats.</returns>
    public float LogisticStep(FeatureSet features, int gold, float weight = 1, float rate = 0.1f)
    {
        logistic = true;
        Span<float> probability = stackalloc float[Labels.Length];
        Score(features, probability);
        Softmax(probability);
        float loss = -MathF.Log(Math.Max(probability[gold], 1e-9f));
        probability[gold] -= 1;
        foreach (ulong key in features.Keys)
        {
            int row = Row(key);
            for (int i = 0; i < Labels.Length; i++)
            {
                float gradient = probability[i] * weight;
                history[row + i] += gradient * gradient;
                weights[row + i] -= gradient == 0 ? 0 : rate * gradient / (MathF.Sqrt(history[row + i]) + 1e-6f);
            }
        }

        return loss;
    }

    /// <summary>The model learned so far, rounded to int8. Training may go on.</summary>
    public LinearModel ToModel()
    {
        float[] final = new float[weights.Length];
        for (int i = 0; i < final.Length; i++)
        {
            final[i] = logistic ? weights[i] : weights[i] - (history[i] / step);
        }

        return Rounded(Labels, final);
    }

    /// <summary>The mean of models that saw the same examples in different orders.</summary>
    public static LinearModel Mean(IReadOnlyList<LinearTrainer> trainers)
    {
        float[] mean = new float[trainers[0].weights.Length];
        foreach (LinearTrainer trainer in trainers)
        {
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += trainer.weights[i] / trainers.Count;
            }
        }

        return Rounded(trainers[0].Labels, mean);
    }

    /// <summary>Weights, row after row one for each label, as int8 with a scale a label.</summary>
    internal static LinearModel Rounded(ImmutableArray<string> labels, float[] weights)
    {
        float[] scales = new float[labels.Length];
        sbyte[] rounded = new sbyte[weights.Length];
        for (int label = 0; label < scales.Length; label++)
        {
            scales[label] = Clip(weights, label, labels.Length) / 127;
            for (int i = label; i < weights.Length; i += scales.Length)
            {
                rounded[i] = (sbyte)Math.Clamp(MathF.Round(weights[i] / scales[label]), -127, 127);
            }
        }

        return new LinearModel(labels, scales, rounded);
    }

    private static void Softmax(Span<float> scores)
    {
        float highest = float.NegativeInfinity, sum = 0;
        foreach (float score in scores)
        {
            highest = Math.Max(highest, score);
        }

        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = MathF.Exp(scores[i] - highest);
            sum += scores[i];
        }

        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] /= sum;
        }
    }

    // The few largest weights would take the resolution from all others.
    private static float Clip(float[] values, int label, int count)
    {
        var sizes = new List<float>();
        for (int i = label; i < values.Length; i += count)
        {
            if (values[i] != 0)
            {
                sizes.Add(Math.Abs(values[i]));
            }
        }

        sizes.Sort();
        return sizes.Count == 0 ? 1 : sizes[(int)((sizes.Count - 1) * 0.9995)];
    }

    private int Row(ulong key) => (int)(key >> shift) * Labels.Length;
}
