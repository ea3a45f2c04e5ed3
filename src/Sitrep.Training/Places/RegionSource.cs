using System.Globalization;
using Sitrep.Annotation.Places;

namespace Sitrep.Training.Places;

/// <summary>Continents, seas, rivers, regions, sites and missing towns from the tables of <c>data/</c>.</summary>
internal sealed class RegionSource(Resources resources, CountryTables countries)
{
    public IEnumerable<GazetteerSource> Places => Regions.Concat(Towns);

    private IEnumerable<GazetteerSource> Regions => resources.Table("place-regions.tsv").Rows.Select(row =>
    {
        PlaceClass kind = ClassOf(row["kind"]);
        string country = row.List("countries").FirstOrDefault() ?? "";
        return new GazetteerSource(
            null, row["name"], CountryTables.Degrees(row, "latitude"), CountryTables.Degrees(row, "longitude"),
            countries.Alpha3(country), "", "", kind, kind == PlaceClass.Region ? 1_000_000 : 1000)
        {
            Aliases = row.List("aliases"),
        };
    });

    private IEnumerable<GazetteerSource> Towns => resources.Table("place-supplement.tsv").Rows.Select(row =>
        new GazetteerSource(
            null, row["name"], CountryTables.Degrees(row, "latitude"), CountryTables.Degrees(row, "longitude"),
            countries.Alpha3(row["country"]), "", "", PlaceClass.Town, long.Parse(row["population"], CultureInfo.InvariantCulture))
        {
            Aliases = row.List("aliases"),
        });

    private static PlaceClass ClassOf(string kind) => kind switch
    {
        "sea" or "ocean" or "strait" or "canal" or "river" or "lake" or "lakes" => PlaceClass.Water,
        "facility" or "pass" => PlaceClass.Site,
        _ => PlaceClass.Region,
    };
}
