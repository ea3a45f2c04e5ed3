using System.Collections.Immutable;

namespace Sitrep.Coding;

/// <summary>What an assessment is about.</summary>
public enum AssessmentKind
{
    Motive,
    Cause,
    Effect,
    Prediction,
    Evaluation,
    Uncertainty,
}

/// <summary>What a source thinks, as against what it reports.</summary>
/// <param name="Holder">The entity id of who thinks so; null for the article's own voice, or where it is no entity.</param>
/// <param name="HolderName">The holder in the article's words, null for the article's own voice.</param>
/// <param name="Status">How sure the words are: <c>asserted</c>, <c>attributed</c>, <c>possible</c>, <c>conditional</c>, <c>denied</c>, <c>planned</c>.</param>
/// <param name="Statement">Id of the statement that carries it.</param>
public sealed record Assessment(AssessmentKind Kind, string? Holder, string? HolderName, EventStatus Status, Span Span, string? Statement);

/// <summary>A place where the article contradicts itself.</summary>
/// <param name="About">What the words disagree on.</param>
/// <param name="Evidence">The words, two pieces or more.</param>
public sealed record Inconsistency(string About, ImmutableArray<Span> Evidence);
