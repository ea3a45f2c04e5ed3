using System.Collections.Immutable;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>A column of the project's own table of events.</summary>
/// <param name="IsNumber">Its values are doubles or null, else strings or null.</param>
internal sealed record EventColumn(string Name, bool IsNumber, Func<EventView, object?> Value);

/// <summary>The table that <c>csv</c> and <c>parquet</c> write: a row an event. New columns come at the end.</summary>
internal static class EventTable
{
    private static readonly string[] Counted = ["killed", "injured", "missing", "detained", "abducted", "displaced", "evacuated", "participants", "troops"];

    public static ImmutableArray<EventColumn> Columns { get; } =
    [
        Text("id", e => e.Event.Id),
        Text("status", e => e.Event.Status),
        Number("documents", e => e.Event.Documents),
        Number("independent_sources", e => e.Event.IndependentSources),
        Text("date_start", e => EventView.Iso(e.Start)),
        Text("date_end", e => EventView.Iso(e.End)),
        Text("date_precision", e => e.Event.Date?.Granularity),
        Text("country", e => e.Event.Place is null ? null : e.Country.Name),
        Text("country_code", e => e.Event.Place?.Country),
        Text("admin1", e => e.Event.Place?.Admin1),
        Text("place", e => e.Event.Place?.Name),
        Text("place_precision", e => e.Precision),
        Number("latitude", e => e.Latitude),
        Number("longitude", e => e.Longitude),
        Text("plover_type", e => e.Event.Plover.Type),
        Text("plover_mode", e => e.Event.Plover.Mode),
        Text("contexts", e => List(e.Event.Plover.Contexts)),
        Text("cameo", e => e.Event.Cameo),
        Text("acled_event_type", e => e.Event.Acled?.EventType),
        Text("acled_sub_event_type", e => e.Event.Acled?.SubEventType),
        Text("actors", e => Names(e.Event.Actors)),
        Text("actor_codes", e => Codes(e.Event.Actors)),
        Text("recipients", e => Names(e.Event.Recipients)),
        Text("recipient_codes", e => Codes(e.Event.Recipients)),
        .. Counted.SelectMany(what => (EventColumn[])
        [
            Number(what + "_low", e => e.Count(what)?.Low),
            Number(what + "_best", e => e.Count(what)?.Best),
            Number(what + "_high", e => e.Count(what)?.High),
        ]),
        Text("contested", e => e.Contested),
        Text("outlets", e => List(e.Outlets)),
        Text("links", e => List(e.Links)),
        Text("articles", e => List(e.Reports.Select(r => r.Article.Id).Distinct(StringComparer.Ordinal))),
        Text("quote", e => e.Quote),
    ];

    private static EventColumn Text(string name, Func<EventView, string?> value) => new(name, false, value);

    private static EventColumn Number(string name, Func<EventView, double?> value) => new(name, true, e => value(e));

    private static string? Names(ImmutableArray<GatheredActor> actors) => List(actors.Select(a => a.Name));

    private static string? Codes(ImmutableArray<GatheredActor> actors) => List(actors.Select(a => a.Code ?? ""));

    private static string? List(IEnumerable<string> items) => DelimitedWriter.List(items) is { Length: > 0 } list ? list : null;
}
