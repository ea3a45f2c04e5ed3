using System.Runtime.InteropServices;
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

    // Marks in ascending order, beside each a report that has it; of one mark in the order of time.
    private readonly ulong[] marks;
    private readonly int[] holders;

    // Where among the holders each report stands: its part of the places begins at its first.
    private readonly int[] places, first;

    public MergeCandidates(ReportTraits[] reports)
    {
        // In the order of time, so that neighbours in a run are neighbours in time; what is undated comes last.
        int[] order = [.. Enumerable.Range(0, reports.Length).OrderBy(i => reports[i].Article.Published ?? int.MaxValue).ThenBy(i => i)];
        ulong[][] own = new ulong[reports.Length][];
        Parallel.For(0, order.Length, rank => own[rank] = MarksOf(reports[order[rank]]));
        marks = [.. own.SelectMany(m => m)];
        holders = [.. own.SelectMany((m, rank) => Enumerable.Repeat(rank, m.Length))];
        Array.Sort(marks, holders);
        for (int from = 0, to; from < marks.Length; from = to)
        {
            for (to = from + 1; to < marks.Length && marks[to] == marks[from]; to++)
            {
            }

            Array.Sort(holders, from, to - from);
        }

        first = new int[reports.Length + 1];
        for (int i = 0; i < holders.Length; i++)
        {
            holders[i] = order[holders[i]];
            first[holders[i] + 1]++;
        }

        for (int i = 0; i < reports.Length; i++)
        {
            first[i + 1] += first[i];
        }

        places = new int[holders.Length];
        int[] next = first[..^1];
        for (int i = 0; i < holders.Length; i++)
        {
            places[next[holders[i]]++] = i;
        }
    }

    /// <summary>Those of a report's partners that come after it in time, ascending.</summary>
    /// <param name="found">What is in it is replaced; the answer is valid as long as it is left alone.</param>
    public ReadOnlySpan<int> Of(int report, List<int> found)
    {
        found.Clear();
        foreach (int place in places.AsSpan(first[report]..first[report + 1]))
        {
            for (int i = place + 1; i <= place + Reach && i < marks.Length && marks[i] == marks[place]; i++)
            {
                found.Add(holders[i]);
            }
        }

        Span<int> all = CollectionsMarshal.AsSpan(found);
        all.Sort();
        int kept = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i] != all[i - 1])
            {
                all[kept++] = all[i];
            }
        }

        return all[..kept];
    }

    // Each once.
    private static ulong[] MarksOf(ReportTraits traits)
    {
        var own = new List<ulong>(RarestWords + MostDays);
        ulong kind = Learning.FeatureSet.Hash(traits.Report.Event.Plover.Type) + (traits.Report.Happens ? 1UL : 0);
        WeightedWords all = traits.All;
        int[] words = new int[all.Words.Length];
        float[] lightness = new float[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = i;
            lightness[i] = -all.WeightOf(i);
        }

        Array.Sort(words, (a, b) => lightness[a] != lightness[b] ? lightness[a].CompareTo(lightness[b]) : a.CompareTo(b));
        foreach (int at in words.AsSpan(..Math.Min(RarestWords, words.Length)))
        {
            Add(Sequences.Join(kind, all.Words[at]));
        }

        foreach (ulong copied in traits.Copied)
        {
            Add(Sequences.Join(kind ^ copied, 1));
        }

        if (traits is { Report.Place: { Kind: "town" or "site" } place, Days: { } days } && days.Last - days.First <= MostDays)
        {
            ulong town = Sequences.Join(kind, (uint)(Learning.FeatureSet.Hash(place.Name) >> 32));
            for (int day = days.First; day <= days.Last; day++)
            {
                Add(Sequences.Join(town, (uint)day));
            }
        }

        return [.. own];

        void Add(ulong mark)
        {
            if (!own.Contains(mark))
            {
                own.Add(mark);
            }
        }
    }
}
