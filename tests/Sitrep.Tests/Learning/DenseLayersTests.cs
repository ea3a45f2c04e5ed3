using Sitrep.Learning;
using Xunit;

namespace Sitrep.Tests.Learning;

public sealed class DenseLayersTests
{
    // Shapes with and without what is left over of eight numbers and of eight units.
    [Theory]
    [InlineData(3, 356, 0)]
    [InlineData(17, 656, 48)]
    [InlineData(78, 24, 0)]
    [InlineData(2, 5, 3)]
    public void Sums_are_equal_to_the_bit_to_eight_lanes_one_number_at_a_time(int labels, int width, int units)
    {
        var random = new Random(5);
        float[] direct = Numbers(random, labels * width), inner = Numbers(random, units * width), bias = Numbers(random, units), outer = Numbers(random, labels * units), numbers = Numbers(random, width);
        var layers = new DenseLayers(labels, direct, inner, bias, outer);
        float[] scores = new float[labels], expected = new float[labels];
        layers.AddTo(numbers, scores);
        for (int y = 0; y < labels; y++)
        {
            expected[y] += Dot(direct.AsSpan(y * width, width), numbers);
        }

        for (int unit = 0; unit < units; unit++)
        {
            float value = bias[unit] + Dot(inner.AsSpan(unit * width, width), numbers);
            for (int y = 0; y < labels && value > 0; y++)
            {
                expected[y] += outer[(y * units) + unit] * value;
            }
        }

        Assert.Equal(expected, scores);
        for (int first = 0; first < labels; first++)
        {
            Array.Clear(scores);
            layers.AddTo(numbers, scores, first, labels);
            Assert.Equal(expected[first..], scores[first..]);
        }
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Span<float> lanes = stackalloc float[8];
        int whole = a.Length / 8 * 8;
        for (int i = 0; i < whole; i++)
        {
            lanes[i % 8] += a[i] * b[i];
        }

        float sum = System.Runtime.Intrinsics.Vector128.Sum(System.Runtime.Intrinsics.Vector128.Create<float>(lanes) + System.Runtime.Intrinsics.Vector128.Create<float>(lanes[4..]));
        for (int i = whole; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
