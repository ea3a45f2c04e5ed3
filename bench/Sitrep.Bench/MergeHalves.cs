using System.Globalization;
using System.Text;
using System.Text.Json;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Bench;

/// <summary>
/// Whether the weights of merging are fitted too closely to the reports that they were tried on: <c>merges RECORDS GOLD</c>. Splits the reports by incident, scores
/// the weights of <c>data/merging.tsv</c> on each half, and those that a search from them finds on one half also on the other.
/// </summary>
internal sealed class MergeHalves
{
    private const int Whole = -1, Rounds = 2;

    /// <summary>What a step of the search must gain in F1, and what its length costs: weights stay where nothing much speaks against them.</summary>
    private const double LeastGain = 0.3, CostOfStep = 0.15;

    /// <summary>Steps are this share of a weight, of small ones of <see cref="LeastScale"/>.</summary>
    private const float Scale = 0.8f, LeastScale = 0.4f;

    private static readonly float[] Steps = [-1, -0.5f, -0.25f, 0.25f, 0.5f, 1];

    private readonly (int Document, int Event)[] reports;
    private readonly ReportTraits[] traits;
    private readonly HashSet<(int, int)> gold = [];
    private readonly int[] halves;

    private MergeHalves(string records, string known)
    {
        ArticleRecord[] articles = [.. File.ReadLines(records).Select(line => ArticleRecord.Read(Encoding.UTF8.GetBytes(line)))];
        Dictionary<string, int> numbers = articles.Select((a, i) => (a.Id, i)).ToDictionary(a => a.Id, a => a.i, StringComparer.Ordinal);
        using JsonDocument pairs = JsonDocument.Parse(File.ReadAllBytes(known));
        foreach (JsonElement pair in pairs.RootElement.GetProperty("sameEvent").EnumerateArray())
        {
            int a = numbers[pair[0].GetString()!], b = numbers[pair[1].GetString()!];
            gold.Add((Math.Min(a, b), Math.Max(a, b)));
        }

        var gatherer = new Gatherer(Resources.Installed);
        (reports, traits) = gatherer.Prepare(articles, gatherer.Group(articles).Copies);
        halves = Halves(articles.Length);
    }

    public static void Run(string records, string known)
    {
        var halves = new MergeHalves(records, known);
        float[] weights = new float[MergeScorer.Fields];
        foreach (TsvTable.Row row in Resources.Installed.Table("merging.tsv").Rows)
        {
            weights[(int)Enum.Parse<MergeField>(row["field"])] = float.Parse(row["weight"], CultureInfo.InvariantCulture);
        }

        Console.WriteLine($"P / R / F1 of pairs: all {halves.Score(weights, Whole)}; first half {halves.Score(weights, 0)}; second {halves.Score(weights, 1)}");
        for (int half = 0; half < 2; half++)
        {
            float[] fitted = halves.Fit(weights, half);
            string changed = string.Join(", ", Enumerable.Range(0, fitted.Length).Where(f => fitted[f] != weights[f]).Select(f => string.Create(CultureInfo.InvariantCulture, $"{(MergeField)f} {weights[f]:0.00} to {fitted[f]:0.00}")));
            Console.WriteLine($"fitted on half {half + 1}: there {halves.Score(fitted, half)}, on the other {halves.Score(fitted, 1 - half)}: {changed}");
        }
    }

    // The largest incident goes to the first half; the others in turn, so that both have about as many pairs of them.
    private int[] Halves(int count)
    {
        int[] parent = [.. Enumerable.Range(0, count)];
        foreach (var (a, b) in gold)
        {
            parent[Root(parent, a)] = Root(parent, b);
        }

        int[] half = new int[count];
        int[] pairs = new int[2];
        int alone = 0;
        foreach (int[] incident in Enumerable.Range(0, count).GroupBy(i => Root(parent, i)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.ToArray()).ToArray())
        {
            bool first = incident.Length == 1 ? alone++ % 2 == 0 : pairs[0] <= pairs[1];
            foreach (int article in incident)
            {
                half[article] = first ? 0 : 1;
            }

            // The largest one would leave all others to the second half.
            pairs[first ? 0 : 1] += pairs[0] + pairs[1] == 0 ? 1 : incident.Length * (incident.Length - 1) / 2;
        }

        return half;
    }

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i)
        {
            i = parent[i];
        }

        return i;
    }

    private float[] Fit(float[] from, int half)
    {
        float[] best = from;
        double reached = Score(from, half).F1;
        for (int round = 0; round < Rounds; round++)
        {
            for (int field = 0; field < from.Length; field++)
            {
                foreach (float step in Steps)
                {
                    float[] tried = [.. best];
                    tried[field] += step * Scale * (field == (int)MergeField.Prior ? 1 : Math.Max(LeastScale, Math.Abs(from[field])));

                    // What speaks for one event is never taken to speak against it.
                    double f1 = Math.Sign(tried[field]) == -Math.Sign(from[field]) ? 0 : Score(tried, half).F1 - (CostOfStep * Math.Abs(step));
                    (best, reached) = f1 > reached + LeastGain ? (tried, f1) : (best, reached);
                }
            }
        }

        return best;
    }

    private PairScore Score(float[] weights, int half)
    {
        var found = new HashSet<(int, int)>();
        foreach (var group in new EventMerger(new MergeScorer(weights)).Merge(traits))
        {
            int[] documents = [.. group.Select(r => reports[r.Report].Document).Distinct().Order()];
            found.UnionWith(documents.SelectMany((a, i) => documents.Skip(i + 1).Select(b => (a, b))).Where(IsIn));
        }

        double right = found.Count(gold.Contains);
        return new PairScore(found.Count == 0 ? 0 : 100 * right / found.Count, 100 * right / gold.Count(IsIn));

        bool IsIn((int A, int B) pair) => half == Whole || (halves[pair.A] == half && halves[pair.B] == half);
    }

    private readonly record struct PairScore(double Precision, double Recall)
    {
        public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Precision:0.0} / {Recall:0.0} / {F1:0.0}");
    }
}
