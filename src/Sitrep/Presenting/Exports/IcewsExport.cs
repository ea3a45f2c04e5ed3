using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Events in the 20 columns of ICEWS: tab-separated with a header. Sectors and countries are names, the event's text is the name of its code.</summary>
/// <remarks>An event without date or CAMEO code is left out: the layout has no word for it.</remarks>
internal sealed class IcewsExport : IEventExport
{
    private static readonly object?[] Columns =
    [
        "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country",
        "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude",
    ];

    private readonly CountryCodes countries;
    private readonly AdminUnits units;
    private readonly Dictionary<string, TsvTable.Row> codes;
    private readonly Dictionary<string, string> sectors;

    public IcewsExport(CountryCodes countries, AdminUnits units, Resources resources)
    {
        this.countries = countries;
        this.units = units;
        codes = resources.Table("cameo_codes.tsv").Rows.ToDictionary(r => r["code"], StringComparer.Ordinal);
        sectors = resources.Table("sectors.tsv").Rows.ToDictionary(r => r["code"], r => r["name"], StringComparer.Ordinal);
    }

    public int Write(Dossier dossier, Stream output)
    {
        GatheredEvent[] events = [.. dossier.Events.Where(e => GdeltExport.Has(e) && e.Cameo.Length > 0)];
        using var writer = new DelimitedWriter(output, Delimited.Tabs);
        writer.Row(Columns);
        foreach (GatheredEvent value in events)
        {
            var view = new EventView(dossier, value, countries);
            TsvTable.Row? code = codes.GetValueOrDefault(value.Cameo);
            ReportView first = view.Reports[0];
            writer.Row(
            [
                view.Number, EventView.Iso(view.Day), .. Side(value.Actors), code?["name"], value.Cameo, code?["goldstein"], .. Side(value.Recipients),
                StableNumber.Of(first.Article.Id), first.Event.Sentence + 1, first.Article.Outlet, .. Place(view),
            ]);
        }

        return events.Length;
    }

    // Name, sectors, country.
    private object?[] Side(ImmutableArray<GatheredActor> side)
    {
        if (side.IsEmpty)
        {
            return new object?[3];
        }

        string code = side[0].Code ?? "";
        string country = code.Length >= 3 ? code[..3] : "";
        string[] named = [.. Enumerable.Range(1, Math.Max(0, (code.Length / 3) - 1)).Select(i => code.Substring(i * 3, 3)).Select(c => sectors.GetValueOrDefault(c, c))];
        return [side[0].Name, string.Join(',', named.Select(n => n.Replace(',', ' '))), country is "" or "---" ? null : countries.Of(country).Name];
    }

    private object?[] Place(EventView view) => view.Event.Place is not { } place
        ? new object?[6]
        :
        [
            place.Precision is PlacePrecision.Exact or PlacePrecision.Near ? place.Name : null,
            units.District(view),
            place.Admin1 ?? (place.Precision == PlacePrecision.Province ? place.Name : null),
            view.Country.Name,
            view.Latitude,
            view.Longitude,
        ];
}
