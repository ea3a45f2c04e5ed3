using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Presenting.Exports;

namespace Sitrep.Presenting.Reports;

/// <summary>Sets out what happened in order of dates, one line an event: date (precision) – what – where (precision) – status – notes.</summary>
public sealed class Chronology(Resources resources)
{
    private readonly CountryCodes countries = new(resources);
    private readonly EventWords words = new(resources);

    /// <param name="from">First day, ISO 8601; null for no bound. An event counts where it may have happened between the two.</param>
    public ReportDocument Write(Dossier dossier, string title, string? from = null, string? to = null)
    {
        var notes = new NoteBook();
        var citations = new EventCitations(words, notes);
        EventView[] events =
        [
            .. dossier.Events.Where(e => e.Status is not "conditional" && e.MayBeBetween(from, to)).Select(e => new EventView(dossier, e, countries)),
        ];
        ImmutableArray<Cited> dated =
        [
            .. events.Where(e => e.Start is not null).OrderBy(e => e.Day).ThenBy(e => e.End).ThenBy(e => e.Event.Id, StringComparer.Ordinal).Select(e => Line(e, citations)),
        ];
        ImmutableArray<Cited> undated = [.. events.Where(e => e.Start is null).OrderBy(e => e.Event.Id, StringComparer.Ordinal).Select(e => Line(e, citations))];
        ReportSection[] sections =
        [
            new("Chronology", dated.IsEmpty ? [] : [new ReportList(dated)]),
            new("Could not be dated", undated.IsEmpty ? [] : [new ReportList(undated)]),
        ];
        return new ReportDocument(title, [.. sections.Where(s => s.Blocks.Length > 0)], notes.Notes);
    }

    private Cited Line(EventView view, EventCitations citations)
    {
        string date = view switch
        {
            { Start: null } => "date not stated (unknown)",
            { Event.Date.Granularity: "unknown" } => $"by {EventView.Iso(view.End)} (day of the news; the text gives none)",
            { Days: 1 } => $"{EventView.Iso(view.Start)} (day)",
            _ => $"{EventView.Iso(view.Start)} to {EventView.Iso(view.End)} ({view.Event.Date!.Granularity})",
        };
        string place = view.Event.Place is null ? "could not be placed" : $"{EventWords.Where(view)} ({view.Precision})";
        string counts = EventWords.Counts(view);
        string what = words.What(view) + (counts.Length > 0 ? $"; {counts}" : "");
        Cited[] differing = [.. view.Event.Contested.Where(c => c.Field != "actor").Select(c => citations.Differing(view, c))];
        string status = StatusOf(view) + string.Concat(differing.Select(d => " " + d.Text));
        return new Cited($"{date} – {what} – {place} – {status}", [.. citations.NotesOf(view).Concat(differing.SelectMany(d => d.Notes)).Distinct().Order()]);
    }

    private static string StatusOf(EventView view) => view.Event.Status switch
    {
        "planned" => "announced.",
        "possible" => $"{EventWords.Source(view)} it as possible.",
        "denied" => "denied.",
        _ => EventWords.Source(view).TrimEnd(',') + ".",
    };
}
