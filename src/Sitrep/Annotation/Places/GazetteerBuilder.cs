namespace Sitrep.Annotation.Places;

/// <summary>A place as a source gives it.</summary>
/// <param name="Country">ISO 3166 alpha-3, empty for a place in no country.</param>
/// <param name="Division">GeoNames code of the first-order division, empty if unknown.</param>
/// <param name="District">GeoNames code of the second-order division, empty if unknown.</param>
internal sealed record GazetteerSource(
    int? Id, string Name, double Latitude, double Longitude, string Country, string Division, string District, PlaceClass Class, long Population)
{
    public IReadOnlyCollection<string> Aliases { get; init; } = [];

    /// <summary>Names that count only after the name of a place inside.</summary>
    public IReadOnlyCollection<string> Abbreviations { get; init; } = [];
}

/// <summary>Compiles the packaged gazetteer. The same places in any order give the same bytes.</summary>
internal sealed class GazetteerBuilder(NameKeys keys)
{
    private readonly List<GazetteerSource> places = [];

    public int Places => places.Count;

    public int Names { get; private set; }

    public void Add(GazetteerSource place) => places.Add(place);

    /// <exception cref="InvalidDataException">There are more places, divisions or districts than the format can number.</exception>
    public void Write(string path)
    {
        var writer = new GazetteerWriter(keys, isOverlay: false);
        foreach (GazetteerSource place in places
            .OrderBy(p => p.Country, StringComparer.Ordinal).ThenBy(p => p.Division, StringComparer.Ordinal).ThenBy(p => p.District, StringComparer.Ordinal)
            .ThenBy(p => p.Class).ThenByDescending(p => p.Population).ThenBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id ?? 0)
            .ThenBy(p => p.Latitude).ThenBy(p => p.Longitude))
        {
            writer.Add(place);
        }

        writer.Write(path);
        Names = writer.Names;
    }
}
