namespace Sitrep.Gathering.Copies;

/// <summary>Hashes of runs of words.</summary>
internal static class Sequences
{
    public static ulong Hash(ReadOnlySpan<uint> words)
    {
        ulong hash = 0;
        foreach (uint word in words)
        {
            hash = Join(hash, word);
        }

        return hash;
    }

    public static ulong Join(ulong hash, uint word)
    {
        unchecked
        {
            hash = (hash + word + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
            return hash ^ (hash >> 29);
        }
    }

    /// <summary>A hash for each run of <paramref name="length"/> words.</summary>
    public static IEnumerable<ulong> Of(uint[] words, int length)
    {
        for (int i = 0; i + length <= words.Length; i++)
        {
            yield return Hash(words.AsSpan(i, length));
        }
    }
}
