using Sitrep.Learning;
using Xunit;

namespace Sitrep.Tests.Learning;

public sealed unsafe class PackedMatrixTests
{
    [Theory]
    [InlineData(1, 7, 5)]
    [InlineData(9, 128, 70)]
    [InlineData(20, 33, 64)]
    public void Every_width_gives_the_same_bits(int count, int rows, int columns)
    {
        var (matrix, inputs) = Random(count, rows, columns);
        float[] plain = Product(matrix, LaneWidth.Plain, inputs, count);
        Assert.Equal(plain, Product(matrix, LaneWidth.Vector128, inputs, count));
        Assert.Equal(plain, Product(matrix, LaneWidth.Vector256, inputs, count));
        Assert.Equal(plain, Product(matrix, LaneWidth.Vector512, inputs, count));
    }

    [Fact]
    public void An_input_gives_the_same_bits_alone_and_among_others()
    {
        var (matrix, inputs) = Random(17, 50, 40);
        float[] together = Product(matrix, Lanes.Widest, inputs, 17);
        for (int i = 0; i < 17; i++)
        {
            var alone = new FloatBuffer(50);
            inputs.Span.Slice(i * 50, 50).CopyTo(alone.Span);
            Assert.Equal(together[(i * matrix.Stride)..((i + 1) * matrix.Stride)], Product(matrix, Lanes.Widest, alone, 1));
        }
    }

    [Fact]
    public void The_product_is_the_sum_over_rows_plus_the_bias()
    {
        var matrix = new PackedMatrix(2, 3);
        matrix.Pack([1, 2, 3, 4, 5, 6]);
        matrix.Bias[0] = 10;
        var inputs = new FloatBuffer(2);
        inputs.Span[0] = 2;
        inputs.Span[1] = -1;
        Assert.Equal([8, -1, 0], Product(matrix, Lanes.Widest, inputs, 1)[..3]);
    }

    [Fact]
    public void A_transposed_table_packs_to_the_same_matrix()
    {
        var (direct, transposed) = (new PackedMatrix(3, 2), new PackedMatrix(3, 2));
        direct.Pack([1, 2, 3, 4, 5, 6]);
        transposed.PackTransposed([1, 3, 5, 2, 4, 6]);
        var inputs = new FloatBuffer(3);
        inputs.Span.Fill(0.5f);
        Assert.Equal(Product(direct, Lanes.Widest, inputs, 1), Product(transposed, Lanes.Widest, inputs, 1));
    }

    private static (PackedMatrix Matrix, FloatBuffer Inputs) Random(int count, int rows, int columns)
    {
        var random = new Random(columns);
        var matrix = new PackedMatrix(rows, columns);
        matrix.Pack([.. Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle() - 0.5f)]);
        var inputs = new FloatBuffer(count * rows);
        foreach (ref float value in inputs.Span)
        {
            value = random.NextSingle() - 0.5f;
        }

        return (matrix, inputs);
    }

    private static float[] Product(PackedMatrix matrix, LaneWidth width, FloatBuffer inputs, int count)
    {
        var outputs = new FloatBuffer(count * matrix.Stride);
        matrix.Multiply(width, matrix.Rows, inputs.Pointer, matrix.Rows, count, outputs.Pointer, matrix.Stride, add: false);
        return outputs.Span.ToArray();
    }
}
