namespace Sitrep.Gathering.Copies;

/// <summary>A sequence of words that a copy would share.</summary>
/// <param name="Position">Index of the word at which it stands.</param>
internal readonly record struct Feature(ulong Hash, int Position)
{
    private const int AnchorReach = 12;

    // Runs of three words with a rare one in them, and pairs of neighbouring rare words, which rewording between them leaves alone.
    public static Feature[] Of(WordSequence text)
    {
        var features = new List<Feature>(2 * text.Words.Length);
        uint[] words = text.Words;
        bool[] rare = text.Rare;
        for (int i = 0; i + 2 < words.Length; i++)
        {
            if (rare[i] || rare[i + 1] || rare[i + 2])
            {
                features.Add(new Feature(Sequences.Hash(words.AsSpan(i, 3)), i));
            }
        }

        int last = -1;
        for (int i = 0; i < words.Length; i++)
        {
            if (!rare[i])
            {
                continue;
            }

            if (last >= 0 && i - last <= AnchorReach)
            {
                features.Add(new Feature(Sequences.Join(Sequences.Join(1, words[last]), words[i]), i));
            }

            last = i;
        }

        return [.. features];
    }
}
