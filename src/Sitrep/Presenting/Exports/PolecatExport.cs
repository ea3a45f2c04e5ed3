using System.Globalization;
using System.Reflection;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Events in the 40 columns of POLECAT: tab-separated with a header.</summary>
internal sealed class PolecatExport : IEventExport
{
    private static readonly object?[] Columns =
    [
        "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector",
        "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
        "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude",
        "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
    ];

    private static readonly string Version = "sitrep-" + (typeof(PolecatExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0");

    private readonly CountryCodes countries;
    private readonly AdminUnits units;
    private readonly Dictionary<(string Type, string Mode), (string Quad, string Score)> types;

    public PolecatExport(CountryCodes countries, AdminUnits units, Resources resources)
    {
        this.countries = countries;
        this.units = units;
        types = resources.Table("plover_types.tsv").Rows.ToDictionary(r => (r["type"], r["mode"]), r => (r["quadName"].ToUpperInvariant(), r["score"]));
    }

    public int Write(Dossier dossier, Stream output)
    {
        using var writer = new DelimitedWriter(output, Delimited.Tabs);
        writer.Row(Columns);
        foreach (GatheredEvent value in dossier.Events)
        {
            var view = new EventView(dossier, value, countries);
            writer.Row([.. Action(view), .. Side(view, value.Actors, e => e.Actors), .. Side(view, value.Recipients, e => e.Recipients), .. Place(view), .. Story(view)]);
        }

        return dossier.Events.Length;
    }

    private object?[] Action(EventView view)
    {
        RecordPlover plover = view.Event.Plover;
        (string quad, string score) = types.TryGetValue((plover.Type, plover.Mode ?? ""), out var fine) ? fine : types.GetValueOrDefault((plover.Type, ""), ("", ""));
        return [view.Event.Id, EventView.Iso(view.Day), plover.Type, plover.Mode, score, quad, DelimitedWriter.List(plover.Contexts)];
    }

    // Name, country, COW number, first sector, all sectors, title, words of the text, encyclopaedia id.
    private object?[] Side(EventView view, IEnumerable<GatheredActor> side, Func<RecordEvent, IEnumerable<RecordParticipant>> participants)
    {
        if (side.FirstOrDefault() is not { } actor)
        {
            return ["None", "None", null, null, null, null, null, null];
        }

        string? country = actor.Code is { Length: >= 3 } code && code[..3] != "---" ? code[..3] : null;
        string[] sectors = actor.Code is { Length: >= 6 } whole ? [.. Enumerable.Range(1, (whole.Length / 3) - 1).Select(i => whole.Substring(i * 3, 3))] : [];
        string? raw = view.Reports
            .SelectMany(r => participants(r.Event).Where(p => p.Code == actor.Code).Select(p => r.Article.Record.Quote(new RecordOffsets(p.Start, p.End)))).FirstOrDefault();
        return [actor.Name, country ?? "None", countries.Of(country).Cow, sectors.FirstOrDefault(), DelimitedWriter.List(sectors), null, raw, null];
    }

    private object?[] Place(EventView view)
    {
        if (view.Event.Place is not { } place)
        {
            return [null, null, null, null, "None", null, null, null, null, null];
        }

        RecordPlace? mention = view.Mention;
        string? raw = mention is null ? null : view.Reports.First(r => r.Place == mention).Article.Record.Quote(new RecordOffsets(mention.Start, mention.End));
        return
        [
            place.Name,
            place.Precision == PlacePrecision.Exact ? place.Name : null,
            units.District(view),
            place.Admin1 ?? (place.Precision == PlacePrecision.Province ? place.Name : null),
            place.Country,
            view.Latitude,
            view.Longitude,
            mention?.GeonameId?.ToString(CultureInfo.InvariantCulture),
            raw,
            place.Precision switch
            {
                PlacePrecision.Exact => "PPL",
                PlacePrecision.Near => "AREA",
                PlacePrecision.District => "ADM2",
                PlacePrecision.Province => "ADM1",
                PlacePrecision.Country => "PCLI",
                _ => null,
            },
        ];
    }

    private static object?[] Story(EventView view)
    {
        DossierArticle article = view.Reports[0].Article;
        string Names(string type) => DelimitedWriter.List(article.Record.Entities.Where(e => e.Type == type).Select(e => e.Name).Distinct(StringComparer.Ordinal));
        string? published = article.Record.Published is { Length: >= 10 } day ? day[..10] : article.Record.Published;
        return [article.Outlet, published, Names("person"), Names("organization"), Names("location"), article.Record.Language, Version];
    }
}
