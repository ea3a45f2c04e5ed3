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

/// <summary>Whether a source stands by what it is quoted with.</summary>
public enum Polarity
{
    Affirms,
    Denies,

    /// <summary>The source refuses or fails to say it.</summary>
    Declines,
}

/// <summary>To whom something was said.</summary>
/// <param name="Span">The words that name them.</param>
/// <param name="Entity">Their entity id, where it is known.</param>
public sealed record Addressee(Span Span, string? Entity);

/// <summary>Something that a source says, thinks, denies or refuses to say.</summary>
/// <param name="Id">Unique in the article, in text order: <c>s1</c>.</param>
/// <param name="Source">The words that name the source; null where the speaker goes on from the statement before, or is not named.</param>
/// <param name="Entity">The source's entity id, where it is known.</param>
/// <param name="Cue">The words that mark the attribution: "said", "according to".</param>
/// <param name="Content">The unbroken pieces of what is said, in text order, at least one.</param>
/// <param name="CueLemma">The cue's dictionary form, null without a cue.</param>
/// <param name="Class">What the cue does with the content: <c>reports</c>, <c>believes</c>, <c>demands</c> and the like; null where it is not listed.</param>
/// <param name="Addressee">Null where nobody is named.</param>
/// <param name="Within">The id of the statement that passes this one on: its content holds this one's cue ("Interfax reported that the ministry said …").</param>
public sealed record Statement(
    string Id,
    StatementKind Kind,
    Span? Source,
    string? Entity,
    Span? Cue,
    ImmutableArray<Span> Content,
    string? CueLemma = null,
    string? Class = null,
    Polarity Polarity = Polarity.Affirms,
    Addressee? Addressee = null,
    string? Within = null)
{
    /// <summary>The statement in whose content a span stands, the shortest if they are nested.</summary>
    /// <param name="apart">The id of a statement that is left out.</param>
    internal static Statement? Holding(ImmutableArray<Statement> statements, Span span, string? apart = null)
    {
        Statement? shortest = null;
        foreach (Statement statement in statements)
        {
            if (statement.Holds(span) && statement.Id != apart && (shortest is null || statement.Length < shortest.Length))
            {
                shortest = statement;
            }
        }

        return shortest;
    }

    private int Length => Content.Sum(c => c.Length);

    private bool Holds(Span span)
    {
        foreach (Span part in Content)
        {
            if (part.Start <= span.Start && span.End <= part.End)
            {
                return true;
            }
        }

        return false;
    }
}
