using System.Buffers;
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
    // What is known of a word by its hash: the hash that it counts under, and whether it says something.
    private readonly Dictionary<ulong, (uint Hash, bool Rare)> known = [];

    public WordReader(Resources resources)
    {
        var common = resources.Table("en", "common-words.tsv").Rows.Select(row => row["word"]).ToHashSet(StringComparer.Ordinal);
        foreach (string word in common)
        {
            known[FeatureSet.Hash(word)] = (Short(FeatureSet.Hash(word)), false);
        }

        foreach (TsvTable.Row row in resources.Table("en", "spellings.tsv").Rows)
        {
            string form = row["word"];
            known[FeatureSet.Hash(row["variant"])] = (Short(FeatureSet.Hash(form)), !common.Contains(form) && Says(form.Length, form[0]));
        }
    }

    public WordSequence Read(string text)
    {
        uint[] hashes = ArrayPool<uint>.Shared.Rent((text.Length / 2) + 1);
        bool[] rare = ArrayPool<bool>.Shared.Rent((text.Length / 2) + 1);
        var paragraphs = new List<int>();
        ulong hash = FeatureSet.Hash([]);
        int count = 0, length = 0;
        char first = '\0';
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : '\n';
            if (char.IsLetterOrDigit(c))
            {
                c = char.ToLowerInvariant(c);
                first = length++ == 0 ? c : first;
                hash = FeatureSet.Join(hash, c);
                continue;
            }

            if (length > 0)
            {
                var (form, says) = known.TryGetValue(hash, out var word) ? word : (Short(hash), Says(length, first));
                hashes[count] = form;
                rare[count++] = says;
                hash = FeatureSet.Hash([]);
                length = 0;
            }

            if (c == '\n' && count > (paragraphs.Count == 0 ? 0 : paragraphs[^1]))
            {
                paragraphs.Add(count);
            }
        }

        var read = new WordSequence(hashes[..count], rare[..count], [.. paragraphs]);
        ArrayPool<uint>.Shared.Return(hashes);
        ArrayPool<bool>.Shared.Return(rare);
        return read;
    }

    private static bool Says(int length, char first) => length > 2 || char.IsDigit(first);

    private static uint Short(ulong hash) => (uint)(hash >> 32);
}
