using System.Collections.Immutable;

namespace Sitrep.Annotation.Entities;

/// <summary>Words that point to a country without naming it: peoples, parliaments, prisons, squares, money (<c>data/country-cues.tsv</c>).</summary>
internal sealed class CountryCues
{
    private readonly Dictionary<string, List<(string Words, ImmutableArray<string> Countries)>> byFirst = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Words, ImmutableArray<string> Countries)>>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public CountryCues(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("country-cues.tsv").Rows)
        {
            string words = row["words"], first = FirstOf(words.AsSpan()).ToString();
            if (!byFirst.TryGetValue(first, out var list))
            {
                byFirst[first] = list = [];
            }

            list.Add((words, [.. row.List("countries")]));
        }

        foreach (var list in byFirst.Values)
        {
            list.Sort((a, b) => b.Words.Length != a.Words.Length ? b.Words.Length.CompareTo(a.Words.Length) : string.CompareOrdinal(a.Words, b.Words));
        }

        lookup = byFirst.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The countries that the longest words of the table at a place in the text point to, most likely first; empty where there are none. Case counts.</summary>
    public ImmutableArray<string> At(string text, Span token)
    {
        if (!lookup.TryGetValue(FirstOf(text.AsSpan(token.Start, token.Length)), out var list))
        {
            return [];
        }

        foreach (var (words, countries) in list)
        {
            int end = token.Start + words.Length;
            if (text.AsSpan(token.Start).StartsWith(words, StringComparison.Ordinal) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return countries;
            }
        }

        return [];
    }

    // The tokeniser may take apart what a hyphen joins, so entries are found by the letters before it.
    private static ReadOnlySpan<char> FirstOf(ReadOnlySpan<char> words)
    {
        int end = 0;
        while (end < words.Length && char.IsLetterOrDigit(words[end]))
        {
            end++;
        }

        return words[..end];
    }
}
