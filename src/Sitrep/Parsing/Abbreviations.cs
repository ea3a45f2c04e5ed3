namespace Sitrep.Parsing;

/// <summary>Words that end in a full stop without ending a sentence (<c>data/en/abbreviations.tsv</c>).</summary>
internal sealed class Abbreviations
{
    private readonly Dictionary<ulong, ulong> kinds = [];

    /// <param name="table">Columns <c>word</c> (with its full stop) and <c>kind</c>: title, unit, month, place, company, latin.</param>
    public Abbreviations(TsvTable table)
    {
        var known = new List<string>();
        foreach (TsvTable.Row row in table.Rows)
        {
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
}
