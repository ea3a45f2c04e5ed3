namespace Sitrep.Annotation.Statements;

/// <summary>An attribution in tokens of a sentence, before its edges are settled.</summary>
/// <param name="Cue">Indices of the cue's tokens, empty for a quotation whose speaker goes on.</param>
/// <param name="Source">Indices of the source's tokens, empty where nobody is named.</param>
/// <param name="Content">Indices of the content's tokens.</param>
internal sealed record StatementDraft(int Sentence, List<int> Cue, List<int> Source, HashSet<int> Content, string? Lemma)
{
    /// <summary>Quotations of other sentences that belong to it.</summary>
    public List<Span> Further { get; } = [];
}
