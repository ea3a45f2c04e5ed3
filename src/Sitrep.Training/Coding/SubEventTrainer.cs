using System.Collections.Immutable;
using Sitrep.Coding;
using Sitrep.Learning;

namespace Sitrep.Training;

/// <summary>An event whose sub-event is known.</summary>
/// <param name="Said">What the words say of each label.</param>
/// <param name="Gold">The right label, by index.</param>
internal sealed record SubEventExample(SubEventCase Case, float[] Said, int Gold, float Weight = 1);

/// <summary>Words of a report whose sub-event, or kind outside ACLED, is known.</summary>
internal interface ILabelledWords
{
    FeatureSet Words { get; }

    string Label { get; }

    /// <summary>How many reports it counts for.</summary>
    float Weight { get; }
}

/// <summary>Learns what words say of sub-events, and the choice among them.</summary>
internal static class SubEventTrainer
{
    // A word counts from its second report on.
    private const int LeastReports = 2;
    private const double Smoothing = 0.5;

    private const int Rounds = 60;
    private const float Rate = 0.2f;

    // Rules know sub-events better than words do, but nothing of the kinds outside ACLED.
    private const float Ridge = 0.003f, KindRidge = 0.00002f;

    /// <summary>For each word the log-odds that a report of a label has it, against one of the others (naive Bayes).</summary>
    public static ReportWords Words(ImmutableArray<string> labels, IEnumerable<ILabelledWords> reports)
    {
        double[] sizes = new double[labels.Length];
        var counts = new Dictionary<ulong, (double[] Of, int Reports)>();
        foreach (ILabelledWords report in reports)
        {
            int y = labels.IndexOf(report.Label);
            sizes[y] += report.Weight;
            foreach (ulong key in report.Words.Keys)
            {
                var (of, before) = counts.TryGetValue(key, out var known) ? known : (new double[labels.Length], 0);
                of[y] += report.Weight;
                counts[key] = (of, before + 1);
            }
        }

        ulong[] keys = [.. counts.Where(c => c.Value.Reports >= LeastReports).Select(c => c.Key).Order()];
        float[] weights = new float[keys.Length * labels.Length];
        double reportsInAll = sizes.Sum();
        for (int i = 0; i < keys.Length; i++)
        {
            double[] of = counts[keys[i]].Of;
            double all = of.Sum();
            for (int y = 0; y < labels.Length; y++)
            {
                double within = (of[y] + Smoothing) / (sizes[y] + (2 * Smoothing));
                double without = (all - of[y] + Smoothing) / (reportsInAll - sizes[y] + (2 * Smoothing));
                weights[(i * labels.Length) + y] = (float)Math.Log(within / without);
            }
        }

        return new ReportWords(labels, keys, weights);
    }

    /// <summary>A choice that has learned nothing yet.</summary>
    public static SubEventChoice Blank(ReportWords words, ImmutableArray<string> types) =>
        new(words, types, new float[SubEventChoice.SizeOf(words, types.Length)]);

    /// <summary>The softmax over all labels, down its gradient by AdaGrad with a fixed seed.</summary>
    public static SubEventChoice Choice(SubEventChoice blank, List<SubEventExample> examples)
    {
        int labels = blank.Labels.Length;
        float[] weights = new float[SubEventChoice.SizeOf(blank.Words, blank.Types.Length)], squares = new float[weights.Length];
        SubEventExample[] order = [.. examples];
        var random = new Random(1);
        var seen = new List<(int Weight, float Value)>[labels];
        for (int y = 0; y < labels; y++)
        {
            seen[y] = [];
        }

        double[] chances = new double[labels];
        for (int round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (SubEventExample example in order)
            {
                for (int y = 0; y < labels; y++)
                {
                    seen[y].Clear();
                    if (!blank.CanBe(example.Case, y))
                    {
                        chances[y] = double.NegativeInfinity;
                        continue;
                    }

                    blank.Describe(example.Case, example.Said[y], y, seen[y]);
                    chances[y] = seen[y].Sum(s => weights[s.Weight] * s.Value);
                }

                double highest = chances.Max(), total = chances.Sum(c => Math.Exp(c - highest));
                for (int y = 0; y < labels; y++)
                {
                    float off = example.Weight * ((float)(Math.Exp(chances[y] - highest) / total) - (y == example.Gold ? 1 : 0));
                    foreach (var (weight, value) in seen[y])
                    {
                        float gradient = (off * value) + ((blank.IsKind(y) ? KindRidge : Ridge) * weights[weight]);
                        squares[weight] += gradient * gradient;
                        weights[weight] -= gradient == 0 ? 0 : Rate * gradient / (MathF.Sqrt(squares[weight]) + 1e-6f);
                    }
                }
            }
        }

        return new SubEventChoice(blank.Words, blank.Types, weights);
    }
}
