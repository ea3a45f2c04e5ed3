using System.Numerics.Tensors;
using Sitrep.Learning;

namespace Sitrep.Training.Language;

/// <summary>Operations on rows of floats that several parts of the training need.</summary>
internal static unsafe class RowMath
{
    public static Span<float> Row(FloatBuffer buffer, int row, int width) => new(buffer.Pointer + ((long)row * width), width);

    public static void Add(ReadOnlySpan<float> from, Span<float> to) => TensorPrimitives.Add(from, to, to);

    public static void AddScaled(ReadOnlySpan<float> from, float by, Span<float> to) => TensorPrimitives.MultiplyAdd(from, by, to, to);

    /// <summary>Leaves out values at random; the mask says which.</summary>
    public static void Drop(FloatBuffer values, FloatBuffer mask, int length, float probability, Noise noise)
    {
        if (probability > 0)
        {
            noise.Mask(mask.Span[..length], probability);
            TensorPrimitives.Multiply(values.Span[..length], mask.Span[..length], values.Span[..length]);
        }
    }

    /// <summary>The gradient of <see cref="Drop"/>.</summary>
    public static void DropBack(FloatBuffer gradient, FloatBuffer mask, int length, float probability)
    {
        if (probability > 0)
        {
            TensorPrimitives.Multiply(gradient.Span[..length], mask.Span[..length], gradient.Span[..length]);
        }
    }

    /// <summary>Turns scores into the gradient of their cross-entropy, times weight and scale, and gives the cross-entropy times the weight.</summary>
    public static double Softmax(Span<float> scores, int gold, float weight, float scale)
    {
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores);
        TensorPrimitives.Exp<float>(scores, scores);
        float sum = TensorPrimitives.Sum<float>(scores);
        double loss = -Math.Log(Math.Max(1e-12f, scores[gold] / sum)) * weight;
        TensorPrimitives.Multiply(scores, weight * scale / sum, scores);
        scores[gold] -= weight * scale;
        return loss;
    }
}
