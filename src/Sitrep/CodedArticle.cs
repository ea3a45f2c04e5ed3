using System.Collections.Immutable;
using Sitrep.Coding;

namespace Sitrep;

/// <summary>An article read to the end: what the record holds.</summary>
public sealed record CodedArticle(
    AnnotatedArticle Annotated,
    ImmutableArray<PoliticalEvent> Events,
    ImmutableArray<Assessment> Assessments,
    ImmutableArray<Inconsistency> Inconsistencies)
{
    public Article Article => Annotated.Article;
}
