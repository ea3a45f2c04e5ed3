namespace Sitrep.Annotation.Counts;

/// <summary>Words that say what a number counts (<c>data/en/counts.tsv</c>).</summary>
internal sealed class CountWords
{
    private readonly Dictionary<(string Word, string Role), string> entries = [];

    public CountWords(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("en", "counts.tsv").Rows)
        {
            entries.TryAdd((row["word"], row["role"]), row["what"]);
        }
    }

    /// <summary>What a word counts in a role; a participle that the lemmatiser left alone counts as its verb.</summary>
    public string? What(Token token, string role) =>
        entries.GetValueOrDefault((token.Lemma.ToLowerInvariant(), role)) ?? entries.GetValueOrDefault((token.Form.ToLowerInvariant(), role))
        ?? (token.Upos is "VERB" or "ADJ" && token.Form.EndsWith("ed", StringComparison.Ordinal)
            ? entries.GetValueOrDefault((token.Form[..^2].ToLowerInvariant(), role)) ?? entries.GetValueOrDefault((token.Form[..^1].ToLowerInvariant(), role))
            : null);

    /// <summary>What a verb counts together with a particle, preposition or object that it governs: "taken into custody", "driven out".</summary>
    public string? Phrase(Sentence sentence, int verb, string role)
    {
        foreach (int child in sentence.Children(verb))
        {
            if (Phrase(sentence.Tokens[verb], sentence.Tokens[child], role) is { } what)
            {
                return what;
            }

            foreach (int below in sentence.Children(child))
            {
                if (sentence.Tokens[below].Is("case") && Phrase(sentence.Tokens[verb], sentence.Tokens[below], role) is { } with)
                {
                    return with;
                }
            }
        }

        return null;
    }

    private string? Phrase(Token verb, Token other, string role) =>
        entries.GetValueOrDefault((verb.Lemma.ToLowerInvariant() + " " + other.Lemma.ToLowerInvariant(), role));
}
