using System.Collections.Immutable;

namespace Sitrep.Annotation.Places;

/// <summary>Words of a sentence that may name a place.</summary>
/// <param name="Key">Of the name as written; toponyms with the same key have one sense in an article.</param>
/// <param name="First">Index of the first token in the sentence.</param>
/// <param name="Last">Index of the last token, inclusive.</param>
internal sealed record Toponym(Span Span, ulong Key, ImmutableArray<Meaning> Meanings, Sentence Sentence, int First, int Last)
{
    /// <summary>Whether the meanings are those of another spelling of the name.</summary>
    public bool IsRespelled { get; init; }
}

/// <summary>What a scan of an article found.</summary>
/// <param name="Toponyms">In text order, not overlapping.</param>
/// <param name="Demonyms">Adjectives and people of countries: the word and the country's code.</param>
/// <param name="Unlisted">Names of places, buildings and the like that the gazetteer lacks, in text order; they may hold names that it has.</param>
/// <param name="Common">Keys of words that the article also writes in lower case.</param>
internal sealed record ToponymScan(IReadOnlyList<Toponym> Toponyms, IReadOnlyList<Toponym> Unlisted, IReadOnlyList<(Span Span, string Country)> Demonyms, IReadOnlySet<ulong> Common);
