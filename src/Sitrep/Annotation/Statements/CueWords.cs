namespace Sitrep.Annotation.Statements;

/// <summary>A word that marks an attribution.</summary>
/// <param name="Class">What is done with the content: <c>reports</c>, <c>believes</c>, <c>denies</c> and the like.</param>
/// <param name="Frames">What may carry the content: <c>that</c>, <c>to</c>, <c>obj</c>, <c>wh</c>, <c>quote</c> …</param>
internal sealed record CueWord(string Class, HashSet<string> Frames);

/// <summary>The cues of <c>data/en/cues.tsv</c>, by lemma and part of speech.</summary>
internal sealed class CueWords
{
    private readonly Dictionary<(string Lemma, string Pos), CueWord> cues = [];

    public CueWords(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("en", "cues.tsv").Rows)
        {
            cues.TryAdd((row["word"], row["pos"]), new CueWord(row["class"], [.. row.List("frames")]));
        }
    }

    public CueWord? Verb(Token token) => token.Upos == "VERB" ? cues.GetValueOrDefault((token.Lemma.ToLowerInvariant(), "verb")) : null;

    public CueWord? Noun(Token token) => token.Upos == "NOUN" ? cues.GetValueOrDefault((token.Lemma.ToLowerInvariant(), "noun")) : null;
}
