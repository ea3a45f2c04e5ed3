using System.Collections.Immutable;
using System.Numerics.Tensors;
using Sitrep.Learning;

namespace Sitrep.Training.Learning;

/// <summary>A sequence to learn from.</summary>
/// <param name="Keys">Feature keys of all items, one after another.</param>
/// <param name="Ends">Where the keys of each item end.</param>
/// <param name="Numbers">The numbers of each item, or empty.</param>
/// <param name="Labels">The gold label of each item.</param>
internal sealed record ChainExample(uint[] Keys, int[] Ends, ReadOnlyMemory<float>[] Numbers, byte[] Labels, float Weight = 1);

/// <summary>How a chain is trained.</summary>
/// <param name="Bits">2^Bits rows of weights.</param>
/// <param name="Rate">Step size for weights of features, <paramref name="DenseRate"/> for those of numbers.</param>
/// <param name="Drop">The share of features, and half that of hidden units, left out at random.</param>
/// <param name="Hidden">Hidden units between the numbers and the labels.</param>
/// <param name="Members">Chains trained from different seeds, whose scores are averaged.</param>
internal sealed record ChainSettings(int Bits, int Epochs, float Rate = 0.1f, float DenseRate = 0.01f, float Drop = 0.6f, int Hidden = 0, int Members = 1);

/// <summary>Trains a <see cref="LinearChain"/> down the gradient of its log-likelihood by AdaGrad (Duchi et al. 2011).</summary>
internal sealed class ChainTrainer
{
    private const float Least = 0.002f;

    private readonly ImmutableArray<string> labels;
    private readonly float rate;
    private readonly float drop;
    private readonly float[] weights;
    private readonly float[] squares;
    private readonly DenseTrainer dense;
    private readonly float[] transitions;
    private readonly float[] transitionSquares;
    private readonly float[] weightSum;
    private readonly float[] transitionSum;
    private int rounds;

    /// <param name="width">How many numbers an item has.</param>
    private ChainTrainer(ImmutableArray<string> labels, ChainSettings settings, int width, int member)
    {
        (this.labels, rate, drop) = (labels, settings.Rate, settings.Drop);
        weights = new float[(1 << settings.Bits) * labels.Length];
        squares = new float[weights.Length];
        dense = new DenseTrainer(labels.Length, width, settings.Hidden, settings.DenseRate, settings.Drop / 2, 11 + member);
        transitions = new float[(labels.Length + 1) * labels.Length];
        transitionSquares = new float[transitions.Length];
        weightSum = new float[weights.Length];
        transitionSum = new float[transitions.Length];
        for (int from = 0; from <= labels.Length; from++)
        {
            for (int to = 0; to < labels.Length; to++)
            {
                transitions[(from * labels.Length) + to] = LinearChain.Follows(from < labels.Length ? labels[from] : null, labels[to]) ? 0 : -1e6f;
            }
        }
    }

    /// <summary>The row of a feature's key, as <see cref="LinearModel"/> finds it.</summary>
    public static uint Key(ulong key, int bits) => (uint)(key >> (64 - bits));

    /// <summary>Trains with a fixed seed, telling the loss of each round.</summary>
    public static LinearChain Fit(ImmutableArray<string> labels, IReadOnlyList<ChainExample> examples, ChainSettings settings, string name)
    {
        int width = examples.Select(e => e.Numbers.Length == 0 ? 0 : e.Numbers[0].Length).FirstOrDefault();
        var members = new ChainTrainer[settings.Members];
        Parallel.For(0, members.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, member =>
        {
            var trainer = new ChainTrainer(labels, settings, width, member);
            var random = new Random(7 + member);
            for (int epoch = 1; epoch <= settings.Epochs; epoch++)
            {
                Console.WriteLine($"{name} {member + 1} epoch {epoch}: loss {trainer.Epoch(examples, random):0.000} of {examples.Count}");
            }

            members[member] = trainer;
        });
        return ToChain(members);
    }

    /// <summary>The rows of an item's features.</summary>
    public static uint[] Keys(FeatureSet features, int bits)
    {
        uint[] keys = new uint[features.Keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = Key(features.Keys[i], bits);
        }

        return keys;
    }

    /// <summary>An item that stands alone.</summary>
    public static ChainExample Alone(FeatureSet features, int bits, ReadOnlySpan<float> numbers, int label)
    {
        uint[] keys = Keys(features, bits);
        return new ChainExample(keys, [keys.Length], [numbers.ToArray()], [(byte)label]);
    }

    /// <summary>Goes once over the examples in a random order.</summary>
    /// <returns>The loss a sequence, in nats, measured before each step.</returns>
    private double Epoch(IReadOnlyList<ChainExample> examples, Random random)
    {
        int[] order = [.. Enumerable.Range(0, examples.Count)];
        random.Shuffle(order);
        double loss = 0;
        foreach (int i in order)
        {
            dense.Draw(random);
            loss += Step(Thin(examples[i], random));
        }

        Remember();
        return loss / examples.Count;
    }

    // Of each member the mean of the weights after each round but the first; of these the mean over the members, whose hidden units stand side by side.
    private static LinearChain ToChain(ChainTrainer[] members) =>
        new(LinearTrainer.Rounded(members[0].labels, Mean(members, m => m.weightSum)), DenseTrainer.Join([.. members.Select(m => m.dense)]), Mean(members, m => m.transitionSum));

    private static float[] Mean(ChainTrainer[] members, Func<ChainTrainer, float[]> sum)
    {
        float[] mean = new float[sum(members[0]).Length];
        foreach (ChainTrainer member in members)
        {
            TensorPrimitives.MultiplyAdd(sum(member), 1f / (Math.Max(1, member.rounds - 1) * members.Length), mean, mean);
        }

        return mean;
    }

    private void Remember()
    {
        if (rounds++ == 1)
        {
            Array.Clear(weightSum);
            Array.Clear(transitionSum);
        }

        TensorPrimitives.Add(weightSum, weights, weightSum);
        dense.Remember();
        TensorPrimitives.Add(transitionSum, transitions, transitionSum);
    }

    // Leaving out features at random keeps the model from leaning on rare ones; the rest speak louder to make up for it.
    private ChainExample Thin(ChainExample example, Random random)
    {
        if (drop == 0)
        {
            return example;
        }

        var keys = new List<uint>(example.Keys.Length);
        int[] ends = new int[example.Ends.Length];
        int from = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            for (; from < example.Ends[i]; from++)
            {
                if (random.NextSingle() >= drop)
                {
                    keys.Add(example.Keys[from]);
                }
            }

            ends[i] = keys.Count;
        }

        return example with { Keys = [.. keys], Ends = ends };
    }

    private double Step(ChainExample example)
    {
        int n = example.Labels.Length, count = labels.Length;
        if (n == 0)
        {
            return 0;
        }

        var scores = new double[n * count];
        Score(example, scores);
        var forward = new double[n * count];
        var backward = new double[n * count];
        double all = Sum(scores, forward, backward, n);
        var gradient = new float[count];
        double gold = 0;
        for (int i = 0; i < n; i++)
        {
            bool moved = false;
            for (int y = 0; y < count; y++)
            {
                double p = Math.Exp(forward[(i * count) + y] + backward[(i * count) + y] - all);
                gradient[y] = (float)(p - (example.Labels[i] == y ? 1 : 0)) * example.Weight;
                moved |= Math.Abs(gradient[y]) > Least;
            }

            int before = i == 0 ? count : example.Labels[i - 1];
            gold += scores[(i * count) + example.Labels[i]] + transitions[(before * count) + example.Labels[i]];
            if (moved)
            {
                Move(example, i, gradient);
            }
        }

        MoveTransitions(example, scores, forward, backward, all);
        return all - gold;
    }

    private void Score(ChainExample example, double[] scores)
    {
        int count = labels.Length, from = 0;
        float louder = 1 / (1 - drop);
        for (int i = 0; i < example.Labels.Length; i++)
        {
            Span<double> item = scores.AsSpan(i * count, count);
            for (; from < example.Ends[i]; from++)
            {
                int row = (int)example.Keys[from] * count;
                for (int y = 0; y < count; y++)
                {
                    item[y] += weights[row + y] * louder;
                }
            }

            if (example.Numbers.Length > 0)
            {
                dense.Score(example.Numbers[i].Span, item);
            }
        }
    }

    // Log-sums over all labellings that end, and that begin, with a label at an item; the latter without the item's own score.
    private double Sum(double[] scores, double[] forward, double[] backward, int n)
    {
        int count = labels.Length;
        Span<double> terms = stackalloc double[count];
        for (int i = 0; i < n; i++)
        {
            for (int y = 0; y < count; y++)
            {
                for (int p = 0; p < count; p++)
                {
                    terms[p] = i == 0 ? double.NegativeInfinity : forward[((i - 1) * count) + p] + transitions[(p * count) + y];
                }

                forward[(i * count) + y] = scores[(i * count) + y] + (i == 0 ? transitions[(count * count) + y] : LogSum(terms));
            }
        }

        for (int i = n - 2; i >= 0; i--)
        {
            for (int y = 0; y < count; y++)
            {
                for (int q = 0; q < count; q++)
                {
                    terms[q] = backward[((i + 1) * count) + q] + scores[((i + 1) * count) + q] + transitions[(y * count) + q];
                }

                backward[(i * count) + y] = LogSum(terms);
            }
        }

        return LogSum(forward.AsSpan((n - 1) * count, count));
    }

    private static double LogSum(ReadOnlySpan<double> terms)
    {
        double highest = double.NegativeInfinity, sum = 0;
        foreach (double term in terms)
        {
            highest = Math.Max(highest, term);
        }

        foreach (double term in terms)
        {
            sum += term - highest < -40 ? 0 : Math.Exp(term - highest);
        }

        return highest + Math.Log(sum);
    }

    private void Move(ChainExample example, int item, float[] gradient)
    {
        int count = labels.Length;
        for (int k = item == 0 ? 0 : example.Ends[item - 1]; k < example.Ends[item]; k++)
        {
            int row = (int)example.Keys[k] * count;
            for (int y = 0; y < count; y++)
            {
                float g = gradient[y];
                squares[row + y] += g * g;
                weights[row + y] -= rate * g / (MathF.Sqrt(squares[row + y]) + 1e-3f);
            }
        }

        if (example.Numbers.Length > 0)
        {
            dense.Move(example.Numbers[item].Span, gradient);
        }
    }

    private void MoveTransitions(ChainExample example, double[] scores, double[] forward, double[] backward, double all)
    {
        int count = labels.Length, n = example.Labels.Length;
        var expected = new double[transitions.Length];
        for (int y = 0; y < count; y++)
        {
            expected[(count * count) + y] += Math.Exp(forward[y] + backward[y] - all);
        }

        for (int i = 1; i < n; i++)
        {
            for (int p = 0; p < count; p++)
            {
                for (int y = 0; y < count; y++)
                {
                    expected[(p * count) + y] += Math.Exp(
                        forward[((i - 1) * count) + p] + transitions[(p * count) + y] + scores[(i * count) + y] + backward[(i * count) + y] - all);
                }
            }
        }

        for (int i = 0; i < n; i++)
        {
            expected[((i == 0 ? count : example.Labels[i - 1]) * count) + example.Labels[i]] -= 1;
        }

        for (int t = 0; t < transitions.Length; t++)
        {
            float g = (float)expected[t] * example.Weight;
            if (transitions[t] > -1e5f && g != 0)
            {
                transitionSquares[t] += g * g;
                transitions[t] -= rate * g / (MathF.Sqrt(transitionSquares[t]) + 1e-3f);
            }
        }
    }
}
