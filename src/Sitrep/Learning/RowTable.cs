using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sitrep.Learning;

/// <summary>Rows of int8 values with a scale each, read where they lie in the model file.</summary>
internal sealed unsafe class RowTable
{
    private readonly ModelFile file;
    private readonly sbyte* values;
    private readonly float[] scales;

    /// <summary>Sections <c>prefix.values</c> and <c>prefix.scales</c>.</summary>
    /// <exception cref="InvalidDataException">Their lengths do not fit.</exception>
    public RowTable(ModelFile file, string prefix, int size)
    {
        this.file = file;
        Size = size;
        scales = file.Values<float>(prefix + ".scales").ToArray();
        ReadOnlySpan<sbyte> bytes = file.Values<sbyte>(prefix + ".values");
        if (bytes.Length != scales.Length * size || size % 4 != 0)
        {
            throw new InvalidDataException($"{file.Path}: '{prefix}' has {bytes.Length} values for {scales.Length} rows of {size}");
        }

        // The file stays mapped at one address while it is reachable.
        values = (sbyte*)Unsafe.AsPointer(ref Unsafe.AsRef(in bytes[0]));
    }

    /// <summary>Values a row.</summary>
    public int Size { get; }

    public int Rows => scales.Length;

    /// <summary>Adds a row to as many floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int row, float* to)
    {
        unchecked
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)scales.Length);
            sbyte* from = values + ((long)row * Size);
            var scale = Vector256.Create(scales[row]);
            int j = 0;
            for (; j + 16 <= Size; j += 16)
            {
                var (a, b) = Vector256.Widen(Vector256.WidenLower(Vector128.Load(from + j).ToVector256Unsafe()));
                (Vector256.Load(to + j) + (Vector256.ConvertToSingle(a) * scale)).Store(to + j);
                (Vector256.Load(to + j + 8) + (Vector256.ConvertToSingle(b) * scale)).Store(to + j + 8);
            }

            for (; j < Size; j++)
            {
                to[j] += from[j] * scales[row];
            }

            GC.KeepAlive(file);
        }
    }
}
