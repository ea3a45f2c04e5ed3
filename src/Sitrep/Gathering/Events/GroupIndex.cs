using NodaTime;

namespace Sitrep.Gathering.Events;

/// <summary>Groups of reports of one type, found by the days on which they may have happened: only those whose days meet can be one event, copies apart.</summary>
internal sealed class GroupIndex
{
    /// <summary>Reports that may be of more days than this are compared with every group.</summary>
    private const int NarrowDays = 14;

    private readonly List<List<EventReport>> groups = [];
    private readonly Dictionary<List<EventReport>, int> numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LocalDate, SortedSet<int>> byDay = [];
    private readonly Dictionary<int, SortedSet<int>> byCopies = [];
    private readonly SortedSet<int> wide = [];

    /// <summary>The groups that the report may belong to, in the order in which they were begun.</summary>
    public IEnumerable<List<EventReport>> Possible(EventReport report)
    {
        if (!IsNarrow(report))
        {
            return groups;
        }

        var possible = new List<int>(wide);
        foreach (LocalDate day in DaysOf(report))
        {
            possible.AddRange(byDay.GetValueOrDefault(day) ?? []);
        }

        foreach (int copies in report.CopyGroups)
        {
            possible.AddRange(byCopies.GetValueOrDefault(copies) ?? []);
        }

        possible.Sort();
        return possible.Where((number, i) => i == 0 || number != possible[i - 1]).Select(number => groups[number]);
    }

    public void Add(List<EventReport> group, EventReport report)
    {
        if (!numbers.TryGetValue(group, out int number))
        {
            numbers.Add(group, number = groups.Count);
            groups.Add(group);
        }

        foreach (int copies in report.CopyGroups)
        {
            Under(byCopies, copies).Add(number);
        }

        if (!IsNarrow(report))
        {
            wide.Add(number);
            return;
        }

        foreach (LocalDate day in DaysOf(report))
        {
            Under(byDay, day).Add(number);
        }
    }

    private static bool IsNarrow(EventReport report) => report.Days is { Days: <= NarrowDays };

    // A day more on each side, which a date without words of its own leaves open.
    private static IEnumerable<LocalDate> DaysOf(EventReport report)
    {
        for (LocalDate day = report.Days!.Earliest.PlusDays(-1); day <= report.Days.Latest.PlusDays(1); day = day.PlusDays(1))
        {
            yield return day;
        }
    }

    private static SortedSet<int> Under<TKey>(Dictionary<TKey, SortedSet<int>> index, TKey key)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out SortedSet<int>? set))
        {
            index[key] = set = [];
        }

        return set;
    }
}
