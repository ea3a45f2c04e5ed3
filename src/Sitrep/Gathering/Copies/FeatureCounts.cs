namespace Sitrep.Gathering.Copies;

/// <summary>About how often each feature stands in all texts: counted by a part of its hash, so never too low and seldom too high.</summary>
internal sealed class FeatureCounts
{
    private const int LeastBits = 16, MostBits = 25;

    private readonly int[] counts;
    private readonly ulong mask;

    public FeatureCounts(WordSequence[] texts)
    {
        // Twice as many counters as features, as far as memory goes: about as many features as words.
        long features = texts.Sum(t => 2L * t.Words.Length);
        int bits = LeastBits;
        while (bits < MostBits && 1L << bits < 2 * features)
        {
            bits++;
        }

        counts = new int[1 << bits];
        mask = (ulong)counts.Length - 1;
        Parallel.ForEach(texts, text =>
        {
            foreach (Feature feature in Feature.Of(text))
            {
                Interlocked.Increment(ref counts[feature.Hash & mask]);
            }
        });
    }

    public int Of(ulong feature) => counts[feature & mask];
}
