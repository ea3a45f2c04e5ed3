using System.Collections.Immutable;

namespace Sitrep.Coding;

/// <summary>Finds what sources think rather than report.</summary>
public sealed class AssessmentFinder(Resources resources)
{
    internal Resources Resources => resources;

    public ImmutableArray<Assessment> Find(AnnotatedArticle article, ImmutableArray<PoliticalEvent> events) => [];
}
