using System.Collections.Immutable;

namespace Sitrep.Gathering.Events;

/// <summary>A report within the group of those that tell of one event.</summary>
/// <param name="Report">Its number.</param>
/// <param name="Parent">The place within the group of the report that brought it in; −1 for the first.</param>
/// <param name="Score">Of the two, the logarithm of the odds that they tell of one event.</param>
/// <param name="Reasons">What each field added to the score, by <see cref="MergeField"/>; empty for the same sentence in a copy.</param>
internal sealed record MergedReport(int Report, int Parent, float Score, float[] Reasons);

/// <summary>Puts together the reports of one event, whoever words them.</summary>
internal sealed class EventMerger(MergeScorer scorer)
{
    /// <summary>What two reports of different articles must reach.</summary>
    private const float LeastScore = -1.5f;

    /// <summary>Within one article the same type, place and date may well be another event.</summary>
    private const float LeastScoreWithin = -1;

    /// <summary>What two groups must reach on average over their reports.</summary>
    private const float LeastMean = -3.5f;

    /// <summary>No single pair weighs more than this in an average, nor less than its negative's double.</summary>
    private const float MostInMean = 4;

    private const float CopiedScore = 6;

    /// <summary>Reports of a group that are looked at for an average.</summary>
    private const int Sample = 10;

    /// <summary>The best links of a report that are tried.</summary>
    private const int MostLinks = 8;

    /// <returns>Groups that hold a current report, each beginning with its first one; in the order of those.</returns>
    public ImmutableArray<ImmutableArray<MergedReport>> Merge(ReportTraits[] reports)
    {
        var candidates = new MergeCandidates(reports);
        var links = new Link[reports.Length][];
        Parallel.For(0, reports.Length, i => links[i] = LinksOf(i, reports, candidates));
        Link[] best = [.. links.SelectMany(l => l)];
        Array.Sort(best);

        List<int>[] groups = [.. Enumerable.Range(0, reports.Length).Select(i => new List<int> { i })];
        var joined = new List<Link>[reports.Length];
        foreach (Link link in best)
        {
            List<int> a = groups[link.First], b = groups[link.Second];
            if (ReferenceEquals(a, b) || (link.Score < CopiedScore && Mean(a, b, reports) < LeastMean))
            {
                continue;
            }

            (List<int> into, List<int> from) = a.Count >= b.Count ? (a, b) : (b, a);
            into.AddRange(from);
            foreach (int report in from)
            {
                groups[report] = into;
            }

            (joined[link.First] ??= []).Add(link);
            (joined[link.Second] ??= []).Add(link);
        }

        var merged = ImmutableArray.CreateBuilder<ImmutableArray<MergedReport>>();
        var told = new HashSet<List<int>>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < reports.Length; i++)
        {
            if (reports[i].Report.IsCurrent && told.Add(groups[i]))
            {
                merged.Add(Tree(i, joined, reports));
            }
        }

        return merged.ToImmutable();
    }

    private Link[] LinksOf(int report, ReportTraits[] reports, MergeCandidates candidates)
    {
        var links = new List<Link>();
        foreach (int other in candidates.Of(report))
        {
            float least = reports[report].Report.Document == reports[other].Report.Document ? LeastScoreWithin : LeastScore;
            float score = Score(reports[report], reports[other], least);
            if (score >= least)
            {
                links.Add(new Link(score, report, other));
            }
        }

        links.Sort();
        return [.. links.Take(MostLinks)];
    }

    private float Score(ReportTraits a, ReportTraits b, float least) => MergeScorer.AreCopied(a, b) ? CopiedScore : scorer.Score(a, b, least);

    private float Mean(List<int> a, List<int> b, ReportTraits[] reports)
    {
        float sum = 0;
        int left = Math.Min(a.Count, Sample), right = Math.Min(b.Count, Sample);
        for (int i = 0; i < left; i++)
        {
            for (int j = 0; j < right; j++)
            {
                sum += Math.Clamp(Score(reports[a[i * a.Count / left]], reports[b[j * b.Count / right]], -2 * MostInMean), -2 * MostInMean, MostInMean);
            }
        }

        return sum / (left * right);
    }

    // The links by which a group grew make a tree; from its first current report every other one has one way in.
    private ImmutableArray<MergedReport> Tree(int first, List<Link>[] joined, ReportTraits[] reports)
    {
        var entered = new Dictionary<int, Link> { [first] = default };
        var way = new Queue<int>([first]);
        while (way.TryDequeue(out int at))
        {
            foreach (Link link in joined[at] ?? [])
            {
                int other = link.First == at ? link.Second : link.First;
                if (entered.TryAdd(other, link))
                {
                    way.Enqueue(other);
                }
            }
        }

        int[] order = [.. entered.Keys.OrderBy(r => reports[r].Report.IsCurrent ? 0 : 1).ThenBy(r => r)];
        return [.. order.Select(report =>
        {
            if (report == first)
            {
                return new MergedReport(report, -1, 0, []);
            }

            Link link = entered[report];
            int parent = link.First == report ? link.Second : link.First;
            float[] reasons = MergeScorer.AreCopied(reports[report], reports[parent]) ? [] : scorer.Reasons(reports[report], reports[parent]);
            return new MergedReport(report, Array.IndexOf(order, parent), link.Score, reasons);
        })];
    }

    private readonly record struct Link(float Score, int First, int Second) : IComparable<Link>
    {
        // The surest first.
        public int CompareTo(Link other) => Score != other.Score ? other.Score.CompareTo(Score) : First != other.First ? First.CompareTo(other.First) : Second.CompareTo(other.Second);
    }
}
