using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;
using Sitrep.Gathering.Statements;
using Sitrep.Presenting.Exports;

namespace Sitrep.Presenting.Reports;

/// <summary>Words events for reports, by rules: who reported it is told by the number of independent sources and by who is quoted, never by a score.</summary>
internal sealed class EventWords
{
    private static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private readonly Dictionary<(string Type, string Mode), (string Words, string Toward)> kinds;

    public EventWords(Resources resources) =>
        kinds = resources.Table("en", "event-words.tsv").Rows.ToDictionary(r => (r["type"], r["mode"]), r => (r["words"], r["toward"]));

    /// <summary>What happened, to whom, where: <c>an attack by gunmen on a fuel depot</c>.</summary>
    public string What(EventView view)
    {
        RecordPlover plover = view.Event.Plover;
        (string words, string toward) = kinds.TryGetValue((plover.Type, plover.Mode ?? ""), out var fine) ? fine : kinds.GetValueOrDefault((plover.Type, ""), (plover.Type, "towards"));
        string by = Participants(view, e => e.Actors), to = Participants(view, e => e.Recipients);
        return words + (by.Length > 0 ? $" by {by}" : "") + (to.Length > 0 ? $" {toward} {to}" : "");
    }

    /// <summary><c>in Poti, Samegrelo-Zemo Svaneti, Georgia</c>; the town as the source writes it.</summary>
    public static string Where(EventView view)
    {
        if (view.Event.Place is not { } place)
        {
            return "could not be placed";
        }

        string name = view.Mention is { } mention ? Quoted(view.Reports.First(r => r.Place == mention), mention.Start, mention.End) : place.Name;
        string[] parts = place.Precision == PlacePrecision.Country ? [view.Country.Name] : [name, place.Admin1 ?? "", view.Country.Name];
        return string.Join(", ", parts.Where(p => p.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase));
    }

    public static string When(EventView view) => view switch
    {
        { Start: not { } } => "could not be dated",
        { Event.Date.Granularity: "unknown" } => $"could not be dated; in the news of {Day(view.End!.Value)}",
        { Days: 1 } => "on " + Day(view.Start!.Value),
        _ => $"between {Day(view.Start!.Value)} and {Day(view.End!.Value)}",
    };

    /// <summary><c>at least 6 killed, 11 injured</c>; each count as its accounts span it.</summary>
    public static string Counts(EventView view) => string.Join(", ", view.Event.Counts.Select(c => $"{c.What}: {Amount(c)}"));

    public static string Amount(GatheredCount count) => count switch
    {
        { Best: { } best } => Number(best),
        { High: { } high } when high != count.Low => $"{Number(count.Low)} to {Number(high)}",
        { High: not null } => Number(count.Low),
        _ => $"at least {Number(count.Low)}",
    };

    /// <summary>The sentence of a report on one event, without its end.</summary>
    public string Sentence(EventView view)
    {
        string what = What(view);
        string reported = view.Event.Status switch
        {
            "denied" => $"{Capital(Speaker(view) ?? Outlet(view))} denied {what}",
            "planned" => $"{Capital(Speaker(view) ?? Outlet(view))} announced {what}",
            "conditional" or "possible" => $"{Source(view)} that there may have been {what}",
            _ => $"{Source(view)} {what}",
        };
        string where = view.Event.Place is null ? "place not stated" : $"in {Where(view)}";
        string when = view.Start is null ? "date not stated" : When(view);
        string counts = Counts(view);
        return $"{reported}, {where}, {when}{(counts.Length > 0 ? $" ({counts})" : "")}";
    }

    /// <summary>Status in the words that its sources allow: who reported it, or how many independently.</summary>
    public static string Source(EventView view)
    {
        if (view.Event.IndependentSources > 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{view.Event.IndependentSources} independent sources reported");
        }

        return Speaker(view) is { } speaker ? $"{Outlet(view)} reported, citing {speaker}," : $"{Outlet(view)} reported";
    }

    /// <summary>Who is quoted for it in the first report that quotes anybody.</summary>
    public static string? Speaker(EventView view) => view.Reports.Select(SpeakerOf).FirstOrDefault(s => s is not null);

    public static string? SpeakerOf(ReportView report)
    {
        RecordStatementSource? source = report.Article.Record.Statements.FirstOrDefault(s => s.Id == report.Event.Statement)?.Source;
        return source is null ? null : StatementGatherer.SpeakerOf(report.Article.Record, source);
    }

    public static string Day(LocalDate day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]} {day.Year}");

    public static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    // The outlet whose text the others copy.
    private static string Outlet(EventView view) => (view.Reports.FirstOrDefault(r => r.Article.Copies.CopyOf is null) ?? view.Reports[0]).Article.Outlet;

    private static string Participants(EventView view, Func<RecordEvent, ImmutableArray<RecordParticipant>> side)
    {
        ReportView? report = view.Reports.FirstOrDefault(r => side(r.Event).Length > 0);
        return report is null ? "" : string.Join(" and ", side(report.Event).Select(p => Uncapitalised(report, p)).Distinct(StringComparer.Ordinal));
    }

    // A common noun that began its sentence loses its capital: "Gunmen attacked" becomes "by gunmen".
    private static string Uncapitalised(ReportView report, RecordParticipant participant)
    {
        string words = Quoted(report, participant.Start, participant.End);
        bool named = report.Article.Record.Entities.Any(e => e.Mentions.Any(m => m.Start >= participant.Start && m.End <= participant.End && m.Form == "name"));
        return named || words.Length < 2 || char.IsUpper(words[1]) ? words : char.ToLowerInvariant(words[0]) + words[1..];
    }

    private static string Quoted(ReportView report, int start, int end) =>
        string.Join(' ', report.Article.Record.Text[start..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
