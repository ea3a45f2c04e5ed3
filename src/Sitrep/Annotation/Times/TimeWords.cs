namespace Sitrep.Annotation.Times;

/// <summary>What a word is in time expressions: its value in a class.</summary>
/// <param name="Licence">Whether it needs another time word beside it to count.</param>
internal sealed record TimeWord(string Class, string Value, bool Licence);

/// <summary>Classes of words in time expressions (<c>data/en/times.tsv</c>).</summary>
internal sealed class TimeWords
{
    private readonly Dictionary<string, TimeWord[]> words = new(StringComparer.Ordinal);

    // Of holidays every beginning, since the first token of one may be any.
    private readonly HashSet<string> holidayStarts = new(StringComparer.Ordinal);

    public TimeWords(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("en", "times.tsv").Rows)
        {
            var word = new TimeWord(row["class"], row["value"], row["licence"].Length > 0);

            // Of two rows for a word in a class the last counts.
            words[row["word"]] = [.. Find(row["word"]).Where(w => w.Class != word.Class), word];
            for (int length = 1; word.Class == "holiday" && length <= row["word"].Length; length++)
            {
                holidayStarts.Add(row["word"][..length]);
            }
        }
    }

    /// <summary>All that a word may be.</summary>
    public TimeWord[] Find(string word) => words.GetValueOrDefault(word, []);

    /// <summary>Whether an expression can start with the word, as far as the table tells.</summary>
    public bool MayStart(string word) => words.ContainsKey(word) || holidayStarts.Contains(word) || (word.EndsWith('.') && words.ContainsKey(word.TrimEnd('.')));

    /// <summary>The value of a word in a class, null if it is not in it.</summary>
    public string? Value(string word, string kind) => Entry(Find(word), kind)?.Value;

    /// <summary>The same of what <see cref="Find"/> gave.</summary>
    public static TimeWord? Entry(TimeWord[] word, string kind)
    {
        foreach (TimeWord entry in word)
        {
            if (entry.Class == kind)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Whether the word needs another time word beside it to count.</summary>
    public bool NeedsLicence(string word, string kind) => Entry(Find(word), kind) is { Licence: true };
}
