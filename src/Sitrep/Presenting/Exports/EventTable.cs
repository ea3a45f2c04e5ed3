using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Gathering.Corrections;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>A column of the project's own table of events.</summary>
/// <param name="IsNumber">Its values are doubles or null, else strings or null.</param>
internal sealed record EventColumn(string Name, string Description, bool IsNumber, Func<EventView, object?> Value);

/// <summary>The table that <c>csv</c>, <c>xlsx</c> and <c>parquet</c> write: a row an event. New columns come at the end.</summary>
internal static class EventTable
{
    public static ImmutableArray<EventColumn> Columns { get; } =
    [
        Text("id", "Stays the same as long as the first report does", e => e.Event.Id),
        Text("status", "asserted, attributed, denied, possible, planned or conditional: the surest that any report gives", e => e.Event.Status),
        Number("documents", "Articles that report it", e => e.Event.Documents),
        Number("independent_sources", "Origins of those articles; copies count once", e => e.Event.IndependentSources),
        Text("date_start", "First day on which it may have happened, ISO 8601", e => EventView.Iso(e.Start)),
        Text("date_end", "Last day", e => EventView.Iso(e.End)),
        Text("date_precision", "day, week, month, year or finer; unknown where only the publication is dated", e => e.Event.Date?.Granularity),
        Text("country", "Name", e => e.Event.Place is null ? null : e.Country.Name),
        Text("country_code", "ISO 3166 alpha-3", e => e.Event.Place?.Country),
        Text("admin1", "Province or the like", e => e.Event.Place?.Admin1),
        Text("place", "Name of the finest place that a report gives", e => e.Event.Place?.Name),
        Text("place_precision", "exact, near, district, province, country or unknown", e => e.Precision),
        Number("latitude", "Degrees, WGS 84; empty where the place is no finer than a country", e => e.Latitude),
        Number("longitude", "Degrees, WGS 84", e => e.Longitude),
        Text("plover_type", "PLOVER event type", e => e.Event.Plover.Type),
        Text("plover_mode", "PLOVER mode", e => e.Event.Plover.Mode),
        Text("contexts", "PLOVER contexts, a list", e => List(e.Event.Plover.Contexts)),
        Text("cameo", "CAMEO code, text with its leading zero", e => e.Event.Cameo),
        Text("acled_event_type", "Type in ACLED's scheme", e => e.Event.Acled?.EventType),
        Text("acled_sub_event_type", "Sub-type in ACLED's scheme", e => e.Event.Acled?.SubEventType),
        Text("actors", "Who acts, a list of names", e => Names(e.Event.Actors)),
        Text("actor_codes", "Their CAMEO codes in the same order", e => Codes(e.Event.Actors)),
        Text("recipients", "To whom it is done, a list of names", e => Names(e.Event.Recipients)),
        Text("recipient_codes", "Their codes", e => Codes(e.Event.Recipients)),
        .. FieldEdit.Counted.SelectMany(what => (EventColumn[])
        [
            Number(what + "_low", $"People {what}: the lowest account", e => e.Count(what)?.Low),
            Number(what + "_best", $"People {what}, where all accounts agree", e => e.Count(what)?.Best),
            Number(what + "_high", $"People {what}: the highest account; empty where it is open", e => e.Count(what)?.High),
        ]),
        Text("contested", "Fields on which accounts differ, with the accounts", e => e.Contested),
        Text("outlets", "Who published it, a list", e => List(e.Outlets)),
        Text("links", "Addresses of the articles, a list", e => List(e.Links)),
        Text("articles", "Ids of the articles in the store, a list", e => List(e.Reports.Select(r => r.Article.Id).Distinct(StringComparer.Ordinal))),
        Text("quote", "The sentence of the first report, at most 280 characters", e => e.Quote),
        Text("wkt", "The point as well-known text, longitude first", e => e.HasPoint ? string.Create(CultureInfo.InvariantCulture, $"POINT ({e.Longitude} {e.Latitude})") : null),
    ];

    private static EventColumn Text(string name, string description, Func<EventView, string?> value) => new(name, description, false, value);

    private static EventColumn Number(string name, string description, Func<EventView, double?> value) => new(name, description, true, e => value(e));

    private static string? Names(ImmutableArray<GatheredActor> actors) => List(actors.Select(a => a.Name));

    private static string? Codes(ImmutableArray<GatheredActor> actors) => List(actors.Select(a => a.Code ?? ""));

    private static string? List(IEnumerable<string> items) => DelimitedWriter.List(items) is { Length: > 0 } list ? list : null;
}
