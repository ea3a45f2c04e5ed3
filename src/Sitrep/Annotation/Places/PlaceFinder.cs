using System.Collections.Immutable;

namespace Sitrep.Annotation.Places;

/// <summary>Finds toponyms and resolves them to points on the map.</summary>
public sealed class PlaceFinder(Resources resources)
{
    internal Resources Resources => resources;

    public ImmutableArray<Place> Find(ParsedArticle parsed) => [];
}
