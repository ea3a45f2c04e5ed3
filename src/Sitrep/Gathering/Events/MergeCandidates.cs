using Sitrep.Gathering.Copies;

namespace Sitrep.Gathering.Events;

/// <summary>Finds for each report the others that are worth comparing: of the same type, with a rare word, a town and day, or a copied sentence in common.</summary>
/// <remarks>Among the reports that share one such mark each is compared with the next ones in time alone, so the work grows with the number of reports, not with its square.</remarks>
internal sealed class MergeCandidates
{
    /// <summary>Of a report's words the rarest are its marks.</summary>
    private const int RarestWords = 12;

    /// <summary>Reports that follow in time and are compared.</summary>
    private const int Reach = 16;

    /// <summary>Reports that may be of more days than this are not looked for by town and day.</summary>
    private const int MostDays = 8;

    private readonly int[][] partners;

    public MergeCandidates(ReportTraits[] reports)
    {
        // In the order of time, so that neighbours in a run are neighbours in time; what is undated comes last.
        int[] order = [.. Enumerable.Range(0, reports.Length).OrderBy(i => reports[i].Article.Published ?? int.MaxValue).ThenBy(i => i)];
        int[] rank = new int[reports.Length];
        for (int i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        var marks = new List<ulong>();
        var holders = new List<int>();
        foreach (int report in order)
        {
            foreach (ulong mark in MarksOf(reports[report]).Distinct())
            {
                marks.Add(mark);
                holders.Add(rank[report]);
            }
        }

        ulong[] keys = [.. marks];
        int[] items = [.. holders];
        Array.Sort(keys, items);
        var found = new List<int>[reports.Length];
        for (int from = 0, to; from < keys.Length; from = to)
        {
            for (to = from + 1; to < keys.Length && keys[to] == keys[from]; to++)
            {
            }

            Array.Sort(items, from, to - from);
            for (int i = from; i < to - 1; i++)
            {
                (found[order[items[i]]] ??= []).AddRange(items.AsSpan((i + 1)..Math.Min(to, i + 1 + Reach)));
            }
        }

        partners = new int[reports.Length][];
        Parallel.For(0, reports.Length, i => partners[i] = [.. (found[i] ?? []).Distinct().Select(at => order[at]).Order()]);
    }

    /// <summary>Those of a report's partners that come after it in time.</summary>
    public ReadOnlySpan<int> Of(int report) => partners[report];

    private static IEnumerable<ulong> MarksOf(ReportTraits traits)
    {
        ulong kind = Learning.FeatureSet.Hash(traits.Report.Event.Plover.Type) + (traits.Report.Happens ? 1UL : 0);
        WeightedWords all = traits.All;
        foreach (int at in Enumerable.Range(0, all.Words.Length).OrderByDescending(i => traits.All.WeightOf(i)).ThenBy(i => i).Take(RarestWords))
        {
            yield return Sequences.Join(kind, all.Words[at]);
        }

        foreach (ulong copied in traits.Copied)
        {
            yield return Sequences.Join(kind ^ copied, 1);
        }

        if (traits is { Report.Place: { Kind: "town" or "site" } place, Days: { } days } && days.Last - days.First <= MostDays)
        {
            for (int day = days.First; day <= days.Last; day++)
            {
                yield return Sequences.Join(Sequences.Join(kind, (uint)(Learning.FeatureSet.Hash(place.Name) >> 32)), (uint)day);
            }
        }
    }
}
