using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sitrep.Learning;

/// <summary>What numbers say of an item: a linear layer beside one of hidden units, max(0, x). Immutable.</summary>
internal sealed class DenseLayers
{
    // Numbers of one unit that a sum of eight lanes takes at a time, and units that are summed side by side.
    private const int Lanes = 8, Together = 8;

    private readonly float[] direct;
    private readonly float[] inner;
    private readonly float[] bias;
    private readonly float[] outer;
    private readonly float[] packedDirect;
    private readonly float[] packedInner;
    private readonly float[] packedOuter;
    private readonly int labels;
    private readonly int width;

    /// <param name="direct">Label after label, a weight for each number; empty where numbers play no part.</param>
    /// <param name="inner">Unit after unit, a weight for each number.</param>
    /// <param name="bias">One for each unit.</param>
    /// <param name="outer">Label after label, a weight for each unit.</param>
    public DenseLayers(int labels, float[] direct, float[] inner, float[] bias, float[] outer)
    {
        (this.labels, this.direct, this.inner, this.bias, this.outer) = (labels, direct, inner, bias, outer);
        width = direct.Length / labels;
        if (direct.Length % labels != 0 || inner.Length != bias.Length * width || outer.Length != bias.Length * labels)
        {
            throw new InvalidDataException($"{direct.Length}, {inner.Length}, {bias.Length} and {outer.Length} weights do not fit {labels} labels");
        }

        packedDirect = Pack(direct, labels);
        packedInner = Pack(inner, bias.Length);
        packedOuter = new float[bias.Length * Padded(labels)];
        for (int y = 0; y < labels; y++)
        {
            for (int unit = 0; unit < bias.Length; unit++)
            {
                packedOuter[(unit * Padded(labels)) + y] = outer[(y * bias.Length) + unit];
            }
        }
    }

    public static DenseLayers Load(ModelFile file, string prefix, int labels) =>
        new(labels, Read(file, prefix + ".direct"), Read(file, prefix + ".inner"), Read(file, prefix + ".bias"), Read(file, prefix + ".outer"));

    public void Save(ModelFileWriter file, string prefix)
    {
        file.Add<float>(prefix + ".direct", direct);
        file.Add<float>(prefix + ".inner", inner);
        file.Add<float>(prefix + ".bias", bias);
        file.Add<float>(prefix + ".outer", outer);
    }

    /// <summary>Adds to the scores of the labels; numbers of another length (an item that no network has read) add nothing.</summary>
    public void AddTo(ReadOnlySpan<float> numbers, Span<float> scores) => AddTo(numbers, scores, 0, labels);

    /// <summary>The same for the labels of a range; what is added to the others is of no use.</summary>
    public void AddTo(ReadOnlySpan<float> numbers, Span<float> scores, int first, int end)
    {
        if (numbers.Length != width)
        {
            return;
        }

        Span<float> sums = stackalloc float[Padded(Math.Max(labels, bias.Length))];
        Dots(packedDirect, first / Together * Together, end, numbers, sums);
        for (int y = first; y < end; y++)
        {
            scores[y] += sums[y];
        }

        if (bias.Length == 0)
        {
            return;
        }

        // The outer weights of a unit lie beside each other, so that eight labels are summed at a time, each over the units in their order.
        Dots(packedInner, 0, bias.Length, numbers, sums);
        int stride = Padded(labels), from = first / Lanes * Lanes, to = (end + Lanes - 1) / Lanes * Lanes;
        Span<float> all = stackalloc float[stride];
        scores[first..end].CopyTo(all[first..]);
        for (int unit = 0; unit < bias.Length; unit++)
        {
            float value = bias[unit] + sums[unit];
            if (value > 0)
            {
                ReadOnlySpan<float> weights = packedOuter.AsSpan(unit * stride, stride);
                for (int y = from; y < to; y += Lanes)
                {
                    (Vector256.Create<float>(all[y..]) + (Vector256.Create<float>(weights[y..]) * value)).CopyTo(all[y..]);
                }
            }
        }

        all[first..end].CopyTo(scores[first..]);
    }

    private static int Padded(int units) => (units + Together - 1) / Together * Together;

    private static float[] Read(ModelFile file, string section) => file.Values<float>(section).ToArray();

    // For eight units at a time: their first eight weights, unit after unit, then their next eight; then what is left, weight after weight.
    private float[] Pack(float[] weights, int units)
    {
        int blocks = width / Lanes;
        float[] packed = new float[Padded(units) * width];
        for (int unit = 0; unit < units; unit++)
        {
            for (int block = 0; block < blocks; block++)
            {
                int at = (unit / Together * Together * width) + (((block * Together) + (unit % Together)) * Lanes);
                weights.AsSpan((unit * width) + (block * Lanes), Lanes).CopyTo(packed.AsSpan(at));
            }

            for (int i = blocks * Lanes; i < width; i++)
            {
                packed[(unit / Together * Together * width) + (i * Together) + (unit % Together)] = weights[(unit * width) + i];
            }
        }

        return packed;
    }

    // Each unit's sum runs in eight lanes, which are added in a fixed order: the result does not depend on the machine.
    private void Dots(float[] packed, int first, int end, ReadOnlySpan<float> numbers, Span<float> sums)
    {
        unchecked
        {
            int blocks = width / Lanes;
            ref float input = ref MemoryMarshal.GetReference(numbers);
            for (int unit = first; unit < end; unit += Together)
            {
                ref float from = ref packed[unit * width];
                if (Vector512.IsHardwareAccelerated)
                {
                    Wide(ref from, ref input, blocks, sums[unit..]);
                }
                else
                {
                    Narrow(ref from, ref input, blocks, sums[unit..]);
                    Narrow(ref Unsafe.Add(ref from, Together / 2 * Lanes), ref input, blocks, sums[(unit + (Together / 2))..]);
                }

                var all = Vector256.Create<float>(sums.Slice(unit, Together));
                for (int i = blocks * Lanes; i < width; i++)
                {
                    all += Vector256.LoadUnsafe(ref from, (nuint)(i * Together)) * Vector256.Create(numbers[i]);
                }

                all.CopyTo(sums[unit..]);
            }
        }
    }

    private static void Wide(ref float from, ref float input, int blocks, Span<float> sums)
    {
        Vector512<float> a = default, b = default, c = default, d = default;
        for (int block = 0; block < blocks; block++)
        {
            var half = Vector256.LoadUnsafe(ref input, (nuint)(block * Lanes));
            var x = Vector512.Create(half, half);
            nuint at = (nuint)(block * Together * Lanes);
            a += Vector512.LoadUnsafe(ref from, at) * x;
            b += Vector512.LoadUnsafe(ref from, at + (2 * Lanes)) * x;
            c += Vector512.LoadUnsafe(ref from, at + (4 * Lanes)) * x;
            d += Vector512.LoadUnsafe(ref from, at + (6 * Lanes)) * x;
        }

        sums[0] = Sum(a.GetLower());
        sums[1] = Sum(a.GetUpper());
        sums[2] = Sum(b.GetLower());
        sums[3] = Sum(b.GetUpper());
        sums[4] = Sum(c.GetLower());
        sums[5] = Sum(c.GetUpper());
        sums[6] = Sum(d.GetLower());
        sums[7] = Sum(d.GetUpper());
    }

    private static void Narrow(ref float from, ref float input, int blocks, Span<float> sums)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        for (int block = 0; block < blocks; block++)
        {
            var x = Vector256.LoadUnsafe(ref input, (nuint)(block * Lanes));
            nuint at = (nuint)(block * Together * Lanes);
            a += Vector256.LoadUnsafe(ref from, at) * x;
            b += Vector256.LoadUnsafe(ref from, at + Lanes) * x;
            c += Vector256.LoadUnsafe(ref from, at + (2 * Lanes)) * x;
            d += Vector256.LoadUnsafe(ref from, at + (3 * Lanes)) * x;
        }

        sums[0] = Sum(a);
        sums[1] = Sum(b);
        sums[2] = Sum(c);
        sums[3] = Sum(d);
    }

    private static float Sum(Vector256<float> lanes) => Vector128.Sum(lanes.GetLower() + lanes.GetUpper());
}
