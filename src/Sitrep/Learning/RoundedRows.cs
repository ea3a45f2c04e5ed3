using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sitrep.Learning;

/// <summary>Rows of floats rounded to whole numbers from −127 to 127, with a scale each, as <see cref="RoundedMatrix"/> multiplies them. For one thread.</summary>
/// <remarks>A row's scale comes from its greatest value alone, and each float is rounded by itself: what comes out does not depend on the machine.</remarks>
internal sealed unsafe class RoundedRows
{
    /// <summary>Added to each number, so that it is a byte.</summary>
    public const int Offset = 128;

    /// <summary>Numbers that are multiplied together; rows are filled up to a multiple with what stands for zero.</summary>
    public const int Group = 4;

    // Adding this rounds to a whole number, which the lowest bits then hold.
    private const float Magic = 12582912f;
    private const int MagicBits = 0x4B400000;

    private byte[] pinned = [];
    private FloatBuffer scales = new(0);
    private FloatBuffer wholes = new(0);

    public byte* Bytes { get; private set; }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; private set; }

    public float* Scales => scales.Pointer;

    /// <summary>The numbers as floats, where bytes cannot be multiplied; <see cref="Width"/> apart.</summary>
    public float* Wholes => wholes.Pointer;

    public int Width { get; private set; }

    /// <param name="inBytes">Whether bytes are wanted, else floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Set(float* rows, int stride, int width, int count, bool inBytes)
    {
        unchecked
        {
            (Width, Stride) = (width, (width + Group - 1) / Group * Group);
            Reserve(count, inBytes);
            for (int i = 0; i < count; i++)
            {
                float* row = rows + ((long)i * stride);
                float most = Most(row, width);
                scales.Pointer[i] = most / 127;
                float times = most == 0 ? 0 : 127 / most;
                if (inBytes)
                {
                    Round(row, width, times, Bytes + ((long)i * Stride));
                }
                else
                {
                    Round(row, width, times, wholes.Pointer + ((long)i * width));
                }
            }
        }
    }

    private void Reserve(int count, bool inBytes)
    {
        if (scales.Length < count)
        {
            scales = new FloatBuffer(count * 2);
        }

        if (inBytes && pinned.Length < (count * Stride) + 64)
        {
            pinned = GC.AllocateArray<byte>((count * Stride * 2) + 64, pinned: true);
            Bytes = (byte*)Unsafe.AsPointer(ref pinned[0]);
        }

        if (!inBytes && wholes.Length < count * Width)
        {
            wholes = new FloatBuffer(count * Width * 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Most(float* row, int width)
    {
        unchecked
        {
            // None is a NaN, so the plain instruction will do; four maxima side by side, since each waits for the one before.
            int j = 0;
            Vector256<float> a = default, b = default, c = default, d = default;
            for (; j + 32 <= width; j += 32)
            {
                a = Vector256.MaxNative(a, Vector256.Abs(Vector256.Load(row + j)));
                b = Vector256.MaxNative(b, Vector256.Abs(Vector256.Load(row + j + 8)));
                c = Vector256.MaxNative(c, Vector256.Abs(Vector256.Load(row + j + 16)));
                d = Vector256.MaxNative(d, Vector256.Abs(Vector256.Load(row + j + 24)));
            }

            Vector256<float> eight = Vector256.MaxNative(Vector256.MaxNative(a, b), Vector256.MaxNative(c, d));
            Vector128<float> most = Vector128.MaxNative(eight.GetLower(), eight.GetUpper());
            most = Vector128.MaxNative(most, Vector128.Shuffle(most, Vector128.Create(2, 3, 0, 1)));
            most = Vector128.MaxNative(most, Vector128.Shuffle(most, Vector128.Create(1, 0, 3, 2)));
            float greatest = most.ToScalar();

            for (; j < width; j++)
            {
                greatest = MathF.Max(greatest, MathF.Abs(row[j]));
            }

            return greatest;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Round(float* row, int width, float times, byte* to)
    {
        unchecked
        {
            var factor = Vector256.Create(times);
            var magic = Vector256.Create(Magic);
            var down = Vector256.Create((uint)(MagicBits - Offset));
            int j = 0;
            for (; j + 32 <= width; j += 32)
            {
                Vector256<uint> a = ((Vector256.Load(row + j) * factor) + magic).AsUInt32() - down, b = ((Vector256.Load(row + j + 8) * factor) + magic).AsUInt32() - down;
                Vector256<uint> c = ((Vector256.Load(row + j + 16) * factor) + magic).AsUInt32() - down, d = ((Vector256.Load(row + j + 24) * factor) + magic).AsUInt32() - down;
                Vector256.Narrow(Vector256.Narrow(a, b), Vector256.Narrow(c, d)).Store(to + j);
            }

            for (; j < width; j++)
            {
                float scaled = row[j] * times;
                to[j] = (byte)(BitConverter.SingleToInt32Bits(scaled + Magic) - MagicBits + Offset);
            }

            for (; j % Group != 0; j++)
            {
                to[j] = Offset;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Round(float* row, int width, float times, float* to)
    {
        unchecked
        {
            var factor = Vector256.Create(times);
            var magic = Vector256.Create(Magic);
            int j = 0;
            for (; j + 8 <= width; j += 8)
            {
                (((Vector256.Load(row + j) * factor) + magic) - magic).Store(to + j);
            }

            for (; j < width; j++)
            {
                float scaled = row[j] * times;
                to[j] = scaled + Magic - Magic;
            }
        }
    }
}
