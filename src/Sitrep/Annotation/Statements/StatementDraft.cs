namespace Sitrep.Annotation.Statements;

/// <summary>An attribution in tokens of the article, before its edges are settled.</summary>
/// <param name="Cue">Empty for a quotation whose speaker goes on.</param>
/// <param name="Source">Empty where nobody is named.</param>
internal sealed record StatementDraft(List<int> Cue, List<int> Source, HashSet<int> Content, string? Lemma);
