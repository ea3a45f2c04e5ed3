using System.Runtime.CompilerServices;

namespace Sitrep.Learning;

/// <summary>Rows of 4-bit values with a scale each, two to a byte, the lower half first; read where they lie in the model file.</summary>
/// <remarks>A value v stands for (v − 8) × scale. Half the bits cost next to nothing in accuracy, and buy vectors for twice as many words.</remarks>
internal sealed unsafe class VectorTable
{
    private readonly ModelFile file;
    private readonly byte* values;
    private readonly float[] scales;

    /// <summary>Sections <c>prefix.values</c> and <c>prefix.scales</c>.</summary>
    /// <exception cref="InvalidDataException">Their lengths do not fit.</exception>
    public VectorTable(ModelFile file, string prefix, int size)
    {
        this.file = file;
        Size = size;
        scales = file.Values<float>(prefix + ".scales").ToArray();
        ReadOnlySpan<byte> bytes = file.Bytes(prefix + ".values");
        if (size % 2 != 0 || bytes.Length != scales.Length * size / 2)
        {
            throw new InvalidDataException($"{file.Path}: '{prefix}' has {bytes.Length} bytes for {scales.Length} rows of {size} half bytes");
        }

        // The file stays mapped at one address while it is reachable.
        values = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in bytes[0]));
    }

    /// <summary>Values a row.</summary>
    public int Size { get; }

    public int Rows => scales.Length;

    /// <summary>Rounds a row: returns its scale and writes its bytes.</summary>
    public static float Pack(ReadOnlySpan<float> row, Span<byte> bytes)
    {
        float most = 0;
        foreach (float value in row)
        {
            most = MathF.Max(most, MathF.Abs(value));
        }

        float scale = most / 7;
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(Half(row[2 * i]) | (Half(row[(2 * i) + 1]) << 4));
        }

        return scale;

        int Half(float value) => scale == 0 ? 8 : (int)MathF.Round(value / scale) + 8;
    }

    /// <summary>Writes a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Copy(int row, Span<float> to)
    {
        unchecked
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)scales.Length);
            byte* from = values + ((long)row * (Size / 2));
            float scale = scales[row];
            for (int i = 0; i < to.Length / 2; i++)
            {
                to[2 * i] = ((from[i] & 15) - 8) * scale;
                to[(2 * i) + 1] = ((from[i] >> 4) - 8) * scale;
            }

            GC.KeepAlive(file);
        }
    }
}
