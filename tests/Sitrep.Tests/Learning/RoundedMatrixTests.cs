using Sitrep.Learning;
using Xunit;

namespace Sitrep.Tests.Learning;

public sealed unsafe class RoundedMatrixTests
{
    [Theory]
    [InlineData(1, 7, 5)]
    [InlineData(9, 128, 70)]
    [InlineData(20, 33, 64)]
    [InlineData(13, 356, 17)]
    public void Bytes_and_floats_of_every_width_give_the_bits_of_whole_sums(int count, int rows, int columns)
    {
        var random = new Random(rows);
        FloatBuffer inputs = Floats(random, count * rows, 3), scales = Floats(random, columns, 0.01f), bias = Floats(random, columns, 1), start = Floats(random, count * PackedMatrix.Padded(columns), 5);
        sbyte[] values = [.. Enumerable.Range(0, rows * columns).Select(_ => (sbyte)random.Next(-127, 128))];
        foreach (bool add in (bool[])[false, true])
        {
            float[] plain = Plain(inputs, values, scales, bias, start, count, rows, columns, add);
            foreach (LaneWidth width in Enum.GetValues<LaneWidth>())
            {
                foreach (bool inBytes in (bool[])[false, RoundedMatrix.TakesBytes(width)])
                {
                    var matrix = new RoundedMatrix(rows, columns, values, scales.Span, bias.Span, inBytes);
                    FloatBuffer outputs = new(count * matrix.Stride), sums = new(count * matrix.Stride);
                    start.Span.CopyTo(outputs.Span);
                    var rounded = new RoundedRows();
                    rounded.Set(inputs.Pointer, rows, rows, count, inBytes);
                    matrix.Multiply(width, rounded, count, outputs.Pointer, matrix.Stride, add, sums);
                    for (int i = 0; i < count; i++)
                    {
                        Assert.Equal(plain.AsSpan(i * columns, columns), outputs.Span.Slice(i * matrix.Stride, columns));
                    }
                }
            }
        }
    }

    [Fact]
    public void A_row_is_rounded_to_within_half_a_step_of_its_greatest_value()
    {
        FloatBuffer inputs = Floats(new Random(3), 2 * 50, 2);
        inputs.Span[50..].Clear();
        var rounded = new RoundedRows();
        rounded.Set(inputs.Pointer, 50, 50, 2, inBytes: true);
        Assert.Equal(52, rounded.Stride);
        float step = rounded.Scales[0];
        for (int j = 0; j < 50; j++)
        {
            Assert.InRange(((rounded.Bytes[j] - RoundedRows.Offset) * step) - inputs.Span[j], -0.501f * step, 0.501f * step);
        }

        Assert.Equal(0, rounded.Scales[1]);
        Assert.All(new Span<byte>(rounded.Bytes + 52, 52).ToArray(), value => Assert.Equal(RoundedRows.Offset, value));
    }

    private static float[] Plain(FloatBuffer inputs, sbyte[] values, FloatBuffer scales, FloatBuffer bias, FloatBuffer start, int count, int rows, int columns, bool add)
    {
        float[] outputs = new float[count * columns];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> row = inputs.Span.Slice(i * rows, rows);
            float most = 0;
            foreach (float value in row)
            {
                most = MathF.Max(most, MathF.Abs(value));
            }

            for (int column = 0; column < columns; column++)
            {
                long sum = 0;
                for (int j = 0; j < rows; j++)
                {
                    sum += (long)MathF.Round(row[j] * (127 / most)) * values[(column * rows) + j];
                }

                float first = add ? start.Span[(i * PackedMatrix.Padded(columns)) + column] : bias.Span[column];
                outputs[(i * columns) + column] = MathF.FusedMultiplyAdd(sum, most / 127 * scales.Span[column], first);
            }
        }

        return outputs;
    }

    private static FloatBuffer Floats(Random random, int length, float reach)
    {
        var floats = new FloatBuffer(length);
        foreach (ref float value in floats.Span)
        {
            value = ((random.NextSingle() * 2) - 1) * reach;
        }

        return floats;
    }
}
