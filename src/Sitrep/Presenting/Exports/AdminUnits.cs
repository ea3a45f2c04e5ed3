using Sitrep.Annotation.Places;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>A level of administrative units, the coarsest first.</summary>
public enum AdminLevel
{
    Country,

    /// <summary>First-order divisions: provinces, oblasts, states.</summary>
    Adm1,

    /// <summary>Second-order divisions: districts, raions, counties.</summary>
    Adm2,
}

/// <summary>The administrative units in which events are, as the gazetteer knows them.</summary>
public sealed class AdminUnits(Resources resources)
{
    private readonly Lazy<Units> known = new(() => Read(Gazetteer.Open(resources.Data("gazetteer.bin"))));
    private readonly CountryCodes countries = new(resources);

    /// <summary>The events with no place finer than a unit of the level. Where the gazetteer does not tell the district, it is the province; where it does not tell that, the country.</summary>
    public Dossier Coarsen(Dossier dossier, AdminLevel level) =>
        new(dossier.Articles, [.. dossier.Events.Select(e => e with { Place = e.Place is { } place ? Coarse(place, GeonameOf(dossier, e), level) : null })]);

    /// <summary>The district that an event's place is or lies in; null where the place is vaguer than that, or no source tells.</summary>
    internal string? District(EventView view) => view.Event.Place switch
    {
        { Precision: PlacePrecision.District } place => place.Name,
        { Precision: PlacePrecision.Exact or PlacePrecision.Near } => DistrictOf(view.Mention?.GeonameId)?.Name,
        _ => null,
    };

    /// <param name="geonameId">Of the place; tells its district.</param>
    internal GatheredPlace Coarse(GatheredPlace place, int? geonameId, AdminLevel level)
    {
        if (LevelOf(place.Precision) is { } own && own <= level)
        {
            return place;
        }

        if (level == AdminLevel.Adm2 && DistrictOf(geonameId) is { } district)
        {
            return place with { Name = district.Name, Latitude = district.Latitude, Longitude = district.Longitude, Precision = PlacePrecision.District };
        }

        if (level != AdminLevel.Country && place.Admin1 is { } division && known.Value.Divisions.TryGetValue((place.Country, division), out var point))
        {
            return place with { Name = division, Latitude = point.Latitude, Longitude = point.Longitude, Precision = PlacePrecision.Province };
        }

        string name = level == AdminLevel.Country || place.Admin1 is null ? countries.Of(place.Country).Name : place.Admin1;
        return place with
        {
            Name = name.Length > 0 ? name : place.Country,
            Admin1 = level == AdminLevel.Country ? null : place.Admin1,
            Latitude = Math.Round(place.Latitude),
            Longitude = Math.Round(place.Longitude),
            Precision = PlacePrecision.Country,
        };
    }

    internal static int? GeonameOf(Dossier dossier, GatheredEvent value) =>
        value.Reports.Select(r => (dossier.Article(r.Document).Record.Places, dossier.Reported(r).Place)).Where(r => r.Place is { } index && index < r.Places.Length)
            .Select(r => r.Places[r.Place!.Value]).FirstOrDefault(p => p.Name == value.Place?.Name)?.GeonameId;

    // Null for what is finer than any unit.
    private static AdminLevel? LevelOf(PlacePrecision precision) => precision switch
    {
        PlacePrecision.Exact or PlacePrecision.Near => null,
        PlacePrecision.District => AdminLevel.Adm2,
        PlacePrecision.Province => AdminLevel.Adm1,
        _ => AdminLevel.Country,
    };

    private Point? DistrictOf(int? geonameId) =>
        geonameId is { } id && known.Value.DistrictOfPlace.TryGetValue(id, out ushort district) ? known.Value.Districts.GetValueOrDefault(district) : null;

    private static Units Read(Gazetteer gazetteer)
    {
        var units = new Units([], [], []);
        for (int i = 0; i < gazetteer.Count; i++)
        {
            GazetteerEntry entry = gazetteer[i];
            if (entry.Class == PlaceClass.Province)
            {
                Division division = gazetteer.DivisionOf(i);
                units.Divisions.TryAdd((division.Country, division.Name), (entry.Latitude, entry.Longitude));
            }

            if (entry.District == 0)
            {
                continue;
            }

            if (entry.Class == PlaceClass.District)
            {
                units.Districts.TryAdd(entry.District, new Point(gazetteer.NameOf(i), entry.Latitude, entry.Longitude));
            }

            if (entry.Id != 0)
            {
                units.DistrictOfPlace.TryAdd(entry.Id, entry.District);
            }
        }

        return units;
    }

    private sealed record Point(string Name, double Latitude, double Longitude);

    private sealed record Units(Dictionary<int, ushort> DistrictOfPlace, Dictionary<ushort, Point> Districts, Dictionary<(string Country, string Division), (double Latitude, double Longitude)> Divisions);
}
