using Sitrep.Learning;

namespace Sitrep.Training.Language;

/// <summary>Weights that training changes, with the moments of Adam (Kingma and Ba 2015).</summary>
/// <remarks>Rows are padded to whole panels; the padding stays zero.</remarks>
internal sealed class Parameter
{
    private const float Decay1 = 0.9f;
    private const float Decay2 = 0.98f;
    private const float Epsilon = 1e-8f;

    public Parameter(string name, int rows, int columns)
    {
        Name = name;
        Rows = rows;
        Columns = columns;
        Stride = PackedMatrix.Padded(columns);
        Value = new float[rows * Stride];
        Gradient = new float[rows * Stride];
        First = new float[rows * Stride];
        Second = new float[rows * Stride];
    }

    public string Name { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; }

    public float[] Value { get; }

    public float[] Gradient { get; }

    /// <summary>Running mean of the gradient.</summary>
    public float[] First { get; }

    /// <summary>Running mean of its square.</summary>
    public float[] Second { get; }

    /// <summary>Fills with uniform noise of the given range.</summary>
    public void Randomize(Random random, float range)
    {
        for (int i = 0; i < Rows; i++)
        {
            foreach (ref float value in Value.AsSpan(i * Stride, Columns))
            {
                value = ((2 * random.NextSingle()) - 1) * range;
            }
        }
    }

    /// <summary>Moves a stretch of the weights against its gradient and clears that.</summary>
    /// <param name="rate">Learning rate with Adam's bias correction.</param>
    /// <param name="scale">Multiplies the gradient (clipping).</param>
    public void Update(int start, int length, float rate, float scale)
    {
        Span<float> value = Value.AsSpan(start, length), gradient = Gradient.AsSpan(start, length);
        Span<float> first = First.AsSpan(start, length), second = Second.AsSpan(start, length);
        int width = System.Numerics.Vector<float>.Count;
        for (int i = 0; i <= length - width; i += width)
        {
            var g = new System.Numerics.Vector<float>(gradient[i..]) * scale;
            var m = (new System.Numerics.Vector<float>(first[i..]) * Decay1) + (g * (1 - Decay1));
            var v = (new System.Numerics.Vector<float>(second[i..]) * Decay2) + (g * g * (1 - Decay2));
            m.CopyTo(first[i..]);
            v.CopyTo(second[i..]);
            (new System.Numerics.Vector<float>(value[i..]) - (m * rate / (System.Numerics.Vector.SquareRoot(v) + new System.Numerics.Vector<float>(Epsilon)))).CopyTo(value[i..]);
        }

        gradient.Clear();
    }

    /// <summary>What turns a learning rate into Adam's at a step counted from 1.</summary>
    public static float Correction(long step) => (float)(Math.Sqrt(1 - Math.Pow(Decay2, step)) / (1 - Math.Pow(Decay1, step)));
}
