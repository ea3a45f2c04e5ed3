namespace Sitrep.Parsing;

/// <summary>Words that end in a full stop without ending a sentence (<c>data/en/abbreviations.tsv</c>).</summary>
internal sealed class Abbreviations
{
    /// <summary>The kind of words that look like abbreviations and are none.</summary>
    private const string Word = "word";

    private readonly Dictionary<ulong, ulong> kinds = [];
    private readonly HashSet<ulong> words = [];

    /// <param name="table">Columns <c>word</c> (with its full stop) and <c>kind</c>: title, unit, month, place, company, latin, or word for what is none.</param>
    public Abbreviations(TsvTable table)
    {
        var known = new List<string>();
        foreach (TsvTable.Row row in table.Rows)
        {
            if (row["kind"] == Word)
            {
                words.Add(CharKinds.LowerHash(row["word"]));
                continue;
            }

            int kind = known.IndexOf(row["kind"]);
            if (kind < 0)
            {
                kind = known.Count;
                known.Add(row["kind"]);
            }

            kinds[CharKinds.LowerHash(row["word"])] = (ulong)kind + 1;
        }
    }

    /// <summary>A number for the kind of abbreviation, 0 if the word is none. A single letter with its full stop is an initial.</summary>
    public ulong Kind(ReadOnlySpan<char> word) =>
        word.Length < 2 || word[^1] != '.' ? 0
        : word.Length == 2 && char.IsUpper(word[0]) ? 7
        : kinds.GetValueOrDefault(CharKinds.LowerHash(word));

    /// <summary>Whether the full stop is no part of the word, whatever follows: a model may have learned it from a corpus where "mob." stands for a telephone.</summary>
    public bool IsWord(ReadOnlySpan<char> word) => words.Contains(CharKinds.LowerHash(word));
}
