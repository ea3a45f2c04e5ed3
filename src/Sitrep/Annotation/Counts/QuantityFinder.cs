using System.Collections.Immutable;
using Sitrep.Annotation.Times;

namespace Sitrep.Annotation.Counts;

/// <summary>Finds counted quantities of people and things.</summary>
public sealed class QuantityFinder(Resources resources)
{
    internal Resources Resources => resources;

    public ImmutableArray<Quantity> Find(ParsedArticle parsed, ImmutableArray<TimeExpression> times) => [];
}
