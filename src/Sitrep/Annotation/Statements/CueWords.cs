namespace Sitrep.Annotation.Statements;

/// <summary>Words that mark an attribution (<c>data/en/cues.tsv</c>), by lemma and part of speech: what they do with the content, <c>reports</c>, <c>believes</c>, <c>denies</c> and the like.</summary>
internal sealed class CueWords
{
    private readonly Dictionary<(string Lemma, string Pos), string> classes = [];

    public CueWords(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("en", "cues.tsv").Rows)
        {
            classes.TryAdd((row["word"], row["pos"]), row["class"]);
        }
    }

    /// <summary>The class of a verb, null for one that marks nothing.</summary>
    public string? Verb(Token token) => token.Upos == "VERB" ? classes.GetValueOrDefault((token.Lemma.ToLowerInvariant(), "verb")) : null;

    /// <summary>The class of a noun, null for one that marks nothing.</summary>
    public string? Noun(Token token) => token.Upos == "NOUN" ? classes.GetValueOrDefault((token.Lemma.ToLowerInvariant(), "noun")) : null;
}
