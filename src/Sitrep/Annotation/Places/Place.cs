namespace Sitrep.Annotation.Places;

/// <summary>What a place is.</summary>
public enum PlaceKind
{
    Country,
    Province,
    District,
    Town,
    Region,
    Water,
    Site,
}

/// <summary>How the point on the map belongs to the words.</summary>
public enum PlaceMatch
{
    /// <summary>The gazetteer has the name.</summary>
    Name,

    /// <summary>The gazetteer has the name in another spelling.</summary>
    Spelling,

    /// <summary>What is meant lies in or near the place given, which is all that is known of it.</summary>
    Within,
}

/// <summary>A toponym mention and the point on the map it was resolved to.</summary>
/// <param name="Span">The toponym.</param>
/// <param name="Name">The usual English name of the place, or of the one that holds it (<see cref="PlaceMatch.Within"/>).</param>
/// <param name="Country">ISO 3166 alpha-3; empty for a place in no country.</param>
/// <param name="GeonameId">GeoNames id, where the gazetteer has one.</param>
/// <param name="Admin1">Name of the first-order division.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Margin">How far the chosen place was ahead of the next, as a log-odds score.</param>
public sealed record Place(
    Span Span, string Name, string Country, int? GeonameId, string? Admin1, double Latitude, double Longitude, PlaceKind Kind, double Margin)
{
    public PlaceMatch Match { get; init; }

    /// <summary>The disputed territory that it is or lies in, by its id in <c>data/disputed.tsv</c>; null for none. Name and country follow the user's choice.</summary>
    public string? Disputed { get; init; }
}
