namespace Sitrep.Parsing;

/// <summary>Words that are written as one and read as two: <c>cannot</c>, <c>don't</c>, <c>Iraq's</c>.</summary>
/// <remarks>Those without an apostrophe stand in <c>data/en/contractions.tsv</c>.</remarks>
internal sealed class Contractions
{
    private readonly Dictionary<string, int> cuts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly int longest;

    // Whether any of the words is cut between two letters of a to z.
    private readonly bool[] meet = new bool[26 * 26];

    /// <param name="table">Columns <c>word</c> and <c>parts</c> (two, cut at <c>|</c>).</param>
    public Contractions(TsvTable table)
    {
        foreach (TsvTable.Row row in table.Rows)
        {
            string[] parts = row.List("parts");
            if (parts.Length != 2 || string.Concat(parts) != row["word"])
            {
                throw new InvalidDataException($"{table.Path}:{row.Line}: '{row["parts"]}' does not cut '{row["word"]}' in two");
            }

            cuts.Add(row["word"], parts[0].Length);
            if (!char.IsAsciiLetterLower(parts[0][^1]) || !char.IsAsciiLetterLower(parts[1][0]))
            {
                throw new InvalidDataException($"{table.Path}:{row.Line}: '{row["parts"]}' is not cut between two small letters");
            }

            meet[((parts[0][^1] - 'a') * 26) + parts[1][0] - 'a'] = true;
            longest = Math.Max(longest, row["word"].Length);
        }

        lookup = cuts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whether a word may end between two letters at <paramref name="at"/>, inside the run of letters that holds it.</summary>
    public bool MayCut(ReadOnlySpan<char> text, int at)
    {
        if (CharKinds.Normal(text[at]) == 'n' && at + 2 < text.Length && CharKinds.IsApostrophe(text[at + 1]) && CharKinds.Normal(text[at + 2]) == 't')
        {
            return true;
        }

        if (at == 0)
        {
            return false;
        }

        char before = CharKinds.Normal(text[at - 1]), next = CharKinds.Normal(text[at]);
        if (!char.IsAsciiLetterLower(before) || !char.IsAsciiLetterLower(next) || !meet[((before - 'a') * 26) + next - 'a'])
        {
            return false;
        }

        int start = at, end = at;
        while (start > 0 && char.IsLetter(text[start - 1]) && at - start <= longest)
        {
            start--;
        }

        while (end < text.Length && char.IsLetter(text[end]) && end - at <= longest)
        {
            end++;
        }

        if (end - start > longest)
        {
            return false;
        }

        Span<char> word = stackalloc char[end - start];
        for (int i = 0; i < word.Length; i++)
        {
            word[i] = CharKinds.Normal(text[start + i]);
        }

        return lookup.TryGetValue(word, out int cut) && cut == at - start;
    }

    /// <summary>Whether a token that touches the one before it belongs to the same written word.</summary>
    /// <param name="possessive">Whether it is tagged as a possessive ending, which decides about a bare apostrophe.</param>
    public static bool Continues(ReadOnlySpan<char> before, ReadOnlySpan<char> token, bool possessive)
    {
        if (!char.IsLetterOrDigit(before[^1]))
        {
            return false;
        }

        if (CharKinds.IsApostrophe(token[0]))
        {
            return token.Length == 1 ? possessive : token.Length <= 3 && char.IsLetter(token[1]);
        }

        return char.IsLetter(before[^1]) && char.IsLetter(token[0]);
    }
}
