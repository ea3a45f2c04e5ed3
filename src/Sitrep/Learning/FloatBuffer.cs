using System.Runtime.CompilerServices;

namespace Sitrep.Learning;

/// <summary>Floats at a fixed address, aligned to 64 bytes, zero at first. The pointer is valid while the object is reachable.</summary>
internal sealed unsafe class FloatBuffer
{
    private const int Alignment = 64;

    private readonly float[] pinned;

    public FloatBuffer(int length)
    {
        Length = length;
        pinned = GC.AllocateArray<float>(length + (Alignment / sizeof(float)), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref pinned[0]);
        Pointer = (float*)((address + Alignment - 1) / Alignment * Alignment);
    }

    public int Length { get; }

    public float* Pointer { get; }

    public Span<float> Span => new(Pointer, Length);
}
