using Sitrep.Learning;
using Xunit;

namespace Sitrep.Tests.Learning;

public sealed class DenseLayersTests
{
    // Shapes with and without what is left over of eight labels, of a panel of columns and of the items multiplied together.
    [Theory]
    [InlineData(3, 356, 0, 1)]
    [InlineData(17, 656, 48, 7)]
    [InlineData(78, 24, 0, 25)]
    [InlineData(2, 5, 3, 50)]
    public void Each_item_is_equal_to_the_bit_to_one_number_at_a_time(int labels, int width, int units, int items)
    {
        var random = new Random(5);
        float[] direct = Numbers(random, labels * width), inner = Numbers(random, units * width), bias = Numbers(random, units), outer = Numbers(random, labels * units), numbers = Numbers(random, items * width);
        var layers = new DenseLayers(labels, direct, inner, bias, outer);
        float[] said = new float[items * labels];
        layers.Say(numbers, said);
        for (int item = 0; item < items; item++)
        {
            var own = Rounded(numbers.AsSpan(item * width, width));
            float[] expected = new float[labels];
            for (int y = 0; y < labels; y++)
            {
                expected[y] = Dot(0, Rounded(direct.AsSpan(y * width, width)), own);
            }

            for (int unit = 0; unit < units; unit++)
            {
                float value = Dot(bias[unit], Rounded(inner.AsSpan(unit * width, width)), own);
                for (int y = 0; y < labels && value > 0; y++)
                {
                    expected[y] += outer[(y * units) + unit] * value;
                }
            }

            Assert.Equal(expected, said.AsSpan(item * labels, labels).ToArray());
        }
    }

    /// <param name="extra">Numbers after the two like parts, which are a part of their own.</param>
    [Theory]
    [InlineData(6, 0)]
    [InlineData(8, 5)]
    public void Sums_of_the_parts_say_what_the_whole_says(int seed, int extra)
    {
        var random = new Random(seed);
        int width = 20 + extra;
        float[] direct = Numbers(random, 3 * width), inner = Numbers(random, 9 * width), bias = Numbers(random, 9), outer = Numbers(random, 3 * 9), numbers = Numbers(random, width);
        float[] whole = new float[3], parted = new float[3];
        new DenseLayers(3, direct, inner, bias, outer).Say(numbers, whole);
        var layers = new DenseLayers(3, direct, inner, bias, outer, parts: 2, extra: extra);
        Assert.Equal(10, layers.Width);
        float[] together = new float[layers.SumsWidth], sums = new float[layers.SumsWidth];
        for (int part = 0; part * 10 < width; part++)
        {
            layers.Sum(part, numbers.AsSpan((part * 10)..Math.Min(width, (part + 1) * 10)), sums);
            together = [.. together.Zip(sums, (a, b) => a + b)];
        }

        layers.Finish(together, parted);
        for (int y = 0; y < whole.Length; y++)
        {
            // The parts of an item are rounded by themselves.
            Assert.Equal(whole[y], parted[y], 0.05f);
        }
    }

    [Fact]
    public void Numbers_that_no_network_has_read_say_nothing()
    {
        var layers = new DenseLayers(2, [1, 2], [], [], []);
        float[] said = [5, 6, 7, 8];
        layers.Say([], said);
        Assert.Equal([0, 0, 0, 0], said);
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];

    // Whole numbers of at most 127 and what one of them stands for.
    private static (int[] Wholes, float Scale) Rounded(ReadOnlySpan<float> values)
    {
        float most = values.ToArray().Max(MathF.Abs), times = 127 / most;
        return ([.. values.ToArray().Select(value => (int)MathF.Round(value * times))], most / 127);
    }

    private static float Dot(float start, (int[] Wholes, float Scale) weights, (int[] Wholes, float Scale) numbers) =>
        MathF.FusedMultiplyAdd(weights.Wholes.Zip(numbers.Wholes, (a, b) => a * b).Sum(), numbers.Scale * weights.Scale, start);
}
