using System.Runtime.CompilerServices;

namespace Sitrep.Learning;

/// <summary>Weights [rows, columns] and a bias a column, kept in panels of 32 columns so that a product reads them in order.</summary>
/// <remarks>
/// An output is bias + Σ row by row, one fused multiply-add after the other, whatever the width of the vectors and however many inputs
/// are multiplied at once: results are equal to the bit.
/// </remarks>
internal sealed unsafe class PackedMatrix
{
    public const int Panel = 32;

    private const int RowsAtOnce = 6;

    private readonly FloatBuffer panels;
    private readonly FloatBuffer bias;

    public PackedMatrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        Stride = Padded(columns);
        panels = new FloatBuffer(rows * Stride);
        bias = new FloatBuffer(Stride);
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Reads sections <c>name.values</c> (int8, [column, row]), <c>name.scales</c> (one a column) and, if there is one, <c>name.bias</c>.</summary>
    /// <exception cref="InvalidDataException">Their lengths do not fit.</exception>
    public static PackedMatrix Load(ModelFile file, string name, int rows, int columns)
    {
        ReadOnlySpan<sbyte> values = file.Values<sbyte>(name + ".values");
        ReadOnlySpan<float> scales = file.Values<float>(name + ".scales");
        ReadOnlySpan<float> shift = file.Has(name + ".bias") ? file.Values<float>(name + ".bias") : new float[columns];
        if (values.Length != rows * columns || scales.Length != columns || shift.Length != columns)
        {
            throw new InvalidDataException($"{file.Path}: '{name}' has {values.Length} values for {rows} by {columns}");
        }

        float[] full = new float[values.Length];
        for (int i = 0; i < full.Length; i++)
        {
            full[i] = values[i] * scales[i / rows];
        }

        var matrix = new PackedMatrix(rows, columns);
        matrix.PackTransposed(full);
        shift.CopyTo(matrix.Bias);
        return matrix;
    }

    /// <summary>Columns rounded up to whole panels: the least length of an output row.</summary>
    public int Stride { get; }

    public Span<float> Bias => bias.Span;

    public static int Padded(int columns) => unchecked((columns + Panel - 1) / Panel * Panel);

    /// <summary>Sets the weights from a row-major table [rows, columns].</summary>
    public void Pack(ReadOnlySpan<float> weights) => Pack(weights, Rows, Columns);

    /// <summary>Sets the first rows from a row-major table whose rows are <paramref name="stride"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(ReadOnlySpan<float> weights, int rows, int stride)
    {
        unchecked
        {
            for (int i = 0; i < rows; i++)
            {
                ReadOnlySpan<float> row = weights.Slice(i * stride, Columns);
                for (int column = 0; column < Columns; column += Panel)
                {
                    int width = Math.Min(Panel, Columns - column);
                    row.Slice(column, width).CopyTo(new Span<float>(panels.Pointer + ((column * Rows) + (i * Panel)), width));
                }
            }
        }
    }

    /// <summary>Sets the weights from a row-major table [columns, rows]: its transpose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PackTransposed(ReadOnlySpan<float> weights)
    {
        unchecked
        {
            float* to = panels.Pointer;
            for (int column = 0; column < Columns; column++)
            {
                float* first = to + ((column / Panel * Panel * Rows) + (column % Panel));
                ReadOnlySpan<float> from = weights.Slice(column * Rows, Rows);
                for (int i = 0; i < from.Length; i++)
                {
                    first[i * Panel] = from[i];
                }
            }
        }
    }

    /// <summary>outputs[i] = inputs[i] · weights + (bias, or what outputs[i] holds).</summary>
    /// <param name="inputs">Rows of <see cref="Rows"/> floats, <paramref name="inputStride"/> apart.</param>
    /// <param name="outputs">Rows of <see cref="Stride"/> floats, <paramref name="outputStride"/> apart.</param>
    /// <param name="add">Whether to add to the outputs instead of the bias.</param>
    public void Multiply(float* inputs, int inputStride, int count, float* outputs, int outputStride, bool add) =>
        Multiply(Lanes.Widest, Rows, inputs, inputStride, count, outputs, outputStride, add);

    /// <summary>The same with the first <paramref name="depth"/> rows only, at a chosen width.</summary>
    public void Multiply(LaneWidth width, int depth, float* inputs, int inputStride, int count, float* outputs, int outputStride, bool add)
    {
        switch (width)
        {
            case LaneWidth.Vector512:
                Multiply<Lanes512>(depth, inputs, inputStride, count, outputs, outputStride, add);
                break;
            case LaneWidth.Vector256:
                Multiply<Lanes256>(depth, inputs, inputStride, count, outputs, outputStride, add);
                break;
            case LaneWidth.Vector128:
                Multiply<Lanes128>(depth, inputs, inputStride, count, outputs, outputStride, add);
                break;
            default:
                Multiply<Lanes1>(depth, inputs, inputStride, count, outputs, outputStride, add);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply<T>(int depth, float* inputs, int inputStride, int count, float* outputs, int outputStride, bool add)
        where T : struct, ILanes<T>
    {
        unchecked
        {
            int step = 2 * T.Count;
            for (int column = 0; column < Stride; column += step)
            {
                float* weights = panels.Pointer + ((column / Panel * Panel * Rows) + (column % Panel));
                float* start = add ? null : bias.Pointer + column;
                int i = 0;
                for (; i + RowsAtOnce <= count; i += RowsAtOnce)
                {
                    SixRows<T>(depth, inputs + ((long)i * inputStride), inputStride, weights, start, outputs + ((long)i * outputStride) + column, outputStride);
                }

                for (; i + 2 <= count; i += 2)
                {
                    TwoRows<T>(depth, inputs + ((long)i * inputStride), inputStride, weights, start, outputs + ((long)i * outputStride) + column, outputStride);
                }

                if (i < count)
                {
                    OneRow<T>(depth, inputs + ((long)i * inputStride), weights, start, outputs + ((long)i * outputStride) + column);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixRows<T>(int depth, float* a, int aStride, float* weights, float* start, float* c, int cStride)
        where T : struct, ILanes<T>
    {
        unchecked
        {
            int next = start is null ? cStride : 0;
            float* from = start is null ? c : start;
            T c00 = T.Load(from), c01 = T.Load(from + T.Count);
            from += next;
            T c10 = T.Load(from), c11 = T.Load(from + T.Count);
            from += next;
            T c20 = T.Load(from), c21 = T.Load(from + T.Count);
            from += next;
            T c30 = T.Load(from), c31 = T.Load(from + T.Count);
            from += next;
            T c40 = T.Load(from), c41 = T.Load(from + T.Count);
            from += next;
            T c50 = T.Load(from), c51 = T.Load(from + T.Count);
            float* a1 = a + aStride;
            float* a2 = a1 + aStride;
            float* a3 = a2 + aStride;
            float* a4 = a3 + aStride;
            float* a5 = a4 + aStride;
            for (nint k = 0; k < depth; k++)
            {
                T b0 = T.Load(weights), b1 = T.Load(weights + T.Count);
                weights += Panel;
                T x = T.Broadcast(a[k]);
                c00 = T.MultiplyAdd(x, b0, c00);
                c01 = T.MultiplyAdd(x, b1, c01);
                x = T.Broadcast(a1[k]);
                c10 = T.MultiplyAdd(x, b0, c10);
                c11 = T.MultiplyAdd(x, b1, c11);
                x = T.Broadcast(a2[k]);
                c20 = T.MultiplyAdd(x, b0, c20);
                c21 = T.MultiplyAdd(x, b1, c21);
                x = T.Broadcast(a3[k]);
                c30 = T.MultiplyAdd(x, b0, c30);
                c31 = T.MultiplyAdd(x, b1, c31);
                x = T.Broadcast(a4[k]);
                c40 = T.MultiplyAdd(x, b0, c40);
                c41 = T.MultiplyAdd(x, b1, c41);
                x = T.Broadcast(a5[k]);
                c50 = T.MultiplyAdd(x, b0, c50);
                c51 = T.MultiplyAdd(x, b1, c51);
            }

            T.Store(c00, c);
            T.Store(c01, c + T.Count);
            c += cStride;
            T.Store(c10, c);
            T.Store(c11, c + T.Count);
            c += cStride;
            T.Store(c20, c);
            T.Store(c21, c + T.Count);
            c += cStride;
            T.Store(c30, c);
            T.Store(c31, c + T.Count);
            c += cStride;
            T.Store(c40, c);
            T.Store(c41, c + T.Count);
            c += cStride;
            T.Store(c50, c);
            T.Store(c51, c + T.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoRows<T>(int depth, float* a, int aStride, float* weights, float* start, float* c, int cStride)
        where T : struct, ILanes<T>
    {
        unchecked
        {
            float* from = start is null ? c : start;
            T c00 = T.Load(from), c01 = T.Load(from + T.Count);
            from += start is null ? cStride : 0;
            T c10 = T.Load(from), c11 = T.Load(from + T.Count);
            float* a1 = a + aStride;
            for (nint k = 0; k < depth; k++)
            {
                T b0 = T.Load(weights), b1 = T.Load(weights + T.Count);
                weights += Panel;
                T x = T.Broadcast(a[k]);
                c00 = T.MultiplyAdd(x, b0, c00);
                c01 = T.MultiplyAdd(x, b1, c01);
                x = T.Broadcast(a1[k]);
                c10 = T.MultiplyAdd(x, b0, c10);
                c11 = T.MultiplyAdd(x, b1, c11);
            }

            T.Store(c00, c);
            T.Store(c01, c + T.Count);
            c += cStride;
            T.Store(c10, c);
            T.Store(c11, c + T.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneRow<T>(int depth, float* a, float* weights, float* start, float* c)
        where T : struct, ILanes<T>
    {
        unchecked
        {
            float* from = start is null ? c : start;
            T c0 = T.Load(from), c1 = T.Load(from + T.Count);
            for (nint k = 0; k < depth; k++)
            {
                T x = T.Broadcast(a[k]);
                c0 = T.MultiplyAdd(x, T.Load(weights), c0);
                c1 = T.MultiplyAdd(x, T.Load(weights + T.Count), c1);
                weights += Panel;
            }

            T.Store(c0, c);
            T.Store(c1, c + T.Count);
        }
    }
}
