using System.Collections.Immutable;

namespace Sitrep.Presenting.Exports;

/// <summary>The layouts that events can be exported in, by name.</summary>
public sealed class EventExports
{
    private readonly ImmutableSortedDictionary<string, IEventExport> exports;

    public EventExports(Resources resources)
    {
        var countries = new CountryCodes(resources);
        var districts = new DistrictNames(resources);
        exports = ImmutableSortedDictionary.CreateRange<string, IEventExport>(StringComparer.Ordinal,
        [
            new("csv", new CsvExport(countries)),
            new("acled", new AcledExport(countries, districts, resources)),
            new("ucdp", new UcdpExport(countries, districts)),
            new("gdelt", new GdeltExport(countries, resources)),
            new("polecat", new PolecatExport(countries, districts, resources)),
            new("geojson", new GeoJsonExport(countries)),
            new("kml", new KmlExport(countries)),
            new("hxl", new HxlExport(countries, districts)),
            new("timemap", new TimeMapExport(countries)),
            new("annotation", new AnnotationExport(countries)),
            new("parquet", new ParquetExport(countries)),
        ]);
    }

    public IEnumerable<string> Names => exports.Keys;

    /// <exception cref="KeyNotFoundException">No layout has that name.</exception>
    public IEventExport Of(string name) => exports[name];
}
