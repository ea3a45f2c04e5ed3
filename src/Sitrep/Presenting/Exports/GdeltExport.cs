using System.Globalization;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Events in the 61 columns of GDELT 2.0: tab-separated, no header, CAMEO codes as text.</summary>
/// <remarks>Tone is not measured and stays empty, as do the places of actors, which the text does not give. An event without any date is left out: the layout has no word for it.</remarks>
internal sealed class GdeltExport : IEventExport
{
    private static readonly string[] KnownGroups = ["UNO", "EUR", "IGO", "NGO"];

    private readonly CountryCodes countries;
    private readonly Dictionary<string, TsvTable.Row> codes;

    public GdeltExport(CountryCodes countries, Resources resources)
    {
        this.countries = countries;
        codes = resources.Table("cameo_codes.tsv").Rows.ToDictionary(r => r["code"], StringComparer.Ordinal);
    }

    public int Write(Dossier dossier, Stream output)
    {
        GatheredEvent[] events = [.. dossier.Events.Where(Has)];
        using var writer = new DelimitedWriter(output, Delimited.Tabs);
        foreach (GatheredEvent value in events)
        {
            var view = new EventView(dossier, value, countries);
            writer.Row([.. Dates(view), .. Actor(value.Actors), .. Actor(value.Recipients), .. Action(view), .. new object?[16], .. Place(view), Time(view.Captured), Source(view)]);
        }

        return events.Length;
    }

    /// <summary>Whether the layout has a place for the event.</summary>
    public static bool Has(GatheredEvent value) => value.Date is not null && EventView.IsReported(value);

    /// <summary>A time (ISO 8601, UTC) as the layout writes it, <c>YYYYMMDDHHMMSS</c>.</summary>
    public static string? Time(string? time) => time is null ? null : string.Concat(time.Where(char.IsAsciiDigit));

    private static object?[] Dates(EventView view)
    {
        var day = view.Day!.Value;
        string date = string.Create(CultureInfo.InvariantCulture, $"{day.Year:0000}{day.Month:00}{day.Day:00}");
        double fraction = day.Year + (((day.Month * 30) + day.Day) / 365.0);
        return [view.Number, date, date[..6], date[..4], fraction.ToString("0.0000", CultureInfo.InvariantCulture)];
    }

    // Code, name, country, known group, ethnic, religion twice, three types.
    private static object?[] Actor(IEnumerable<GatheredActor> side)
    {
        if (side.FirstOrDefault() is not { } actor)
        {
            return new object?[10];
        }

        string code = (actor.Code ?? "").Replace("---", "", StringComparison.Ordinal);
        string head = code.Length >= 3 ? code[..3] : "";
        bool country = actor.Code is { Length: >= 3 } full && full[..3] == head && !KnownGroups.Contains(head, StringComparer.Ordinal);
        string[] types = [.. Enumerable.Range(0, code.Length / 3).Select(i => code.Substring(i * 3, 3)).Skip(country ? 1 : 0).Take(3)];
        return
        [
            code,
            actor.Name.ToUpperInvariant(),
            country ? head : null,
            KnownGroups.Contains(head, StringComparer.Ordinal) ? head : null,
            null,
            null,
            null,
            types.ElementAtOrDefault(0),
            types.ElementAtOrDefault(1),
            types.ElementAtOrDefault(2),
        ];
    }

    private object?[] Action(EventView view)
    {
        string code = view.Event.Cameo;
        TsvTable.Row? row = codes.GetValueOrDefault(code);
        string root = row?["root"] ?? code[..Math.Min(2, code.Length)];
        string parent = row?["parent"] is { Length: > 2 } known ? known : code.Length >= 3 ? code[..3] : code;
        bool lead = view.Reports.Any(r => r.Event.Sentence == 0);
        return
        [
            lead ? 1 : 0,
            code,
            parent,
            root,
            row?["quad"] is { Length: > 0 } and not "0" and var quad ? quad : code.Length == 0 ? null : "1",
            row?["goldstein"],
            view.Reports.Length,
            view.Outlets.Count(),
            view.Event.Documents,
            null,
        ];
    }

    private static object?[] Place(EventView view)
    {
        if (view.Event.Place is not { } place)
        {
            return new object?[8];
        }

        bool american = place.Country == "USA";
        int type = place.Precision switch
        {
            PlacePrecision.Country => 1,
            PlacePrecision.Province or PlacePrecision.District => american ? 2 : 5,
            _ => american ? 3 : 4,
        };
        string[] parts = [place.Name, place.Admin1 ?? "", view.Country.Name];
        string name = string.Join(", ", parts.Where(p => p.Length > 0).Distinct(StringComparer.Ordinal));
        return [type, name, view.Country.Fips, view.Country.Fips, null, Math.Round(place.Latitude, 4), Math.Round(place.Longitude, 4), type == 1 ? view.Country.Fips : null];
    }

    private static string Source(EventView view) => view.Links.FirstOrDefault() ?? view.Reports[0].Article.Outlet;
}
