namespace Sitrep.Gathering.Copies;

/// <summary>About how often each feature stands in all texts, up to 255: counted by a part of its hash, so never too low and seldom too high.</summary>
internal sealed class FeatureCounts
{
    private const int LeastBits = 16, MostBits = 27;

    private readonly byte[] counts;
    private readonly ulong mask;

    public FeatureCounts(WordSequence[] texts)
    {
        // Twice as many counters as features, as far as memory goes: at most two features begin at a word.
        long features = texts.Sum(t => 2L * t.Words.Length);
        int bits = LeastBits;
        while (bits < MostBits && 1L << bits < 2 * features)
        {
            bits++;
        }

        counts = new byte[1 << bits];
        mask = (ulong)counts.Length - 1;
        Parallel.ForEach(texts, static () => Array.Empty<Feature>(), (text, _, buffer) =>
        {
            foreach (Feature feature in Feature.Of(text, ref buffer))
            {
                Increment(ref counts[feature.Hash & mask]);
            }

            return buffer;
        }, static _ => { });
    }

    public int Of(ulong feature) => counts[feature & mask];

    // Several threads count at once.
    private static void Increment(ref byte count)
    {
        byte seen = Volatile.Read(ref count);
        while (seen < byte.MaxValue && Interlocked.CompareExchange(ref count, (byte)(seen + 1), seen) is var found && found != seen)
        {
            seen = found;
        }
    }
}
