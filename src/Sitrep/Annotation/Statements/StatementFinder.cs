using System.Collections.Immutable;
using Sitrep.Annotation.Entities;

namespace Sitrep.Annotation.Statements;

/// <summary>Finds who says what: cues, sources and contents.</summary>
public sealed class StatementFinder(Resources resources)
{
    internal Resources Resources => resources;

    public ImmutableArray<Statement> Find(ParsedArticle parsed, ImmutableArray<Entity> entities) => [];
}
