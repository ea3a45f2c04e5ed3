namespace Sitrep.Annotation.Counts;

/// <summary>A counted quantity of people or things. Never one number: both bounds are kept.</summary>
/// <param name="Span">The words of the number and the noun it counts: "at least 12 people".</param>
/// <param name="What"><c>killed</c>, <c>injured</c>, <c>detained</c>, <c>troops</c>, <c>distance</c> and the like (the names in <c>data/en/counts.tsv</c>).</param>
/// <param name="Least">The lower bound, inclusive; null where it is open.</param>
/// <param name="Most">The upper bound, inclusive; null where it is open.</param>
/// <param name="Unit">A unit of measure, null for plain counts.</param>
/// <param name="Sentence">Index of the sentence.</param>
/// <param name="Head">Index in the sentence of the counted noun, or of the number where the noun is left out.</param>
/// <param name="Predicate">Index in the sentence of the word that says what happened to them ("killed"), −1 if none.</param>
public sealed record Quantity(Span Span, string What, double? Least, double? Most, string? Unit, int Sentence, int Head, int Predicate);
