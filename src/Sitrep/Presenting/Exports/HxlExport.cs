using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>A CSV table whose second row holds HXL hashtags, for humanitarian data exchange.</summary>
internal sealed class HxlExport(CountryCodes countries, AdminUnits units, CsvDialect dialect) : IEventExport
{
    private readonly (string Header, string Tag, Func<EventView, object?> Value)[] columns =
    [
        ("Event id", "#event+id", e => e.Event.Id),
        ("Type", "#event+type", e => e.Event.Plover.Type),
        ("CAMEO code", "#event+code", e => e.Event.Cameo),
        ("Description", "#description", e => e.Quote),
        ("Earliest day", "#date+start", e => EventView.Iso(e.Start)),
        ("Latest day", "#date+end", e => EventView.Iso(e.End)),
        ("First reported", "#date+reported", e => e.Reports.Select(r => r.Article.Record.Published).OfType<string>().Min(StringComparer.Ordinal)),
        ("Country", "#country+name", e => e.Event.Place is null ? null : e.Country.Name),
        ("Country code", "#country+code", e => e.Event.Place?.Country),
        ("Admin 1", "#adm1+name", e => e.Event.Place?.Admin1),
        ("Admin 2", "#adm2+name", units.District),
        ("Place", "#loc+name", e => e.HasPoint ? e.Event.Place!.Name : null),
        ("Latitude", "#geo+lat", e => e.Latitude),
        ("Longitude", "#geo+lon", e => e.Longitude),
        ("Precision of place", "#geo+precision", e => e.Precision),
        ("Actors", "#org+actor", e => Names(e.Event.Actors)),
        ("Recipients", "#org+recipient", e => Names(e.Event.Recipients)),
        ("Killed, lowest", "#affected+killed+min", e => e.Count("killed")?.Low),
        ("Killed", "#affected+killed", e => e.Count("killed")?.Best),
        ("Killed, highest", "#affected+killed+max", e => e.Count("killed")?.High),
        ("Injured, lowest", "#affected+injured+min", e => e.Count("injured")?.Low),
        ("Injured", "#affected+injured", e => e.Count("injured")?.Best),
        ("Injured, highest", "#affected+injured+max", e => e.Count("injured")?.High),
        ("Missing", "#affected+missing", e => e.Count("missing")?.Best),
        ("Displaced, lowest", "#affected+displaced+min", e => e.Count("displaced")?.Low),
        ("Displaced", "#affected+displaced", e => e.Count("displaced")?.Best),
        ("Displaced, highest", "#affected+displaced+max", e => e.Count("displaced")?.High),
        ("Status", "#status", e => e.Event.Status),
        ("Independent sources", "#meta+sources+num", e => e.Event.IndependentSources),
        ("Sources", "#meta+source", e => DelimitedWriter.List(e.Outlets)),
        ("Links", "#meta+url", e => DelimitedWriter.List(e.Links)),
    ];

    public int Write(Dossier dossier, Stream output)
    {
        using var writer = new DelimitedWriter(output, Delimited.Csv, dialect);
        writer.Row([.. columns.Select(c => c.Header)]);
        writer.Row([.. columns.Select(c => c.Tag)]);
        foreach (GatheredEvent value in dossier.Events)
        {
            var view = new EventView(dossier, value, countries);
            writer.Row([.. columns.Select(c => c.Value(view))]);
        }

        return dossier.Events.Length;
    }

    private static string Names(ImmutableArray<GatheredActor> actors) => DelimitedWriter.List(actors.Select(a => a.Name));
}
