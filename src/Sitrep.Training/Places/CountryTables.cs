using System.Globalization;
using Sitrep.Annotation.Places;

namespace Sitrep.Training.Places;

/// <summary>Countries and territories from the tables of <c>data/</c>.</summary>
internal sealed class CountryTables
{
    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);
    private readonly List<(string Iso2, string Iso3, string Name, string[] Aliases, double Latitude, double Longitude)> rows = [];
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);

    public CountryTables(Resources resources)
    {
        var points = resources.Table("country-points.tsv").Rows.ToDictionary(row => row["iso2"], row => (Degrees(row, "latitude"), Degrees(row, "longitude")));
        foreach (TsvTable.Row row in resources.Table("country-geonames.tsv").Rows)
        {
            ids[row["iso2"]] = int.Parse(row["geoname_id"], CultureInfo.InvariantCulture);
        }

        foreach (TsvTable.Row row in resources.Table("countries.tsv").Rows.Concat(resources.Table("territories.tsv").Rows))
        {
            var (latitude, longitude) = points.GetValueOrDefault(row["iso2"], (Degrees(row, "latitude"), Degrees(row, "longitude")));
            codes[row["iso2"]] = row["iso3"];
            rows.Add((row["iso2"], row["iso3"], row["name"], row.Has("aliases") ? row.List("aliases") : [], latitude, longitude));
        }
    }

    /// <summary>ISO 3166 alpha-3 for alpha-2; empty for what is no country.</summary>
    public string Alpha3(string alpha2) => codes.GetValueOrDefault(alpha2, "");

    public IEnumerable<GazetteerSource> Places(TownSource towns)
    {
        foreach (var row in rows)
        {
            int? id = ids.TryGetValue(row.Iso2, out int found) ? found : null;
            yield return new GazetteerSource(
                id, row.Name, row.Latitude, row.Longitude, row.Iso3, "", "", PlaceClass.Country, Math.Max(1, towns.Population(row.Iso3)))
            {
                Aliases = row.Aliases,
            };
        }
    }

    internal static double Degrees(TsvTable.Row row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);
}
