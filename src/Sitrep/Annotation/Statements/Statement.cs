using System.Collections.Immutable;

namespace Sitrep.Annotation.Statements;

/// <summary>How the words are given.</summary>
public enum StatementKind
{
    /// <summary>All content stands in quotation marks.</summary>
    Direct,

    /// <summary>No content stands in quotation marks.</summary>
    Indirect,

    Mixed,
}

/// <summary>Something that a source says, thinks, denies or refuses to say.</summary>
/// <param name="Id">Unique in the article, in text order: <c>s1</c>.</param>
/// <param name="Source">The words that name the source; null where the speaker goes on from the statement before, or is not named.</param>
/// <param name="Entity">The source's entity id, where it is known.</param>
/// <param name="Cue">The words that mark the attribution: "said", "according to".</param>
/// <param name="Content">The unbroken pieces of what is said, in text order, at least one.</param>
/// <param name="CueLemma">The cue's dictionary form, null without a cue.</param>
public sealed record Statement(
    string Id, StatementKind Kind, Span? Source, string? Entity, Span? Cue, ImmutableArray<Span> Content, string? CueLemma = null);
