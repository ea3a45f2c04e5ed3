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
    private const float MostInMean = 4, LeastInMean = -2 * MostInMean;

    /// <summary>Sums in another order differ by less.</summary>
    private const float Slack = 0.01f;

    private const float CopiedScore = 6;

    /// <summary>Reports of a group that are looked at for an average.</summary>
    private const int Sample = 10;

    /// <summary>The best links of a report that are tried.</summary>
    private const int MostLinks = 8;

    /// <returns>Groups that hold a current report, each beginning with its first one; in the order of those.</returns>
    public ImmutableArray<ImmutableArray<MergedReport>> Merge(ReportTraits[] reports)
    {
        ReportOutline[] outlines = new ReportOutline[reports.Length];
        Parallel.For(0, reports.Length, i => outlines[i] = new ReportOutline(reports[i]));
        var candidates = new MergeCandidates(reports);
        var links = new Link[reports.Length][];
        Parallel.For(0, reports.Length, () => new LinkSearch(scorer, reports, outlines, candidates), (i, _, search) =>
        {
            links[i] = search.Of(i);
            return search;
        }, _ => { });
        Link[] best = [.. links.SelectMany(l => l)];
        Array.Sort(best);

        List<int>[] groups = [.. Enumerable.Range(0, reports.Length).Select(i => new List<int> { i })];
        var joined = new List<Link>[reports.Length];
        foreach (Link link in best)
        {
            List<int> a = groups[link.First], b = groups[link.Second];
            if (ReferenceEquals(a, b) || (link.Score < CopiedScore && !Fit(a, b, reports, outlines)))
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

    private static float Score(int a, int b, MergeScorer scorer, ReportTraits[] reports, ReportOutline[] outlines, float least) =>
        outlines[a].MayBeCopied(outlines[b]) && MergeScorer.AreCopied(reports[a], reports[b]) ? CopiedScore : scorer.Score(reports[a], reports[b], least);

    // Whether two groups reach the least mean. Pairs are looked at until those that are left cannot change the answer.
    private bool Fit(List<int> a, List<int> b, ReportTraits[] reports, ReportOutline[] outlines)
    {
        int left = Math.Min(a.Count, Sample), right = Math.Min(b.Count, Sample), pairs = left * right;
        float sum = 0;
        for (int pair = 0; pair < pairs; pair++)
        {
            float rest = pairs - pair, least = LeastMean * pairs;
            if (sum + (rest * MostInMean) < least - Slack || sum + (rest * LeastInMean) > least + Slack)
            {
                return sum + (rest * LeastInMean) > least;
            }

            int one = a[pair / right * a.Count / left], other = b[pair % right * b.Count / right];
            sum += Math.Clamp(Score(one, other, scorer, reports, outlines, LeastInMean), LeastInMean, MostInMean);
        }

        return sum / pairs >= LeastMean;
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

    // Finds the best links of one report after the other.
    private sealed class LinkSearch(MergeScorer scorer, ReportTraits[] reports, ReportOutline[] outlines, MergeCandidates candidates)
    {
        private readonly List<int> found = [];
        private readonly PriorityQueue<Link, Link> best = new(Comparer<Link>.Create((a, b) => b.CompareTo(a)));
        private float[] bounds = [];
        private int[] others = [];

        /// <returns>The surest first.</returns>
        public Link[] Of(int report)
        {
            // Those that may be surest come first: when there are enough links, what cannot be surer than the last of them needs no look.
            int count = Promising(report);
            Array.Sort(bounds, others, 0, count);
            for (int i = count - 1; i >= 0 && !(best.Count == MostLinks && bounds[i] < best.Peek().Score); i--)
            {
                float least = Math.Max(LeastOf(report, others[i]), best.Count == MostLinks ? best.Peek().Score : float.NegativeInfinity);
                float score = Score(report, others[i], scorer, reports, outlines, least);
                if (score < least)
                {
                    continue;
                }

                var link = new Link(score, report, others[i]);
                best.Enqueue(link, link);
                if (best.Count > MostLinks)
                {
                    best.Dequeue();
                }
            }

            Link[] links = new Link[best.Count];
            for (int i = links.Length - 1; i >= 0; i--)
            {
                links[i] = best.Dequeue();
            }

            return links;
        }

        // Those that may reach what a link must.
        private int Promising(int report)
        {
            ReadOnlySpan<int> all = candidates.Of(report, found);
            if (bounds.Length < all.Length)
            {
                bounds = new float[2 * all.Length];
                others = new int[2 * all.Length];
            }

            int count = 0;
            foreach (int other in all)
            {
                float most = scorer.Bound.Of(outlines[report], outlines[other]);
                if (most >= LeastOf(report, other))
                {
                    bounds[count] = most;
                    others[count++] = other;
                }
            }

            return count;
        }

        private float LeastOf(int a, int b) => outlines[a].Document == outlines[b].Document ? LeastScoreWithin : LeastScore;
    }

    private readonly record struct Link(float Score, int First, int Second) : IComparable<Link>
    {
        // The surest first.
        public int CompareTo(Link other) => Score != other.Score ? other.Score.CompareTo(Score) : First != other.First ? First.CompareTo(other.First) : Second.CompareTo(other.Second);
    }
}
