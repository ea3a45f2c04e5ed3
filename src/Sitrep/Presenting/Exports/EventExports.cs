using System.Collections.Immutable;

namespace Sitrep.Presenting.Exports;

/// <summary>The layouts that events can be exported in, by name.</summary>
public sealed class EventExports
{
    private readonly ImmutableSortedDictionary<string, IEventExport> exports;

    /// <param name="dialect">Of the layouts that are CSV.</param>
    public EventExports(Resources resources, CsvDialect? dialect = null)
    {
        CsvDialect csv = dialect ?? CsvDialect.Plain;
        var countries = new CountryCodes(resources);
        var units = new AdminUnits(resources);
        exports = ImmutableSortedDictionary.CreateRange<string, IEventExport>(StringComparer.Ordinal,
        [
            new("csv", new CsvExport(countries, csv)),
            new("acled", new AcledExport(countries, units, resources, csv)),
            new("ucdp", new UcdpExport(countries, units, csv)),
            new("gdelt", new GdeltExport(countries, resources)),
            new("gdelt-mentions", new GdeltMentionsExport(countries)),
            new("polecat", new PolecatExport(countries, units, resources)),
            new("geojson", new GeoJsonExport(countries)),
            new("kml", new KmlExport(countries)),
            new("hxl", new HxlExport(countries, units, csv)),
            new("timemap", new TimeMapExport(countries)),
            new("timesketch", new TimesketchExport(countries)),
            new("annotation", new AnnotationExport(countries)),
            new("parquet", new ParquetExport(countries)),
            new("xlsx", new XlsxExport(countries)),
            new("gkg", new GkgExport(countries)),
            new("icews", new IcewsExport(countries, units, resources)),
            new("phoenix", new PhoenixExport(countries, resources)),
            new("geopackage", new GeoPackageExport(countries)),
            new("stix", new StixExport(countries)),
            new("prov", new ProvExport(countries)),
            new("claims", new ClaimExport()),
            new("brat", new BratExport(resources)),
            new("doccano", new DoccanoExport()),
            new("labelstudio", new LabelStudioExport()),
            new("spacy", new SpacyExport()),
        ]);
    }

    /// <summary>How the name of a file in the layout ends.</summary>
    public static string Extension(string name) => name switch
    {
        "annotation" or "claims" => "jsonld",
        "geojson" or "kml" or "parquet" or "xlsx" => name,
        "gdelt" or "gdelt-mentions" or "gkg" or "icews" or "phoenix" or "polecat" => "tsv",
        "labelstudio" or "prov" or "stix" or "timemap" => "json",
        "doccano" or "spacy" or "timesketch" => "jsonl",
        "geopackage" => "gpkg",
        "brat" => "zip",
        _ => "csv",
    };

    public IEnumerable<string> Names => exports.Keys;

    /// <summary>Whether a layout holds or points into the articles' own words, or their places, and so has no safe form.</summary>
    public static bool HoldsArticles(string name) => name is "annotation" or "brat" or "doccano" or "gkg" or "labelstudio" or "spacy";

    /// <exception cref="KeyNotFoundException">No layout has that name.</exception>
    public IEventExport Of(string name) => exports[name];
}
