namespace Sitrep.Annotation.Times;

/// <summary>Classes of words in time expressions (<c>data/en/times.tsv</c>).</summary>
internal sealed class TimeWords
{
    private readonly Dictionary<(string Word, string Class), (string Value, bool Licence)> words = [];
    private readonly HashSet<string> all = new(StringComparer.Ordinal);

    public TimeWords(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("en", "times.tsv").Rows)
        {
            words[(row["word"], row["class"])] = (row["value"], row["licence"].Length > 0);
            all.Add(row["word"]);
        }
    }

    public bool Knows(string word) => all.Contains(word);

    /// <summary>The value of a word in a class, null if it is not in it.</summary>
    public string? Value(string word, string kind) => words.TryGetValue((word, kind), out var entry) ? entry.Value : null;

    /// <summary>Whether the word needs another time word beside it to count.</summary>
    public bool NeedsLicence(string word, string kind) => words.TryGetValue((word, kind), out var entry) && entry.Licence;
}
