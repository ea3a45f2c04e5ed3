using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sitrep.Learning;

/// <summary>What numbers say of an item: a linear layer beside one of hidden units, max(0, x). Immutable.</summary>
internal sealed class DenseLayers
{
    private readonly float[] direct;
    private readonly float[] inner;
    private readonly float[] bias;
    private readonly float[] outer;
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
    public void AddTo(ReadOnlySpan<float> numbers, Span<float> scores)
    {
        if (numbers.Length != width)
        {
            return;
        }

        for (int y = 0; y < labels; y++)
        {
            scores[y] += Dot(direct.AsSpan(y * width, width), numbers);
        }

        for (int unit = 0; unit < bias.Length; unit++)
        {
            float value = bias[unit] + Dot(inner.AsSpan(unit * width, width), numbers);
            for (int y = 0; y < labels && value > 0; y++)
            {
                scores[y] += outer[(y * bias.Length) + unit] * value;
            }
        }
    }

    private static float[] Read(ModelFile file, string section) => file.Values<float>(section).ToArray();

    // Two times four sums in a fixed order: the result does not depend on the machine.
    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b);
        Vector128<float> even = Vector128<float>.Zero, odd = Vector128<float>.Zero;
        int i = 0;
        for (; i + 8 <= a.Length; i += 8)
        {
            even += Vector128.LoadUnsafe(ref x, (nuint)i) * Vector128.LoadUnsafe(ref y, (nuint)i);
            odd += Vector128.LoadUnsafe(ref x, (nuint)(i + 4)) * Vector128.LoadUnsafe(ref y, (nuint)(i + 4));
        }

        float sum = Vector128.Sum(even + odd);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
