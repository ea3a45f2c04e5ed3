using System.Collections.Immutable;

namespace Sitrep.Annotation.Times;

/// <summary>Finds time expressions and gives them TIMEX3 values.</summary>
public sealed class TimeFinder(Resources resources)
{
    internal Resources Resources => resources;

    public ImmutableArray<TimeExpression> Find(ParsedArticle parsed) => [];
}
