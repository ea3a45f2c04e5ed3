using System.Globalization;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Events in which people were killed, in the 49 columns of UCDP GED.</summary>
/// <remarks>
/// <c>best</c> is empty where accounts differ, since nothing decides between them. Deaths are not split by side, so all are unknown.
/// Numbers of conflicts, dyads and sides are the dataset's own and stay empty.
/// </remarks>
internal sealed class UcdpExport(CountryCodes countries, AdminUnits units, CsvDialect dialect) : IEventExport
{
    private static readonly object?[] Columns =
    [
        "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id",
        "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
        "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt",
        "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
        "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
    ];

    private static readonly string[] StateSectors = ["GOV", "MIL", "COP", "SPY"];
    private static readonly string[] ArmedSectors = [.. StateSectors, "REB", "UAF", "PRM", "CRM"];

    public int Write(Dossier dossier, Stream output)
    {
        GatheredEvent[] events = [.. dossier.Events.Where(e => e.Plover.Type == "ASSAULT" && e.Counts.Any(c => c.What == "killed") && EventView.IsReported(e))];
        using var writer = new DelimitedWriter(output, Delimited.Csv, dialect);
        writer.Row(Columns);
        foreach (GatheredEvent value in events)
        {
            writer.Row(Row(new EventView(dossier, value, countries)));
        }

        return events.Length;
    }

    private object?[] Row(EventView view)
    {
        GatheredEvent value = view.Event;
        GatheredActor? a = value.Actors.FirstOrDefault(), b = value.Recipients.FirstOrDefault();
        int? type = Violence(a, b);
        GatheredCount killed = view.Count("killed")!;
        string sideB = b is null || IsArmed(b) ? b?.Name ?? "" : "Civilians";
        return
        [
            view.Number,
            string.Create(CultureInfo.InvariantCulture, $"{value.Place?.Country ?? "XXX"}-{view.Start?.Year}-{type}-0-{view.Number}"),
            view.Start?.Year,
            null,
            "check",
            type,
            null,
            null,
            null,
            null,
            null,
            a is null || sideB.Length == 0 ? null : $"{a.Name} - {sideB}",
            null,
            null,
            a?.Name,
            null,
            null,
            sideB,
            value.IndependentSources,
            string.Join(';', view.Reports.Select(r => r.Article).DistinctBy(r => r.Id).Select(Citation)),
            DelimitedWriter.List(view.Outlets),
            view.Reports.Select(r => r.Article.Record.Published).OfType<string>().Min(StringComparer.Ordinal) is { Length: >= 10 } day ? day[..10] : null,
            DelimitedWriter.List(view.Reports.Select(r => r.Article.Record.Title).OfType<string>().Distinct(StringComparer.Ordinal)),
            DelimitedWriter.List(view.Event.Contested.SelectMany(c => c.Accounts).Select(c => c.Source).OfType<string>().Distinct(StringComparer.Ordinal)),
            WherePrecision(value.Place),
            value.Place?.Name,
            view.Mention is { } mention ? view.Reports.First(r => r.Place == mention).Article.Record.Quote(new RecordOffsets(mention.Start, mention.End)) : null,
            value.Place?.Admin1,
            units.District(view),
            view.Latitude,
            view.Longitude,
            view.HasPoint ? string.Create(CultureInfo.InvariantCulture, $"POINT ({view.Longitude} {view.Latitude})") : null,
            Cell(view),
            value.Place is null ? null : view.Country.Name,
            view.Country.GleditschWard,
            view.Country.ConflictRegion,
            view.Days == 1 && value.Contested.Length == 0 ? 1 : 2,
            DatePrecision(view.Days),
            EventView.Iso(view.Start),
            EventView.Iso(view.End),
            null,
            null,
            null,
            killed.Best,
            killed.Best,
            killed.High,
            killed.Low,
            Number(a),
            b is not null && IsArmed(b) ? Number(b) : null,
        ];
    }

    private string? Number(GatheredActor? side) => side?.Code is { Length: >= 6 } code && StateSectors.Contains(code[3..6], StringComparer.Ordinal) ? countries.Of(code[..3]).GleditschWard : null;

    private static bool IsArmed(GatheredActor side) => side.Code is { Length: >= 6 } code && ArmedSectors.Contains(code[3..6], StringComparer.Ordinal);

    private static bool IsState(GatheredActor? side) => side?.Code is { Length: >= 6 } code && StateSectors.Contains(code[3..6], StringComparer.Ordinal);

    // 1 state-based, 2 between organised groups, 3 one-sided; unknown where one side is.
    private static int? Violence(GatheredActor? a, GatheredActor? b) => (a, b) switch
    {
        (null, _) or (_, null) => null,
        var (x, y) when !IsArmed(y!) => 3,
        var (x, y) when IsState(x) || IsState(y) => 1,
        _ => 2,
    };

    private static string Citation(DossierArticle article)
    {
        string[] parts = [article.Outlet, article.Record.Published ?? "", article.Record.Title ?? ""];
        return string.Join(',', parts.Select(p => $"\"{p.Replace('"', '\'')}\""));
    }

    private static int? WherePrecision(GatheredPlace? place) => place?.Precision switch
    {
        PlacePrecision.Exact => 1,
        PlacePrecision.Near => 2,
        PlacePrecision.District => 3,
        PlacePrecision.Province => 4,
        PlacePrecision.Country => 6,
        _ => null,
    };

    private static int? DatePrecision(int days) => days switch
    {
        0 => null,
        1 => 1,
        < 7 => 2,
        7 => 3,
        <= 31 => 4,
        _ => 5,
    };

    // PRIO-GRID counts cells of half a degree from the south-west corner, row by row.
    private static int? Cell(EventView view) =>
        view is { Latitude: { } latitude, Longitude: { } longitude, Event.Place.Precision: PlacePrecision.Exact or PlacePrecision.Near }
            ? ((int)Math.Floor((latitude + 90) * 2) * 720) + (int)Math.Floor((longitude + 180) * 2) + 1
            : null;
}
