using System.Collections.Immutable;

namespace Sitrep.Coding;

/// <summary>Finds where an article contradicts itself.</summary>
public sealed class InconsistencyFinder(Resources resources)
{
    internal Resources Resources => resources;

    public ImmutableArray<Inconsistency> Find(AnnotatedArticle article, ImmutableArray<PoliticalEvent> events) => [];
}
