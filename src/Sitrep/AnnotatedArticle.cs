using System.Collections.Immutable;
using Sitrep.Annotation.Counts;
using Sitrep.Annotation.Entities;
using Sitrep.Annotation.Places;
using Sitrep.Annotation.Statements;
using Sitrep.Annotation.Times;

namespace Sitrep;

/// <summary>A parsed article with everything that is mentioned in it. All lists are in text order.</summary>
public sealed record AnnotatedArticle(
    ParsedArticle Parsed,
    ImmutableArray<Entity> Entities,
    ImmutableArray<Place> Places,
    ImmutableArray<TimeExpression> Times,
    ImmutableArray<Quantity> Counts,
    ImmutableArray<Statement> Statements)
{
    public Article Article => Parsed.Article;

    /// <summary>Names of the gazetteer that were not taken for places, each with its likeliest meaning: enough to tell a country by, not a place.</summary>
    internal ImmutableArray<Place> Doubtful { get; init; } = [];

    public string Text => Parsed.Article.Text;
}
