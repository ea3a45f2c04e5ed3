using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sitrep.Learning;

/// <summary>What numbers say of an item: a linear layer beside one of hidden units, max(0, x). Immutable.</summary>
/// <remarks>
/// Weights and numbers are rounded to bytes with a scale a column and a scale a row, as the language network's are.
/// What is said of an item does not depend on the width of the vectors or on the items asked about together.
/// </remarks>
internal sealed unsafe class DenseLayers
{
    // Outer weights that are added together, and items multiplied together, so that a weight is read once for all of them.
    private const int AtOnce = 8, Together = 24;

    // Of numbers whose whole-numbered sums a float still holds.
    private const int Piece = RoundedMatrix.LongestExact;

    // Made once a thread, since the layers are for any number of threads.
    [ThreadStatic]
    private static Scratch? scratch;

    private readonly float[] direct;
    private readonly float[] inner;
    private readonly float[] bias;
    private readonly float[] outer;
    private readonly float[] packedOuter;
    private readonly RoundedMatrix[][] parts;
    private readonly int[] widths;
    private readonly int labels;
    private readonly int padded;

    /// <param name="direct">Label after label, a weight for each number; empty where numbers play no part.</param>
    /// <param name="inner">Unit after unit, a weight for each number.</param>
    /// <param name="bias">One for each unit.</param>
    /// <param name="outer">Label after label, a weight for each unit.</param>
    /// <param name="parts">Pieces of like length that the numbers come in, where each piece is shared by several items.</param>
    /// <param name="extra">Numbers after these pieces, which come as one piece more.</param>
    public DenseLayers(int labels, float[] direct, float[] inner, float[] bias, float[] outer, int parts = 1, int extra = 0)
    {
        (this.labels, this.direct, this.inner, this.bias, this.outer) = (labels, direct, inner, bias, outer);
        int width = direct.Length / labels;
        if (direct.Length % labels != 0 || inner.Length != bias.Length * width || outer.Length != bias.Length * labels || (width > 0 && (width - extra) % parts != 0))
        {
            throw new InvalidDataException($"{direct.Length}, {inner.Length}, {bias.Length} and {outer.Length} weights do not fit {labels} labels");
        }

        extra = width == 0 ? 0 : extra;
        Width = (width - extra) / parts;
        padded = (labels + AtOnce - 1) / AtOnce * AtOnce;
        packedOuter = new float[bias.Length * padded];
        for (int y = 0; y < labels; y++)
        {
            for (int unit = 0; unit < bias.Length; unit++)
            {
                packedOuter[(unit * padded) + y] = outer[(y * bias.Length) + unit];
            }
        }

        this.parts = new RoundedMatrix[extra > 0 ? parts + 1 : parts][];
        widths = [.. Enumerable.Repeat(Width, parts), .. extra > 0 ? [extra] : Array.Empty<int>()];
        for (int part = 0; part < this.parts.Length; part++)
        {
            this.parts[part] = new RoundedMatrix[(widths[part] + Piece - 1) / Piece];
            for (int piece = 0; piece < this.parts[part].Length; piece++)
            {
                int start = piece * Piece, length = Math.Min(Piece, widths[part] - start);
                this.parts[part][piece] = Rounded((part * Width) + start, length, width, part == 0 && piece == 0);
            }
        }
    }

    /// <summary>Numbers of an item, or of one of its like parts; 0 where numbers play no part.</summary>
    public int Width { get; }

    /// <summary>Sums of an item that <see cref="Sum"/> writes.</summary>
    public int SumsWidth => PackedMatrix.Padded(labels + bias.Length);

    public static DenseLayers Load(ModelFile file, string prefix, int labels, int parts = 1, int extra = 0) =>
        new(labels, Read(file, prefix + ".direct"), Read(file, prefix + ".inner"), Read(file, prefix + ".bias"), Read(file, prefix + ".outer"), parts, extra);

    public void Save(ModelFileWriter file, string prefix)
    {
        file.Add<float>(prefix + ".direct", direct);
        file.Add<float>(prefix + ".inner", inner);
        file.Add<float>(prefix + ".bias", bias);
        file.Add<float>(prefix + ".outer", outer);
    }

    /// <summary>Writes what the numbers of each item say of each label; numbers of another length (items that no network has read) say nothing.</summary>
    /// <param name="numbers">Item after item.</param>
    /// <param name="said">Item after item, a score for each label.</param>
    public void Say(ReadOnlySpan<float> numbers, Span<float> said)
    {
        int count = said.Length / labels;
        if (Width == 0 || numbers.Length != count * Width)
        {
            said.Clear();
            return;
        }

        Span<float> sums = stackalloc float[Together * SumsWidth];
        for (int i = 0; i < count; i += Together)
        {
            int rows = Math.Min(Together, count - i);
            Sum(0, numbers.Slice(i * Width, rows * Width), sums);
            for (int row = 0; row < rows; row++)
            {
                Finish(sums.Slice(row * SumsWidth, SumsWidth), said.Slice((i + row) * labels, labels));
            }
        }
    }

    /// <summary>Writes the sums that a part of the numbers gives; those of an item's parts are added up for <see cref="Finish"/>.</summary>
    /// <param name="numbers">Item after item, the numbers of the part.</param>
    /// <param name="sums">Item after item, <see cref="SumsWidth"/> sums.</param>
    public void Sum(int part, ReadOnlySpan<float> numbers, Span<float> sums)
    {
        int width = Width == 0 ? 0 : widths[part], count = width == 0 ? 0 : numbers.Length / width;
        ArgumentOutOfRangeException.ThrowIfLessThan(sums.Length, count * SumsWidth);
        Scratch room = scratch ??= new Scratch();
        room.Reserve(count * SumsWidth);
        fixed (float* from = numbers)
        fixed (float* to = sums)
        {
            for (int piece = 0; piece < parts[part].Length; piece++)
            {
                RoundedMatrix matrix = parts[part][piece];
                room.Rows.Set(from + (piece * Piece), width, matrix.Rows, count, RoundedMatrix.TakesBytes(Lanes.Widest));
                matrix.Multiply(Lanes.Widest, room.Rows, count, to, SumsWidth, add: piece > 0, room.Sums);
            }
        }
    }

    /// <summary>Writes what an item's sums say of each label.</summary>
    public void Finish(ReadOnlySpan<float> sums, Span<float> said)
    {
        Span<float> all = stackalloc float[padded];
        sums[..labels].CopyTo(all);
        ref float total = ref MemoryMarshal.GetReference(all);
        ref float units = ref MemoryMarshal.GetReference(sums[labels..(labels + bias.Length)]);
        ref float weights = ref MemoryMarshal.GetArrayDataReference(packedOuter);

        // The outer weights of a unit lie beside each other, so that eight labels are summed at a time, each over the units in their order.
        for (int y = 0; y < padded; y += AtOnce)
        {
            Vector256<float> eight = Vector256.LoadUnsafe(ref total, (nuint)y);
            for (int unit = 0; unit < bias.Length; unit++)
            {
                eight += Vector256.LoadUnsafe(ref weights, (nuint)((unit * padded) + y)) * MathF.Max(Unsafe.Add(ref units, unit), 0);
            }

            eight.StoreUnsafe(ref total, (nuint)y);
        }

        all[..labels].CopyTo(said);
    }

    private static float[] Read(ModelFile file, string section) => file.Values<float>(section).ToArray();

    /// <summary>The weights of some numbers for labels and units, column after column.</summary>
    private RoundedMatrix Rounded(int start, int length, int width, bool withBias)
    {
        int columns = labels + bias.Length;
        sbyte[] values = new sbyte[length * columns];
        float[] scales = new float[columns], shift = new float[columns];
        for (int column = 0; column < columns; column++)
        {
            ReadOnlySpan<float> from = (column < labels ? direct : inner).AsSpan(((column < labels ? column : column - labels) * width) + start, length);
            float most = 0;
            foreach (float weight in from)
            {
                most = MathF.Max(most, MathF.Abs(weight));
            }

            scales[column] = most / sbyte.MaxValue;
            float times = sbyte.MaxValue / most;
            for (int i = 0; i < length && most > 0; i++)
            {
                values[(column * length) + i] = (sbyte)MathF.Round(from[i] * times);
            }

            shift[column] = withBias && column >= labels ? bias[column - labels] : 0;
        }

        return new RoundedMatrix(length, columns, values, scales, shift, RoundedMatrix.TakesBytes(Lanes.Widest));
    }

    private sealed class Scratch
    {
        public RoundedRows Rows { get; } = new();

        public FloatBuffer Sums { get; private set; } = new(0);

        public void Reserve(int length)
        {
            if (Sums.Length < length)
            {
                Sums = new FloatBuffer(length * 2);
            }
        }
    }
}
