using System.Globalization;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Events in the 31 columns of ACLED's export; those that fall under none of its types are left out.</summary>
/// <remarks>
/// As its codebook has it, <c>fatalities</c> is the lowest number reported and 0 where none is; the accounts stand in <c>notes</c>.
/// Events known to a country only have no point.
/// </remarks>
internal sealed class AcledExport : IEventExport
{
    private const string Civilians = "7", Rioters = "5", Protesters = "6", Foreign = "8";

    private static readonly object?[] Columns =
    [
        "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1",
        "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location",
        "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
    ];

    private readonly CountryCodes countries;
    private readonly AdminUnits units;
    private readonly CsvDialect dialect;
    private readonly Dictionary<(string, string), string> disorders;
    private readonly Dictionary<string, string> kinds;

    public AcledExport(CountryCodes countries, AdminUnits units, Resources resources, CsvDialect dialect)
    {
        this.countries = countries;
        this.units = units;
        this.dialect = dialect;
        disorders = resources.Table("acled_types.tsv").Rows.DistinctBy(r => (r["eventType"], r["subEventType"])).ToDictionary(r => (r["eventType"], r["subEventType"]), r => r["disorderType"]);
        kinds = resources.Table("acled-actors.tsv").Rows.ToDictionary(r => r["sector"], r => r["inter"], StringComparer.Ordinal);
    }

    public int Write(Dossier dossier, Stream output)
    {
        GatheredEvent[] events = [.. dossier.Events.Where(e => e.Acled is { IsCoded: true } && EventView.IsReported(e))];
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
        RecordAcled type = value.Acled!;
        string? first = Kind(value.Actors, view, type), second = Kind(value.Recipients, view, type);
        return
        [
            (value.Place?.Country ?? "XXX") + view.Number.ToString(CultureInfo.InvariantCulture),
            EventView.Iso(view.Day),
            view.Day?.Year,
            TimePrecision(view),
            disorders.GetValueOrDefault((type.EventType, type.SubEventType)),
            type.EventType,
            type.SubEventType,
            value.Actors.FirstOrDefault()?.Name,
            DelimitedWriter.List(value.Actors.Skip(1).Select(a => a.Name)),
            first,
            value.Recipients.FirstOrDefault()?.Name,
            DelimitedWriter.List(value.Recipients.Skip(1).Select(a => a.Name)),
            second,
            Interaction(first, second),
            second == Civilians && type.EventType is ("Violence against civilians" or "Explosions/Remote violence") ? "Civilian targeting" : null,
            view.Country.Numeric,
            view.Country.Region,
            value.Place is null ? null : view.Country.Name,
            value.Place?.Admin1,
            units.District(view),
            null,
            view.HasPoint ? value.Place!.Name : null,
            view.Latitude,
            view.Longitude,
            GeoPrecision(value.Place),
            DelimitedWriter.List(view.Outlets),
            null,
            Notes(view),
            view.Count("killed")?.Low ?? 0,
            view.Count("participants") is { } crowd ? string.Create(CultureInfo.InvariantCulture, $"crowd size={Range(crowd)}") : null,
            Timestamp(view.Captured),
        ];
    }

    private string? Kind(IEnumerable<GatheredActor> side, EventView view, RecordAcled type)
    {
        if (side.FirstOrDefault() is not { Code: { Length: >= 6 } code })
        {
            return null;
        }

        string? kind = kinds.GetValueOrDefault(code[3..6]);
        return kind switch
        {
            Civilians when type.EventType == "Riots" => Rioters,
            Civilians when type.EventType == "Protests" => Protesters,
            "1" when view.Event.Place is { } place && code[..3] != place.Country => Foreign,
            _ => kind,
        };
    }

    // The smaller digit first; one side alone counts as with nobody.
    private static string? Interaction(string? first, string? second) => (first, second) switch
    {
        (null, null) => null,
        ({ } a, { } b) => string.CompareOrdinal(a, b) <= 0 ? a + b : b + a,
        _ => (first ?? second) + "0",
    };

    private static int? TimePrecision(EventView view) => view.Days switch
    {
        0 => null,
        1 => 1,
        <= 7 => 2,
        _ => 3,
    };

    private static int? GeoPrecision(GatheredPlace? place) => place?.Precision switch
    {
        PlacePrecision.Exact => 1,
        PlacePrecision.Near or PlacePrecision.District => 2,
        PlacePrecision.Province => 3,
        _ => null,
    };

    private static string Notes(EventView view) => view.Contested is { } contested ? $"{view.Quote} Accounts differ: {contested}" : view.Quote;

    private static string Range(GatheredCount count) => count switch
    {
        { Best: { } best } => best.ToString(CultureInfo.InvariantCulture),
        { High: { } high } => string.Create(CultureInfo.InvariantCulture, $"{count.Low}-{high}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"at least {count.Low}"),
    };

    private static long? Timestamp(string? captured) =>
        captured is not null && NodaTime.Text.InstantPattern.General.Parse(captured) is { Success: true } instant ? instant.Value.ToUnixTimeSeconds() : null;
}
