using Sitrep.Learning;

namespace Sitrep.Gathering.Copies;

/// <summary>The words of a text as hashes, in order, with the paragraphs they stand in.</summary>
/// <param name="Words">A hash for each word.</param>
/// <param name="Rare">Whether the word says something about the story: no function word, not among the commonest.</param>
/// <param name="Paragraphs">End of each paragraph, as an index into the words.</param>
internal sealed record WordSequence(uint[] Words, bool[] Rare, int[] Paragraphs);

/// <summary>Reads words so that spelling, case and written-out numbers make no difference.</summary>
internal sealed class WordReader
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> common;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> variants;

    public WordReader(Resources resources)
    {
        common = resources.Table("en", "common-words.tsv").Rows.Select(row => row["word"]).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        variants = resources.Table("en", "spellings.tsv").Rows.ToDictionary(row => row["variant"], row => row["word"], StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public WordSequence Read(string text)
    {
        var hashes = new List<uint>();
        var rare = new List<bool>();
        var paragraphs = new List<int>();
        char[] word = new char[32];
        int length = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : '\n';
            if (char.IsLetterOrDigit(c))
            {
                if (length == word.Length)
                {
                    Array.Resize(ref word, 2 * length);
                }

                word[length++] = char.ToLowerInvariant(c);
                continue;
            }

            if (length > 0)
            {
                ReadOnlySpan<char> form = variants.TryGetValue(word.AsSpan(0, length), out string? variant) ? variant : word.AsSpan(0, length);
                hashes.Add((uint)(FeatureSet.Hash(form) >> 32));
                rare.Add(!common.Contains(form) && (form.Length > 2 || char.IsDigit(form[0])));
                length = 0;
            }

            if (c == '\n' && hashes.Count > (paragraphs.Count == 0 ? 0 : paragraphs[^1]))
            {
                paragraphs.Add(hashes.Count);
            }
        }

        return new WordSequence([.. hashes], [.. rare], [.. paragraphs]);
    }
}
