using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sitrep.Learning;

/// <summary>Weights of int8 with a scale and a bias a column, multiplied with <see cref="RoundedRows"/>.</summary>
/// <remarks>
/// Sums are of whole numbers below 2^24, so they are exact in integers and in floats alike: a processor that multiplies bytes (AVX-VNNI) and one that
/// multiplies floats give the same result to the bit.
/// </remarks>
internal sealed unsafe class RoundedMatrix
{
    /// <summary>Rows whose sums are exact in floats.</summary>
    public const int LongestExact = 1024;

    private const int Columns = 16, RowsAtOnce = 6, Line = 64;

    private readonly int groups;
    private readonly sbyte[]? pinned;
    private readonly sbyte* panels;
    private readonly FloatBuffer scales;
    private readonly FloatBuffer bias;
    private readonly int[]? offsets;
    private readonly PackedMatrix? wholes;

    internal RoundedMatrix(int rows, int columns, ReadOnlySpan<sbyte> values, ReadOnlySpan<float> scales, ReadOnlySpan<float> bias, bool inBytes)
    {
        Rows = rows;
        Stride = PackedMatrix.Padded(columns);
        groups = (rows + RoundedRows.Group - 1) / RoundedRows.Group;
        this.scales = new FloatBuffer(Stride);
        this.bias = new FloatBuffer(Stride);
        scales.CopyTo(this.scales.Span);
        bias.CopyTo(this.bias.Span);
        if (!inBytes)
        {
            float[] full = new float[values.Length];
            for (int i = 0; i < full.Length; i++)
            {
                full[i] = values[i];
            }

            wholes = new PackedMatrix(rows, columns);
            wholes.PackTransposed(full);
            return;
        }

        // A load that two lines of the cache share takes twice as long, so panels begin with a line.
        int length = groups * RoundedRows.Group * Stride;
        pinned = GC.AllocateArray<sbyte>(length + Line, pinned: true);
        panels = (sbyte*)(((nuint)Unsafe.AsPointer(ref pinned[0]) + Line - 1) / Line * Line);
        var packed = new Span<sbyte>(panels, length);
        offsets = new int[Stride];
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < rows; row++)
            {
                sbyte value = values[(column * rows) + row];
                packed[(((column / Columns * groups) + (row / RoundedRows.Group)) * Columns * RoundedRows.Group) + (column % Columns * RoundedRows.Group) + (row % RoundedRows.Group)] = value;
                offsets[column] += value * RoundedRows.Offset;
            }
        }
    }

    public int Rows { get; }

    /// <summary>Columns rounded up to whole panels: the least length of an output row.</summary>
    public int Stride { get; }

    /// <summary>Whether a kernel of that width multiplies bytes.</summary>
    public static bool TakesBytes(LaneWidth width) => AvxVnni.IsSupported && width >= LaneWidth.Vector256;

    /// <summary>Reads sections <c>name.values</c> (int8, [column, row]), <c>name.scales</c> (one a column) and, if there is one, <c>name.bias</c>.</summary>
    /// <exception cref="InvalidDataException">Their lengths do not fit.</exception>
    public static RoundedMatrix Load(ModelFile file, string name, int rows, int columns, LaneWidth width)
    {
        ReadOnlySpan<sbyte> values = file.Values<sbyte>(name + ".values");
        ReadOnlySpan<float> units = file.Values<float>(name + ".scales");
        ReadOnlySpan<float> shift = file.Has(name + ".bias") ? file.Values<float>(name + ".bias") : new float[columns];
        if (values.Length != rows * columns || units.Length != columns || shift.Length != columns || rows > LongestExact)
        {
            throw new InvalidDataException($"{file.Path}: '{name}' has {values.Length} values for {rows} by {columns}");
        }

        return new RoundedMatrix(rows, columns, values, units, shift, TakesBytes(width));
    }

    /// <summary>outputs[i] = inputs[i] · weights + (bias, or what outputs[i] holds).</summary>
    /// <param name="sums">Room for as many rows of <see cref="Stride"/> floats, where floats are multiplied.</param>
    public void Multiply(LaneWidth width, RoundedRows inputs, int count, float* outputs, int outputStride, bool add, FloatBuffer sums)
    {
        if (wholes is null)
        {
            Multiply(inputs, count, outputs, outputStride, add);
            return;
        }

        wholes.Multiply(width, Rows, inputs.Wholes, inputs.Width, count, sums.Pointer, Stride, add: false);
        switch (width)
        {
            case LaneWidth.Vector512:
                Finish<Lanes512>(inputs, count, sums.Pointer, outputs, outputStride, add);
                break;
            case LaneWidth.Vector256:
                Finish<Lanes256>(inputs, count, sums.Pointer, outputs, outputStride, add);
                break;
            case LaneWidth.Vector128:
                Finish<Lanes128>(inputs, count, sums.Pointer, outputs, outputStride, add);
                break;
            default:
                Finish<Lanes1>(inputs, count, sums.Pointer, outputs, outputStride, add);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish<T>(RoundedRows inputs, int count, float* sums, float* outputs, int outputStride, bool add)
        where T : struct, ILanes<T>
    {
        unchecked
        {
            for (int i = 0; i < count; i++)
            {
                T scale = T.Broadcast(inputs.Scales[i]);
                float* from = sums + ((long)i * Stride);
                float* to = outputs + ((long)i * outputStride);
                float* start = add ? to : bias.Pointer;
                for (int column = 0; column < Stride; column += T.Count)
                {
                    T.Store(T.MultiplyAdd(T.Load(from + column), T.Multiply(scale, T.Load(scales.Pointer + column)), T.Load(start + column)), to + column);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(RoundedRows inputs, int count, float* outputs, int outputStride, bool add)
    {
        unchecked
        {
            for (int column = 0; column < Stride; column += Columns)
            {
                sbyte* weights = panels + ((long)column * groups * RoundedRows.Group);
                int i = 0;
                for (; i + RowsAtOnce <= count; i += RowsAtOnce)
                {
                    SixRows(inputs, i, weights, column, outputs + ((long)i * outputStride) + column, outputStride, add);
                }

                for (; i + 2 <= count; i += 2)
                {
                    TwoRows(inputs, i, weights, column, outputs + ((long)i * outputStride) + column, outputStride, add);
                }

                if (i < count)
                {
                    OneRow(inputs, i, weights, column, outputs + ((long)i * outputStride) + column, add);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SixRows(RoundedRows inputs, int row, sbyte* weights, int column, float* c, int stride, bool add)
    {
        unchecked
        {
            nint next = inputs.Stride;
            byte* a0 = inputs.Bytes + (row * next);
            byte* a3 = a0 + (3 * next);
            Vector256<int> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
            Vector256<int> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
            for (int k = 0; k < groups; k++)
            {
                Vector256<sbyte> b0 = Vector256.Load(weights), b1 = Vector256.Load(weights + 32);
                weights += 64;
                Vector256<byte> x = Vector256.Create(*(int*)a0).AsByte();
                c00 = AvxVnni.MultiplyWideningAndAdd(c00, x, b0);
                c01 = AvxVnni.MultiplyWideningAndAdd(c01, x, b1);
                x = Vector256.Create(*(int*)(a0 + next)).AsByte();
                c10 = AvxVnni.MultiplyWideningAndAdd(c10, x, b0);
                c11 = AvxVnni.MultiplyWideningAndAdd(c11, x, b1);
                x = Vector256.Create(*(int*)(a0 + (2 * next))).AsByte();
                c20 = AvxVnni.MultiplyWideningAndAdd(c20, x, b0);
                c21 = AvxVnni.MultiplyWideningAndAdd(c21, x, b1);
                x = Vector256.Create(*(int*)a3).AsByte();
                c30 = AvxVnni.MultiplyWideningAndAdd(c30, x, b0);
                c31 = AvxVnni.MultiplyWideningAndAdd(c31, x, b1);
                x = Vector256.Create(*(int*)(a3 + next)).AsByte();
                c40 = AvxVnni.MultiplyWideningAndAdd(c40, x, b0);
                c41 = AvxVnni.MultiplyWideningAndAdd(c41, x, b1);
                x = Vector256.Create(*(int*)(a3 + (2 * next))).AsByte();
                c50 = AvxVnni.MultiplyWideningAndAdd(c50, x, b0);
                c51 = AvxVnni.MultiplyWideningAndAdd(c51, x, b1);
                a0 += RoundedRows.Group;
                a3 += RoundedRows.Group;
            }

            float* scale = inputs.Scales + row;
            Finish(c00, c01, scale[0], column, c, add);
            Finish(c10, c11, scale[1], column, c += stride, add);
            Finish(c20, c21, scale[2], column, c += stride, add);
            Finish(c30, c31, scale[3], column, c += stride, add);
            Finish(c40, c41, scale[4], column, c += stride, add);
            Finish(c50, c51, scale[5], column, c + stride, add);
        }
    }

    // With few rows each product waits for the sum before it, so the sums of every other group are kept apart; whole numbers, so the order does not matter.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TwoRows(RoundedRows inputs, int row, sbyte* weights, int column, float* c, int stride, bool add)
    {
        unchecked
        {
            nint next = inputs.Stride;
            byte* a = inputs.Bytes + (row * next);
            Vector256<int> c00 = default, c01 = default, c10 = default, c11 = default, d00 = default, d01 = default, d10 = default, d11 = default;
            int k = 0;
            for (; k + 2 <= groups; k += 2)
            {
                Vector256<sbyte> b0 = Vector256.Load(weights), b1 = Vector256.Load(weights + 32), e0 = Vector256.Load(weights + 64), e1 = Vector256.Load(weights + 96);
                weights += 128;
                Vector256<byte> x = Vector256.Create(*(int*)a).AsByte();
                c00 = AvxVnni.MultiplyWideningAndAdd(c00, x, b0);
                c01 = AvxVnni.MultiplyWideningAndAdd(c01, x, b1);
                x = Vector256.Create(*(int*)(a + next)).AsByte();
                c10 = AvxVnni.MultiplyWideningAndAdd(c10, x, b0);
                c11 = AvxVnni.MultiplyWideningAndAdd(c11, x, b1);
                x = Vector256.Create(*(int*)(a + RoundedRows.Group)).AsByte();
                d00 = AvxVnni.MultiplyWideningAndAdd(d00, x, e0);
                d01 = AvxVnni.MultiplyWideningAndAdd(d01, x, e1);
                x = Vector256.Create(*(int*)(a + next + RoundedRows.Group)).AsByte();
                d10 = AvxVnni.MultiplyWideningAndAdd(d10, x, e0);
                d11 = AvxVnni.MultiplyWideningAndAdd(d11, x, e1);
                a += 2 * RoundedRows.Group;
            }

            if (k < groups)
            {
                Vector256<sbyte> b0 = Vector256.Load(weights), b1 = Vector256.Load(weights + 32);
                Vector256<byte> x = Vector256.Create(*(int*)a).AsByte();
                c00 = AvxVnni.MultiplyWideningAndAdd(c00, x, b0);
                c01 = AvxVnni.MultiplyWideningAndAdd(c01, x, b1);
                x = Vector256.Create(*(int*)(a + next)).AsByte();
                c10 = AvxVnni.MultiplyWideningAndAdd(c10, x, b0);
                c11 = AvxVnni.MultiplyWideningAndAdd(c11, x, b1);
            }

            Finish(c00 + d00, c01 + d01, inputs.Scales[row], column, c, add);
            Finish(c10 + d10, c11 + d11, inputs.Scales[row + 1], column, c + stride, add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneRow(RoundedRows inputs, int row, sbyte* weights, int column, float* c, bool add)
    {
        unchecked
        {
            byte* a = inputs.Bytes + ((long)row * inputs.Stride);
            Vector256<int> c0 = default, c1 = default, d0 = default, d1 = default;
            int k = 0;
            for (; k + 2 <= groups; k += 2)
            {
                Vector256<byte> x = Vector256.Create(*(int*)a).AsByte(), y = Vector256.Create(*(int*)(a + RoundedRows.Group)).AsByte();
                c0 = AvxVnni.MultiplyWideningAndAdd(c0, x, Vector256.Load(weights));
                c1 = AvxVnni.MultiplyWideningAndAdd(c1, x, Vector256.Load(weights + 32));
                d0 = AvxVnni.MultiplyWideningAndAdd(d0, y, Vector256.Load(weights + 64));
                d1 = AvxVnni.MultiplyWideningAndAdd(d1, y, Vector256.Load(weights + 96));
                weights += 128;
                a += 2 * RoundedRows.Group;
            }

            if (k < groups)
            {
                Vector256<byte> x = Vector256.Create(*(int*)a).AsByte();
                c0 = AvxVnni.MultiplyWideningAndAdd(c0, x, Vector256.Load(weights));
                c1 = AvxVnni.MultiplyWideningAndAdd(c1, x, Vector256.Load(weights + 32));
            }

            Finish(c0 + d0, c1 + d1, inputs.Scales[row], column, c, add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Finish(Vector256<int> left, Vector256<int> right, float scale, int column, float* to, bool add)
    {
        unchecked
        {
            float* start = add ? to : bias.Pointer + column;
            var factor = Vector256.Create(scale);
            ref int offset = ref offsets![column];
            Vector256<float> a = Vector256.ConvertToSingle(left - Vector256.LoadUnsafe(ref offset)), b = Vector256.ConvertToSingle(right - Vector256.LoadUnsafe(ref offset, 8));
            Vector256.FusedMultiplyAdd(a, factor * Vector256.Load(scales.Pointer + column), Vector256.Load(start)).Store(to);
            Vector256.FusedMultiplyAdd(b, factor * Vector256.Load(scales.Pointer + column + 8), Vector256.Load(start + 8)).Store(to + 8);
        }
    }
}
