using System.Collections.Immutable;
using System.Numerics.Tensors;
using Sitrep.Learning;

namespace Sitrep.Training.Learning;

/// <summary>Something that can be chosen.</summary>
/// <param name="Keys">Its features.</param>
/// <param name="Label">Its kind, whose weights count beside those for all kinds.</param>
internal readonly record struct Alternative(uint[] Keys, int Label);

/// <summary>A choice to learn from.</summary>
/// <param name="Numbers">What is known whatever is chosen; it speaks for kinds of alternatives.</param>
/// <param name="Gold">The right one, by index.</param>
internal sealed record ChoiceExample(ReadOnlyMemory<float> Numbers, ImmutableArray<Alternative> Alternatives, int Gold);

/// <summary>Trains a choice among alternatives that differ from case to case: the softmax of their scores, down the gradient by AdaGrad.</summary>
/// <remarks>
/// The scores are those of a <see cref="LinearChain"/>: an alternative's features weigh for its own label and for the first, which stands for every kind; the numbers weigh for its own label.
/// </remarks>
internal sealed class ChoiceTrainer
{
    private readonly ImmutableArray<string> labels;
    private readonly float rate;
    private readonly float drop;
    private readonly float[] weights;
    private readonly float[] squares;
    private readonly float[] sum;
    private readonly DenseTrainer dense;
    private int rounds;

    private ChoiceTrainer(ImmutableArray<string> labels, ChainSettings settings, int width, int member)
    {
        (this.labels, rate, drop) = (labels, settings.Rate, settings.Drop);
        weights = new float[(1 << settings.Bits) * labels.Length];
        squares = new float[weights.Length];
        sum = new float[weights.Length];
        dense = new DenseTrainer(labels.Length, width, settings.Hidden, settings.DenseRate, settings.Drop / 2, 11 + member);
    }

    /// <summary>Trains with a fixed seed, telling the loss of each round.</summary>
    /// <param name="labels">Every kind together, then one label a kind.</param>
    public static LinearChain Fit(ImmutableArray<string> labels, IReadOnlyList<ChoiceExample> examples, ChainSettings settings, string name)
    {
        var members = new ChoiceTrainer[settings.Members];
        Parallel.For(0, members.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, member =>
        {
            var trainer = new ChoiceTrainer(labels, settings, examples[0].Numbers.Length, member);
            var random = new Random(7 + member);
            for (int epoch = 1; epoch <= settings.Epochs; epoch++)
            {
                Console.WriteLine($"{name} {member + 1} epoch {epoch}: loss {trainer.Epoch(examples, random):0.000} of {examples.Count}");
            }

            members[member] = trainer;
        });
        float[] mean = new float[members[0].weights.Length];
        foreach (ChoiceTrainer member in members)
        {
            TensorPrimitives.MultiplyAdd(member.sum, 1f / (Math.Max(1, member.rounds - 1) * members.Length), mean, mean);
        }

        return new LinearChain(LinearTrainer.Rounded(labels, mean), DenseTrainer.Join([.. members.Select(m => m.dense)]), new float[(labels.Length + 1) * labels.Length]);
    }

    private double Epoch(IReadOnlyList<ChoiceExample> examples, Random random)
    {
        int[] order = [.. Enumerable.Range(0, examples.Count)];
        random.Shuffle(order);
        double loss = 0;
        foreach (int i in order)
        {
            dense.Draw(random);
            loss += Step(examples[i], random);
        }

        // Of the weights after each round the mean, but for the first.
        if (rounds++ == 1)
        {
            Array.Clear(sum);
        }

        TensorPrimitives.Add(sum, weights, sum);
        dense.Remember();
        return loss / examples.Count;
    }

    private double Step(ChoiceExample example, Random random)
    {
        int count = labels.Length;
        Span<double> said = stackalloc double[count], scores = stackalloc double[example.Alternatives.Length];
        if (!example.Numbers.IsEmpty)
        {
            dense.Score(example.Numbers.Span, said);
        }

        uint[][] kept = new uint[example.Alternatives.Length][];
        float louder = 1 / (1 - drop);
        double highest = double.NegativeInfinity, total = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            Alternative alternative = example.Alternatives[i];
            kept[i] = [.. alternative.Keys.Where(_ => random.NextSingle() >= drop)];
            scores[i] = said[alternative.Label];
            foreach (uint key in kept[i])
            {
                scores[i] += (weights[key * count] + weights[(key * count) + alternative.Label]) * louder;
            }

            highest = Math.Max(highest, scores[i]);
        }

        foreach (double score in scores)
        {
            total += Math.Exp(score - highest);
        }

        Span<float> gradient = stackalloc float[count];
        for (int i = 0; i < kept.Length; i++)
        {
            Alternative alternative = example.Alternatives[i];
            float g = (float)(Math.Exp(scores[i] - highest) / total) - (i == example.Gold ? 1 : 0);
            gradient[alternative.Label] += g;
            foreach (uint key in kept[i])
            {
                Move((int)key * count, g);
                Move(((int)key * count) + alternative.Label, g);
            }
        }

        if (!example.Numbers.IsEmpty)
        {
            dense.Move(example.Numbers.Span, gradient);
        }

        return highest + Math.Log(total) - scores[example.Gold];
    }

    private void Move(int at, float gradient)
    {
        squares[at] += gradient * gradient;
        weights[at] -= rate * gradient / (MathF.Sqrt(squares[at]) + 1e-3f);
    }
}
