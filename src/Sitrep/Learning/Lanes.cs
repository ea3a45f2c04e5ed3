using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Sitrep.Learning;

/// <summary>A handful of floats that an instruction handles together, so that a kernel is written once for every width.</summary>
/// <remarks>Every operation works on each float alone: a kernel's result does not depend on the width chosen.</remarks>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Load(float* from);

    static abstract TSelf Broadcast(float value);

    static abstract void Store(TSelf value, float* to);

    static abstract TSelf Add(TSelf a, TSelf b);

    static abstract TSelf Multiply(TSelf a, TSelf b);

    static abstract TSelf Divide(TSelf a, TSelf b);

    static abstract TSelf Clamp(TSelf value, TSelf least, TSelf most);

    /// <summary>a × b + c with one rounding.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);
}

internal readonly unsafe struct Lanes512(Vector512<float> value) : ILanes<Lanes512>
{
    private readonly Vector512<float> value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(float* from) => new(Vector512.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512 value, float* to) => value.value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Add(Lanes512 a, Lanes512 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Multiply(Lanes512 a, Lanes512 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Divide(Lanes512 a, Lanes512 b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Clamp(Lanes512 value, Lanes512 least, Lanes512 most) =>
        new(Vector512.MinNative(Vector512.MaxNative(value.value, least.value), most.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyAdd(Lanes512 a, Lanes512 b, Lanes512 c) => new(Vector512.FusedMultiplyAdd(a.value, b.value, c.value));
}

internal readonly unsafe struct Lanes256(Vector256<float> value) : ILanes<Lanes256>
{
    private readonly Vector256<float> value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(float* from) => new(Vector256.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 value, float* to) => value.value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Add(Lanes256 a, Lanes256 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Multiply(Lanes256 a, Lanes256 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Divide(Lanes256 a, Lanes256 b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Clamp(Lanes256 value, Lanes256 least, Lanes256 most) =>
        new(Vector256.MinNative(Vector256.MaxNative(value.value, least.value), most.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c) => new(Vector256.FusedMultiplyAdd(a.value, b.value, c.value));
}

internal readonly unsafe struct Lanes128(Vector128<float> value) : ILanes<Lanes128>
{
    private readonly Vector128<float> value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(float* from) => new(Vector128.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128 value, float* to) => value.value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Add(Lanes128 a, Lanes128 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Multiply(Lanes128 a, Lanes128 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Divide(Lanes128 a, Lanes128 b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Clamp(Lanes128 value, Lanes128 least, Lanes128 most) =>
        new(Vector128.MinNative(Vector128.MaxNative(value.value, least.value), most.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 a, Lanes128 b, Lanes128 c) => new(Vector128.FusedMultiplyAdd(a.value, b.value, c.value));
}

/// <summary>The plain reference: one float at a time.</summary>
internal readonly unsafe struct Lanes1(float value) : ILanes<Lanes1>
{
    private readonly float value = value;

    public static int Count => 1;

    public static Lanes1 Load(float* from) => new(*from);

    public static Lanes1 Broadcast(float value) => new(value);

    public static void Store(Lanes1 value, float* to) => *to = value.value;

    public static Lanes1 Add(Lanes1 a, Lanes1 b) => new(a.value + b.value);

    public static Lanes1 Multiply(Lanes1 a, Lanes1 b) => new(a.value * b.value);

    public static Lanes1 Divide(Lanes1 a, Lanes1 b) => new(a.value / b.value);

    public static Lanes1 Clamp(Lanes1 value, Lanes1 least, Lanes1 most) => new(MathF.Min(MathF.Max(value.value, least.value), most.value));

    public static Lanes1 MultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c) => new(MathF.FusedMultiplyAdd(a.value, b.value, c.value));
}

/// <summary>Which width the kernels use; the result is the same to the bit.</summary>
internal enum LaneWidth
{
    Plain,
    Vector128,
    Vector256,
    Vector512,
}

internal static class Lanes
{
    /// <summary>The widest that this processor handles, unless <c>SITREP_LANES</c> (plain, vector128, vector256, vector512) asks for a narrower one.</summary>
    public static LaneWidth Widest { get; } = Choose(Environment.GetEnvironmentVariable("SITREP_LANES"));

    // Without an instruction for it, a × b + c with one rounding is done in software, and vectors gain nothing.
    private static bool FusesNarrow => Fma.IsSupported || AdvSimd.IsSupported;

    private static LaneWidth Choose(string? asked)
    {
        LaneWidth able = Vector512.IsHardwareAccelerated ? LaneWidth.Vector512 : Vector256.IsHardwareAccelerated ? LaneWidth.Vector256
            : FusesNarrow ? LaneWidth.Vector128 : LaneWidth.Plain;
        return Enum.TryParse(asked, ignoreCase: true, out LaneWidth width) && width < able ? width : able;
    }
}
