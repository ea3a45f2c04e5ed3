using System.Collections.Immutable;

namespace Sitrep.Gathering.Events;

/// <summary>Puts reports of one event together, whoever words them: by type, date, place, participants and counts, never by likeness of text.</summary>
internal static class EventMerger
{
    /// <summary>What two reports of different articles must share.</summary>
    private const double LeastScore = 1.75;

    /// <summary>Within one article the same type, place and date may well be another event.</summary>
    private const double LeastScoreWithin = 2.25;

    /// <returns>Groups of reports, each in the order given; groups in the order of their first report.</returns>
    public static ImmutableArray<ImmutableArray<EventReport>> Merge(IReadOnlyList<EventReport> reports)
    {
        var groups = new List<List<EventReport>>();
        var byType = new Dictionary<string, GroupIndex>(StringComparer.Ordinal);
        foreach (EventReport report in reports)
        {
            if (!byType.TryGetValue(report.Event.Plover.Type, out GroupIndex? known))
            {
                byType[report.Event.Plover.Type] = known = new GroupIndex();
            }

            List<EventReport>? group = Closest(report, known.Possible(report));
            if (group is null)
            {
                groups.Add(group = []);
            }

            group.Add(report);
            known.Add(group, report);
        }

        return [.. groups.Select(g => g.ToImmutableArray())];
    }

    // The group whose best member fits best and none of whose members rules the report out.
    private static List<EventReport>? Closest(EventReport report, IEnumerable<List<EventReport>> groups)
    {
        List<EventReport>? closest = null;
        double highest = 0;
        foreach (List<EventReport> group in groups)
        {
            double best = double.NegativeInfinity;
            foreach (EventReport member in group)
            {
                ReportComparison comparison = ReportComparison.Of(report, member);
                if (!comparison.Possible)
                {
                    best = double.NegativeInfinity;
                    break;
                }

                double margin = comparison.Score - (report.Document == member.Document ? LeastScoreWithin : LeastScore);
                best = Math.Max(best, margin);
            }

            if (best >= highest && (closest is null || best > highest))
            {
                (closest, highest) = (group, best);
            }
        }

        return closest;
    }
}
