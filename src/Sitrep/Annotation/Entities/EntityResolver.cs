using System.Collections.Immutable;
using Sitrep.Annotation.Places;

namespace Sitrep.Annotation.Entities;

/// <summary>Joins names, nominals and pronouns into entities, with actor codes and affiliations.</summary>
public sealed class EntityResolver(Resources resources)
{
    internal Resources Resources => resources;

    public ImmutableArray<Entity> Resolve(ParsedArticle parsed, ImmutableArray<Place> places) => [];
}
