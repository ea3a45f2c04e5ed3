using System.Collections.Immutable;
using System.Numerics;
using System.Numerics.Tensors;
using Sitrep.Learning;

namespace Sitrep.Training.Learning;

/// <summary>Trains <see cref="DenseLayers"/> by AdaGrad, leaving out hidden units at random.</summary>
internal sealed class DenseTrainer
{
    private readonly int labels;
    private readonly int width;
    private readonly float rate;
    private readonly float drop;
    private readonly Weights direct;
    private readonly Weights inner;
    private readonly Weights bias;
    private readonly Weights outer;
    private readonly float[] kept;
    private readonly float[] values;

    public DenseTrainer(int labels, int width, int hidden, float rate, float drop, int seed)
    {
        (this.labels, this.width, this.rate, this.drop) = (labels, width, rate, drop);
        direct = new Weights(labels * width);
        inner = new Weights(hidden * width);
        bias = new Weights(hidden);
        outer = new Weights(labels * hidden);
        kept = new float[hidden];
        values = new float[hidden];
        var random = new Random(seed);
        float scale = 1.5f / MathF.Sqrt(Math.Max(1, width));
        for (int i = 0; i < inner.Values.Length; i++)
        {
            inner.Values[i] = ((2 * random.NextSingle()) - 1) * scale;
        }

        for (int i = 0; i < outer.Values.Length; i++)
        {
            outer.Values[i] = ((2 * random.NextSingle()) - 1) * 0.1f;
        }
    }

    /// <summary>Draws which hidden units take part in the next example.</summary>
    public void Draw(Random random)
    {
        for (int unit = 0; unit < kept.Length; unit++)
        {
            kept[unit] = random.NextSingle() < drop ? 0 : 1 / (1 - drop);
        }
    }

    public void Score(ReadOnlySpan<float> numbers, Span<double> scores)
    {
        Activate(numbers);
        for (int y = 0; y < labels; y++)
        {
            scores[y] += TensorPrimitives.Dot(direct.Values.AsSpan(y * width, width), numbers) + TensorPrimitives.Dot<float>(outer.Values.AsSpan(y * kept.Length, kept.Length), values);
        }
    }

    /// <param name="gradient">Of the loss by the score of each label.</param>
    public void Move(ReadOnlySpan<float> numbers, ReadOnlySpan<float> gradient)
    {
        Activate(numbers);
        for (int unit = 0; unit < kept.Length; unit++)
        {
            if (values[unit] == 0)
            {
                continue;
            }

            float slope = 0;
            for (int y = 0; y < labels; y++)
            {
                slope += gradient[y] * outer.Values[(y * kept.Length) + unit];
                outer.Move((y * kept.Length) + unit, gradient[y] * values[unit], rate);
            }

            slope *= kept[unit];
            bias.Move(unit, slope, rate);
            inner.MoveRow(unit * width, numbers, slope, rate);
        }

        for (int y = 0; y < labels; y++)
        {
            direct.MoveRow(y * width, numbers, gradient[y], rate);
        }
    }

    public void Remember()
    {
        foreach (Weights weights in (Weights[])[direct, inner, bias, outer])
        {
            weights.Remember();
        }
    }

    /// <summary>Layers whose scores are the mean of those of several trainers: their hidden units side by side.</summary>
    public static DenseLayers Join(ImmutableArray<DenseTrainer> members)
    {
        DenseTrainer first = members[0];
        int hidden = first.kept.Length;
        float[] straight = new float[first.direct.Values.Length], last = new float[first.labels * hidden * members.Length];
        for (int m = 0; m < members.Length; m++)
        {
            TensorPrimitives.MultiplyAdd(members[m].Final(members[m].direct), 1f / members.Length, straight, straight);
            float[] own = members[m].Final(members[m].outer);
            for (int at = 0; at < own.Length; at++)
            {
                last[(((at / hidden * members.Length) + m) * hidden) + (at % hidden)] = own[at] / members.Length;
            }
        }

        return new DenseLayers(first.labels, straight, [.. members.SelectMany(m => m.Final(m.inner))], [.. members.SelectMany(m => m.Final(m.bias))], last);
    }

    private float[] Final(Weights weights) => kept.Length == 0 ? weights.Mean() : weights.Values;

    private void Activate(ReadOnlySpan<float> numbers)
    {
        for (int unit = 0; unit < kept.Length; unit++)
        {
            values[unit] = kept[unit] == 0 ? 0 : MathF.Max(0, bias.Values[unit] + TensorPrimitives.Dot(inner.Values.AsSpan(unit * width, width), numbers)) * kept[unit];
        }
    }

    private sealed class Weights(int count)
    {
        private readonly float[] squares = new float[count];
        private readonly float[] sum = new float[count];
        private int rounds;

        public float[] Values { get; } = new float[count];

        public void Move(int at, float gradient, float rate)
        {
            squares[at] += gradient * gradient;
            Values[at] -= rate * gradient / (MathF.Sqrt(squares[at]) + 1e-3f);
        }

        /// <summary>Moves as many weights as there are numbers, each by its number times the slope.</summary>
        public void MoveRow(int at, ReadOnlySpan<float> numbers, float slope, float rate)
        {
            Span<float> row = Values.AsSpan(at, numbers.Length), squared = squares.AsSpan(at, numbers.Length);
            int k = 0;
            for (; k <= numbers.Length - Vector<float>.Count; k += Vector<float>.Count)
            {
                Vector<float> gradient = new Vector<float>(numbers[k..]) * slope;
                Vector<float> square = new Vector<float>(squared[k..]) + (gradient * gradient);
                square.CopyTo(squared[k..]);
                (new Vector<float>(row[k..]) - (gradient * rate / (Vector.SquareRoot(square) + new Vector<float>(1e-3f)))).CopyTo(row[k..]);
            }

            for (; k < numbers.Length; k++)
            {
                Move(at + k, slope * numbers[k], rate);
            }
        }

        public void Remember()
        {
            if (rounds++ == 1)
            {
                Array.Clear(sum);
            }

            TensorPrimitives.Add(sum, Values, sum);
        }

        public float[] Mean() => [.. sum.Select(s => s / Math.Max(1, rounds - 1))];
    }
}
