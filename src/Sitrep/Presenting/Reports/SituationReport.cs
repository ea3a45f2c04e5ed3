using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;
using Sitrep.Gathering.Statements;
using Sitrep.Presenting.Exports;

namespace Sitrep.Presenting.Reports;

/// <summary>Which parts a situation report has, and in what order.</summary>
public enum ReportTemplate
{
    /// <summary>Developments by place, contested accounts, statements, gaps.</summary>
    General,

    /// <summary>The parts of a humanitarian situation report: key figures with their table by administrative unit, situation by place, access, gaps and constraints.</summary>
    Ocha,
}

/// <summary>What a situation report is to cover.</summary>
/// <param name="Since">ISO 8601; with it the report says what is new, changed, merged and withdrawn since then.</param>
/// <param name="Before">The state of the store at that time.</param>
/// <param name="Confirmed">By the id of the event: who confirmed it, and why. Nothing else makes an event confirmed.</param>
/// <param name="Number">Which of a series it is.</param>
/// <param name="Next">The day of the next one, ISO 8601.</param>
/// <param name="Units">The units of the table by administrative unit.</param>
/// <param name="State">Names the records, the program and its tables; the same for the same ones.</param>
public sealed record SituationScope(
    string Title,
    string? Since = null,
    Dossier? Before = null,
    ImmutableDictionary<string, string>? Confirmed = null,
    ReportTemplate Template = ReportTemplate.General,
    int? Number = null,
    string? Next = null,
    AdminLevel Units = AdminLevel.Adm1,
    string? State = null);

/// <summary>Sets out a situation report: highlights, key figures, changes, developments by place, contested accounts, statements, gaps, method, notes.</summary>
/// <remarks>Every sentence about the world carries the number of its note. Nothing is added up: figures of different scope stand beside each other.</remarks>
public sealed class SituationReport(Resources resources)
{
    private const int MostHighlights = 7;
    private const int MostStatements = 40;
    private const int MostGaps = 15;
    private const int MostFigures = 5;
    private const int MostNotes = 8;

    private static readonly string[] KeyCounts = ["killed", "injured", "missing", "detained", "abducted", "displaced", "evacuated"];

    // Columns of the table by administrative unit; of these a humanitarian report is about.
    private static readonly string[] UnitCounts = ["killed", "injured", "missing", "displaced", "evacuated"];

    // Sectors whose hindrance hinders aid.
    private static readonly string[] AidSectors = ["MED", "NGO", "IGO"];

    private readonly CountryCodes countries = new(resources);
    private readonly AdminUnits units = new(resources);
    private readonly EventWords words = new(resources);

    public ReportDocument Write(Dossier dossier, SituationScope scope)
    {
        var notes = new NoteBook();
        var draft = new Draft(dossier, scope, new EventCitations(words, notes), notes, words, [.. dossier.Events.Select(e => new EventView(dossier, e, countries))]);
        ReportSection[] changes = scope.Before is { } before ? [draft.Changes(before, countries)] : [];
        ImmutableArray<ReportSection> sections = scope.Template == ReportTemplate.Ocha
            ?
            [
                draft.Header(),
                draft.Highlights(),
                draft.KeyFigures(),
                draft.ByUnit(units),
                .. changes,
                draft.Developments("Situation by place"),
                draft.Access(),
                draft.ContestedAccounts(),
                draft.Gaps("Gaps and constraints: what is not known"),
                Draft.Method(),
            ]
            :
            [
                draft.Header(),
                draft.Highlights(),
                draft.KeyFigures(),
                .. changes,
                draft.Developments("Developments by place"),
                draft.ContestedAccounts(),
                draft.Statements(),
                draft.Gaps("What is not known"),
                Draft.Method(),
            ];
        return new ReportDocument(scope.Title, [.. sections.Where(s => s.Blocks.Length > 0)], notes.Notes);
    }

    private sealed class Draft(Dossier dossier, SituationScope scope, EventCitations citations, NoteBook notes, EventWords words, ImmutableArray<EventView> events)
    {
        private IEnumerable<EventView> Reported => events.Where(e => EventView.IsReported(e.Event));

        public ReportSection Header()
        {
            string? latest = dossier.Articles.Select(a => a.Captured).OfType<string>().Max(StringComparer.Ordinal);
            string[] published = [.. dossier.Articles.Select(a => a.Record.Published).OfType<string>().Where(p => p.Length >= 10).Select(p => p[..10])];
            int groups = dossier.Articles.SelectMany(a => a.Copies.Groups).Distinct().Count();
            string[] outlets = [.. dossier.Articles.Select(a => a.Outlet).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            ReportList list = new(
            [
                .. scope.Number is { } number ? [string.Create(CultureInfo.InvariantCulture, $"Number: {number}")] : (Cited[])[],
                $"As of: {latest ?? "not known"} (when the last article was taken in)",
                published.Length == 0 ? "Period covered: not known, no article is dated" : $"Period covered: articles published {published.Min(StringComparer.Ordinal)} to {published.Max(StringComparer.Ordinal)}",
                string.Create(CultureInfo.InvariantCulture, $"Read: {dossier.Articles.Length} articles, which go back to {groups} texts; {dossier.Events.Length} events"),
                .. outlets.Length == 0 ? (Cited[])[] : [$"Outlets: {Listed(outlets)}"],
                .. scope.Since is { } since ? [$"Compared with: {since}"] : (Cited[])[],
                $"Producer: Sitrep {typeof(SituationReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}, by machine; not reviewed by a person unless it says so",
                .. scope.State is { } state ? [$"State: {state} (the same for the same records, program and tables)"] : (Cited[])[],
                .. scope.Next is { } next ? [$"Next report: {next}"] : (Cited[])[],
            ]);
            return new ReportSection("About this report", [list]);
        }

        public ReportSection Highlights() => new("Highlights", List(Reported.Where(e => e.Event.Place is not null && e.Start is not null)
            .OrderByDescending(e => e.Event.IndependentSources).ThenByDescending(e => e.Count("killed")?.Low ?? 0).ThenByDescending(e => e.Event.Documents).ThenBy(e => e.Event.Id, StringComparer.Ordinal)
            .Take(MostHighlights).OrderBy(e => e.Start).ThenBy(e => e.Event.Id, StringComparer.Ordinal).Select(Line)));

        public ReportSection KeyFigures()
        {
            var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cited>>();
            foreach (string what in KeyCounts)
            {
                foreach (EventView view in Reported.Where(e => e.Count(what) is not null).OrderByDescending(e => e.Count(what)!.Low).ThenBy(e => e.Event.Id, StringComparer.Ordinal))
                {
                    GatheredCount count = view.Count(what)!;
                    string by = view.Event.IndependentSources > 1 ? EventCitations.Sources(view) : EventWords.Speaker(view) ?? view.Reports[0].Article.Outlet;
                    rows.Add(
                    [
                        new Cited(EventWords.Amount(count) + (count.Best is null && view.Event.Contested.Any(c => c.Field == what) ? ", accounts differ" : ""), citations.NotesOf(view)),
                        $"people {what} in {words.What(view)}",
                        view.Event.Place is null ? "could not be placed" : EventWords.Where(view),
                        EventWords.When(view),
                        AsOf(view) ?? "not dated",
                        by,
                    ]);
                }
            }

            return rows.Count == 0
                ? new ReportSection("Key figures", [])
                : new ReportSection("Key figures",
                [
                    new ReportParagraph(["Each figure counts one event at one place, as its sources give it; figures may overlap, so they are not added up."]),
                    new ReportTable(["Figure", "What it counts", "Where", "When", "As of", "According to"], rows.ToImmutable()),
                ]);
        }

        public ReportSection Changes(Dossier before, CountryCodes countries)
        {
            var items = ImmutableArray.CreateBuilder<Cited>();
            var current = events.ToDictionary(e => e.Event.Id, StringComparer.Ordinal);
            foreach (EventChange change in EventChange.Between(before.Events, dossier.Events))
            {
                EventView view = current.GetValueOrDefault(change.Event.Id) ?? new EventView(before, change.Event, countries);
                string what = $"{words.What(view)}, {(view.Event.Place is null ? "place not stated" : EventWords.Where(view))} ({change.Id})";
                items.Add(new Cited(
                    change.Kind switch
                    {
                        ChangeKind.New => $"New: {what}.",
                        ChangeKind.Merged => $"Merged: {change.Id} is now part of {what[..^1]}, {change.Into}).",
                        ChangeKind.Withdrawn => $"Withdrawn: {what}.",
                        _ => $"Changed: {what}: {string.Join("; ", change.Fields.Select(f => $"{f.Field} from {f.Old ?? "none"} to {f.New ?? "none"}"))}.",
                    },
                    citations.NotesOf(view)));
            }

            return new ReportSection(
                $"What changed since {scope.Since}", [items.Count == 0 ? new ReportParagraph(["Nothing is new, changed, merged or withdrawn."]) : new ReportList(items.ToImmutable())]);
        }

        public ReportSection ByUnit(AdminUnits units)
        {
            var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cited>>();
            foreach (var unit in Reported.Where(e => e.Event.Place is not null).GroupBy(e => Unit(e, units)).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                rows.Add(
                [
                    unit.Key,
                    new Cited(unit.Count().ToString(CultureInfo.InvariantCulture), [.. unit.SelectMany(e => citations.NotesOf(e)).Distinct().Order().Take(MostNotes)]),
                    .. UnitCounts.Select(what => Figures(unit, what)),
                ]);
            }

            return rows.Count == 0
                ? new ReportSection("Figures by administrative unit", [])
                : new ReportSection("Figures by administrative unit",
                [
                    new ReportParagraph(["One figure for each event that has one, the highest first; they count different things and may overlap, so they are not added up."]),
                    new ReportTable(["Unit", "Events", .. UnitCounts.Select(Sentence)], rows.ToImmutable()),
                ]);
        }

        public ReportSection Access() => new("Access", List(Reported.Where(HindersAid).OrderBy(e => e.Start).ThenBy(e => e.Event.Id, StringComparer.Ordinal).Select(Line)));

        public ReportSection Developments(string title)
        {
            var blocks = ImmutableArray.CreateBuilder<ReportBlock>();
            foreach (var country in Reported.Where(e => e.Event.Place is not null).GroupBy(e => e.Country.Name.Length > 0 ? e.Country.Name : e.Event.Place!.Name).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                foreach (var province in country.GroupBy(e => e.Event.Place!.Admin1 ?? "").OrderBy(g => g.Key, StringComparer.Ordinal))
                {
                    blocks.Add(new ReportHeading(province.Key.Length == 0 ? country.Key : $"{country.Key}: {province.Key}"));
                    blocks.Add(new ReportList([.. province.OrderBy(e => e.Start).ThenBy(e => e.Event.Id, StringComparer.Ordinal).Select(Line)]));
                }
            }

            Cited[] unplaced = [.. Reported.Where(e => e.Event.Place is null).OrderBy(e => e.Start).ThenBy(e => e.Event.Id, StringComparer.Ordinal).Select(Line)];
            if (unplaced.Length > 0)
            {
                blocks.Add(new ReportHeading("Could not be placed"));
                blocks.Add(new ReportList([.. unplaced]));
            }

            Cited[] ahead = [.. events.Where(e => e.Event.Status is "planned" or "possible").OrderBy(e => e.Start).ThenBy(e => e.Event.Id, StringComparer.Ordinal).Select(Line)];
            if (ahead.Length > 0)
            {
                blocks.Add(new ReportHeading("Announced or possible, not reported as having happened"));
                blocks.Add(new ReportList([.. ahead]));
            }

            return new ReportSection(title, blocks.ToImmutable());
        }

        public ReportSection ContestedAccounts()
        {
            var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cited>>();
            foreach (EventView view in events.Where(e => e.Event.Contested.Length > 0))
            {
                foreach (Contested contested in view.Event.Contested)
                {
                    foreach (Account account in contested.Accounts)
                    {
                        ReportView report = EventCitations.ReportOf(view, account);
                        rows.Add(
                        [
                            $"{words.What(view)} ({view.Event.Id})",
                            EventCitations.FieldWords(contested.Field),
                            account.Told,
                            account.Source ?? $"{report.Article.Outlet}, in its own voice",
                            account.Source is null ? report.Article.Outlet : $"{account.Source}, in {report.Article.Outlet}",
                            report.Article.Record.Published is { Length: >= 10 } day ? day[..10] : "not dated",
                            new Cited($"“{EventView.Shortened(report.Report.Quote)}”", [notes.Of(report)]),
                        ]);
                    }
                }
            }

            return rows.Count == 0
                ? new ReportSection("Contested accounts", [])
                : new ReportSection("Contested accounts",
                [
                    new ReportParagraph(["Accounts stand side by side; nothing here decides between them."]),
                    new ReportTable(["Event", "On", "Account", "Who says so", "Through", "Published", "Words"], rows.ToImmutable()),
                ]);
        }

        public ReportSection Statements()
        {
            ImmutableArray<Cited> items =
            [
                .. StatementGatherer.Gather(dossier).Where(s => s.Kind is ("direct" or "mixed") && s.Speaker is not null).Take(MostStatements)
                    .Select(s => new Cited($"{s.Speaker}: {Marked(s.First.Words, s.Kind)}", [notes.Of(s.First.Article, s.First.Article.Record.Quote(s.First.Extent))])),
            ];
            return new ReportSection("Statements", items.IsEmpty ? [] : [new ReportList(items)]);
        }

        public ReportSection Gaps(string title)
        {
            var items = ImmutableArray.CreateBuilder<Cited>();
            Add(items, events.Where(e => e.Start is null || e.Event.Date?.Granularity == "unknown"), "could not be dated from the text");
            Add(items, events.Where(e => e.Event.Place is null), "could not be placed");
            int single = Reported.Count(e => e.Event.IndependentSources == 1);
            if (single > 0)
            {
                items.Add(string.Create(CultureInfo.InvariantCulture, $"{single} of {Reported.Count()} reported events rest on one source each."));
            }

            string[] undated = [.. dossier.Articles.Where(a => a.Record.Published is null).Select(a => a.Id)];
            if (undated.Length > 0)
            {
                items.Add($"Articles without a publication date, whose weekdays stay unresolved: {Listed(undated)}.");
            }

            string[] foreign = [.. dossier.Articles.Where(a => a.Record.Language.Length > 0 && !a.Record.Language.StartsWith("en", StringComparison.Ordinal)).Select(a => $"{a.Id} ({a.Record.Language})")];
            if (foreign.Length > 0)
            {
                items.Add($"Articles in languages that are not read: {Listed(foreign)}.");
            }

            return new ReportSection(title, items.Count == 0 ? [] : [new ReportList(items.ToImmutable())]);
        }

        public static ReportSection Method() => new("Method and limits",
        [
            new ReportParagraph(
            [
                "Events, places, dates, counts and statements were found in the articles' text by a program, the same way for all sides.",
                "Copies of one text, and articles that name the same outlet as their source, count as one independent source.",
                "Reports are taken for one event by type, place, date, participants and counts.",
                "The program misses events and misreads some; each sentence's note gives the words to check it by.",
                "It judges neither truth nor likelihood.",
            ]),
        ]);

        private void Add(ImmutableArray<Cited>.Builder items, IEnumerable<EventView> lacking, string what)
        {
            EventView[] all = [.. lacking];
            foreach (EventView view in all.Take(MostGaps))
            {
                items.Add(new Cited($"{Sentence(words.What(view))} ({view.Event.Id}) {what}.", citations.NotesOf(view)));
            }

            if (all.Length > MostGaps)
            {
                items.Add(string.Create(CultureInfo.InvariantCulture, $"{all.Length - MostGaps} more events {what}."));
            }
        }

        private Cited Line(EventView view)
        {
            Cited[] sentences = [.. citations.Sentences(view)];
            string confirmed = scope.Confirmed?.GetValueOrDefault(view.Event.Id) is { } by ? $" Confirmed by {by}." : "";
            return new Cited(string.Join(' ', sentences.Select(s => s.Text)) + confirmed, [.. sentences.SelectMany(s => s.Notes).Distinct().Order()]);
        }

        private string Unit(EventView view, AdminUnits units)
        {
            GatheredPlace place = view.Event.Place!;
            string country = view.Country.Name.Length > 0 ? view.Country.Name : place.Country;
            string? district = scope.Units == AdminLevel.Adm2 ? units.District(view) : null;
            string?[] parts = scope.Units == AdminLevel.Country || place.Precision is PlacePrecision.Country or PlacePrecision.Unknown ? [country] : [country, place.Admin1, district];
            return string.Join(": ", parts.Where(p => !string.IsNullOrEmpty(p)).Distinct(StringComparer.Ordinal));
        }

        private Cited Figures(IEnumerable<EventView> unit, string what)
        {
            EventView[] counted = [.. unit.Where(e => e.Count(what) is not null).OrderByDescending(e => e.Count(what)!.Low).ThenBy(e => e.Event.Id, StringComparer.Ordinal)];
            string more = counted.Length > MostFigures ? string.Create(CultureInfo.InvariantCulture, $"; {counted.Length - MostFigures} lower") : "";
            EventView[] shown = [.. counted.Take(MostFigures)];
            return new Cited(string.Join("; ", shown.Select(e => EventWords.Amount(e.Count(what)!))) + more, [.. shown.SelectMany(e => citations.NotesOf(e)).Distinct().Order().Take(MostNotes)]);
        }

        // Movement restricted, or those hit who bring aid or treat people.
        private static bool HindersAid(EventView view)
        {
            RecordPlover plover = view.Event.Plover;
            bool restricts = plover is { Type: "COERCE", Mode: "restrict" or "curfew" or "martial-law" };
            bool hits = plover.Type is "ASSAULT" or "COERCE" or "THREATEN" or "SANCTION";
            return restricts || (hits && view.Event.Recipients.Any(r => r.Code is { Length: >= 3 } code && AidSectors.Any(s => code.EndsWith(s, StringComparison.Ordinal) || code.StartsWith(s, StringComparison.Ordinal))));
        }

        private static string? AsOf(EventView view) => view.Reports.Select(r => r.Article.Record.Published).OfType<string>().Max(StringComparer.Ordinal) is { Length: >= 10 } day ? day[..10] : null;

        private static ImmutableArray<ReportBlock> List(IEnumerable<Cited> items) => items.ToImmutableArray() is { Length: > 0 } all ? [new ReportList(all)] : [];

        private static string Listed(string[] items) => items.Length <= MostGaps
            ? string.Join(", ", items)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", items.Take(MostGaps))} and {items.Length - MostGaps} more");

        private static string Marked(string content, string kind) => kind == "direct" && !content.StartsWith('"') && !content.StartsWith('“') ? $"“{content}”" : content;

        private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }
}
