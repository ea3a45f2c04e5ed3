namespace Sitrep.Gathering.Copies;

/// <summary>A sequence of words that a copy would share.</summary>
/// <param name="Position">Index of the word at which it stands.</param>
internal readonly record struct Feature(ulong Hash, int Position)
{
    private const int AnchorReach = 12;

    /// <summary>Runs of three words with a rare one in them, and pairs of neighbouring rare words, which rewording between them leaves alone.</summary>
    /// <param name="buffer">Holds the answer; made longer where it has to be.</param>
    public static ReadOnlySpan<Feature> Of(WordSequence text, ref Feature[] buffer)
    {
        uint[] words = text.Words;
        bool[] rare = text.Rare;
        if (buffer.Length < 2 * words.Length)
        {
            buffer = new Feature[4 * words.Length];
        }

        int count = 0, last = -1;
        for (int i = 0; i < words.Length; i++)
        {
            if (i + 2 < words.Length && (rare[i] || rare[i + 1] || rare[i + 2]))
            {
                buffer[count++] = new Feature(Sequences.Join(Sequences.Join(Sequences.Join(0, words[i]), words[i + 1]), words[i + 2]), i);
            }

            if (!rare[i])
            {
                continue;
            }

            if (last >= 0 && i - last <= AnchorReach)
            {
                buffer[count++] = new Feature(Sequences.Join(Sequences.Join(1, words[last]), words[i]), i);
            }

            last = i;
        }

        return buffer.AsSpan(0, count);
    }
}
