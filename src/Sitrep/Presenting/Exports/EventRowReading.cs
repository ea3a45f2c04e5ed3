using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Sitrep.Gathering.Corrections;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>One line of a table of events against the event that it stands for.</summary>
/// <param name="original">The line before it was changed; null to compare with the event.</param>
/// <param name="cellsOf">The cells that the table has for an event.</param>
/// <param name="types">Types and modes that an event may have.</param>
internal sealed class EventRowReading(
    CodedRow row,
    GatheredEvent value,
    CodedRow? original,
    Func<GatheredEvent, IReadOnlyDictionary<string, string>> cellsOf,
    Dictionary<string, GatheredPlace> places,
    HashSet<(string Type, string Mode)> types)
{
    // Columns that a person who changes a field need not follow up, though they follow from it.
    private static readonly (string Field, string[] Columns)[] Following =
        [("date", ["date_precision"]), ("place", ["country", "country_code", "admin1", "place_precision", "latitude", "longitude", "wkt"])];

    private readonly IReadOnlyDictionary<string, string> now = cellsOf(value);
    private readonly HashSet<string> set = new(StringComparer.Ordinal);

    public List<TableFault> Faults { get; } = [];

    /// <summary>What the line asks for; without meaning where there are faults.</summary>
    public ImmutableArray<Correction> Corrections(Review review, TableDecision decision)
    {
        List<(CorrectionAction Action, string? Field, string? Value)> asked = [];
        GatheredEvent edited = value;
        foreach (var (field, columns, read) in Readings())
        {
            if (!columns.Any(Changed))
            {
                continue;
            }

            set.UnionWith(columns);
            if (read() is not { } text)
            {
                continue;
            }

            if (FieldEdit.Apply(edited, field, text, name => places.GetValueOrDefault(name)) is not { } applied)
            {
                Fault(columns[0], field == "place" ? $"{text}: no article of the store names such a place" : $"{text}: cannot be read as {field}");
                continue;
            }

            // The event may say so already, in other cells or since an earlier import.
            IReadOnlyDictionary<string, string> cells = cellsOf(applied);
            if (columns.Any(c => !EventCells.Same(cells[c], now[c])))
            {
                edited = applied;
                asked.Add((CorrectionAction.Edit, field, text));
            }
        }

        CheckOthers(cellsOf(edited), review);
        if (ReviewAsked(review.State) is { } judged)
        {
            asked.Add((judged, null, null));
        }

        string author = Own("author") ?? decision.Author ?? "", reason = Own("reason") ?? decision.Reason ?? "";
        if (asked.Count > 0 && (author.Length == 0 || reason.Length == 0))
        {
            Fault(author.Length == 0 ? "author" : "reason", "empty, and none is given for the whole table");
        }

        string given = string.Create(CultureInfo.InvariantCulture, $"{reason} ({decision.Source}, line {row.Line})");
        return [.. asked.Select(a => new Correction(0, a.Action, row.Id, a.Field, a.Value, null, [], null, author, given, decision.At))];
    }

    private IEnumerable<(string Field, string[] Columns, Func<string?> Read)> Readings() =>
    [
        ("type", ["plover_type", "plover_mode"], Type),
        ("status", ["status"], () => Cell("status")),
        ("date", ["date_start", "date_end"], Date),
        ("place", ["place"], () => Cell("place")),
        ("actors", ["actors", "actor_codes"], () => Participants("actors", "actor_codes")),
        ("recipients", ["recipients", "recipient_codes"], () => Participants("recipients", "recipient_codes")),
        .. FieldEdit.Counted.Select(what => (what, (string[])[what + "_low", what + "_best", what + "_high"], (Func<string?>)(() => Count(what)))),
    ];

    // What cannot be changed must be as it was, or follow from what was changed.
    private void CheckOthers(IReadOnlyDictionary<string, string> after, Review review)
    {
        string[] following = [.. Following.Where(f => review.Edited.Contains(f.Field)).SelectMany(f => f.Columns)];
        foreach (string column in now.Keys.Where(c => !set.Contains(c) && !following.Contains(c) && Changed(c) && !EventCells.Same(Cell(c), after[c])))
        {
            Fault(column, $"'{Cell(column)}' instead of '{Before(column)}': it follows from {(column is "date_precision" ? "the dates" : "the articles")} and cannot be set");
        }
    }

    private CorrectionAction? ReviewAsked(ReviewState state)
    {
        switch (Own("review")?.ToLowerInvariant())
        {
            case null:
                return null;
            case "accept" or "accepted":
                return state == ReviewState.Accepted ? null : CorrectionAction.Accept;
            case "reject" or "rejected" or "withdraw":
                return state == ReviewState.Rejected ? null : CorrectionAction.Reject;
            default:
                Fault("review", $"'{Own("review")}' is neither accept nor reject");
                return null;
        }
    }

    private string? Type()
    {
        string type = Cell("plover_type"), mode = Cell("plover_mode");
        if (!types.Any(t => t.Type == type))
        {
            return Fault("plover_type", $"'{type}' is neither a PLOVER type nor one of this store");
        }

        return mode.Length == 0 ? type : types.Contains((type, mode)) ? $"{type}/{mode}" : Fault("plover_mode", $"{type} has no mode '{mode}'");
    }

    // The shortest span that has both ends: a table has no other way to tell a month from a day.
    private string? Date()
    {
        string start = Cell("date_start"), end = Cell("date_end");
        if (end.Length == 0 || start.Length == 0)
        {
            return start.Length == 0 && end.Length > 0 ? Fault("date_start", "empty where there is a last day")
                : start.Length == 0 || DateRange.Parse(start) is not null ? start : Fault("date_start", $"'{start}' is no date as 2026-05-13");
        }

        if (LocalDatePattern.Iso.Parse(start) is not { Success: true, Value: var first })
        {
            return Fault("date_start", $"'{start}' is no date as 2026-05-13");
        }

        if (LocalDatePattern.Iso.Parse(end) is not { Success: true, Value: var last })
        {
            return Fault("date_end", $"'{end}' is no date as 2026-05-13");
        }

        return Spans(first).FirstOrDefault(s => DateRange.Parse(s) == new DateRange(first, last))
            ?? Fault("date_end", $"{start} to {end} is no day, week, month, season or year");
    }

    private static IEnumerable<string> Spans(LocalDate first)
    {
        var rule = NodaTime.Calendars.WeekYearRules.Iso;
        string year = first.Year.ToString("0000", CultureInfo.InvariantCulture);
        yield return LocalDatePattern.Iso.Format(first);
        yield return string.Create(CultureInfo.InvariantCulture, $"{rule.GetWeekYear(first):0000}-W{rule.GetWeekOfWeekYear(first):00}");
        yield return string.Create(CultureInfo.InvariantCulture, $"{year}-{first.Month:00}");
        foreach (string part in (string[])["Q1", "Q2", "Q3", "Q4", "SP", "SU", "FA", "WI", "H1", "H2"])
        {
            yield return $"{year}-{part}";
        }

        yield return year;
        yield return year[..3];
    }

    private string? Participants(string names, string codes)
    {
        string[] people = Cell(names).Split(';', StringSplitOptions.TrimEntries), coded = Cell(codes).Split(';', StringSplitOptions.TrimEntries);
        if (Cell(names).Length == 0)
        {
            return Cell(codes).Trim(';', ' ').Length == 0 ? "" : Fault(codes, $"'{Cell(codes)}' without a name in {names}");
        }

        if (people.Any(p => p.Length == 0 || p.EndsWith(']')))
        {
            return Fault(names, "a name is empty or ends with a bracket");
        }

        if (coded.Length > people.Length)
        {
            return Fault(codes, string.Create(CultureInfo.InvariantCulture, $"{coded.Length} codes for {people.Length} names"));
        }

        if (coded.FirstOrDefault(c => !c.All(l => char.IsAsciiLetterUpper(l) || char.IsAsciiDigit(l))) is { } wrong)
        {
            return Fault(codes, $"'{wrong}' is no code: capitals and digits");
        }

        return string.Join("; ", people.Select((p, i) => i < coded.Length && coded[i].Length > 0 ? $"{p} [{coded[i]}]" : p));
    }

    private string? Count(string what)
    {
        string[] columns = [what + "_low", what + "_best", what + "_high"];
        if (columns.FirstOrDefault(c => Cell(c).Length > 0 && !(EventCells.Number(Cell(c)) >= 0)) is { } wrong)
        {
            return Fault(wrong, $"'{Cell(wrong)}' is no number from 0 on");
        }

        double? low = EventCells.Number(Cell(columns[0])), best = EventCells.Number(Cell(columns[1])), high = EventCells.Number(Cell(columns[2]));
        (low, high) = low is null && high is null ? (best, best) : (low, high);
        if (low is null)
        {
            return high is null ? "" : Fault(columns[0], "empty where there is a highest account");
        }

        if (high < low)
        {
            return Fault(columns[2], "lower than the lowest account");
        }

        if (best is not null && !(best == low && low == high))
        {
            return Fault(columns[1], "there is a best value only where the lowest and the highest are the same");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{low}{(high is null ? "+" : high.Equals(low) ? "" : $"-{high.Value.ToString(CultureInfo.InvariantCulture)}")}");
    }

    private string Before(string column) => original?.Cell(column) ?? now[column];

    private string Cell(string column) => row.Cell(column) ?? Before(column);

    private bool Changed(string column) => !EventCells.Same(Cell(column), Before(column));

    private string? Own(string column) => row.Cell(column) is { Length: > 0 } text ? text : null;

    private string? Fault(string column, string message)
    {
        Faults.Add(new TableFault(row.Line, column, message));
        return null;
    }
}
