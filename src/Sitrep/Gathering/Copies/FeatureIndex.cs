using System.Buffers;
using System.Numerics;

namespace Sitrep.Gathering.Copies;

/// <summary>For each feature that several articles have, but not many: where it stands in which of them. All that copies can be told by.</summary>
internal sealed class FeatureIndex
{
    /// <summary>Features of more articles than this say nothing of a pair.</summary>
    private const int MostArticles = 150;

    private const int ArticlesOfPart = 512;

    /// <summary>Occurrences that are sorted together, few enough for a processor's own memory.</summary>
    private const int SortedTogether = 8192;

    private const int MostPartitionBits = 12;

    private readonly int[] starts, articles, positions;
    private readonly int[] offsets, features, firsts;

    // Features are numbered by the first article that has them, so that most of what is read for an article lies side by side.
    private FeatureIndex(int count, (int[] Lengths, int[] Articles, int[] Positions)[] parts)
    {
        int[] next = new int[count + 1];
        foreach (var (lengths, members, _) in parts)
        {
            for (int f = 0, from = 0; f < lengths.Length; from += lengths[f++])
            {
                next[members[from]]++;
            }
        }

        Begin(next);
        starts = new int[next[count] + 1];
        int[] numbers = new int[next[count]];
        int feature = 0;
        foreach (var (lengths, members, _) in parts)
        {
            for (int f = 0, from = 0; f < lengths.Length; from += lengths[f++])
            {
                numbers[feature] = next[members[from]]++;
                starts[numbers[feature++]] = lengths[f];
            }
        }

        Begin(starts);
        articles = new int[starts[^1]];
        positions = new int[starts[^1]];
        feature = 0;
        foreach (var (lengths, members, places) in parts)
        {
            for (int f = 0, from = 0; f < lengths.Length; from += lengths[f++])
            {
                int to = starts[numbers[feature++]];
                members.AsSpan(from, lengths[f]).CopyTo(articles.AsSpan(to));
                places.AsSpan(from, lengths[f]).CopyTo(positions.AsSpan(to));
            }
        }

        (offsets, features, firsts) = ByArticle(count);
    }

    public int Articles => offsets.Length - 1;

    /// <summary>How many features are indexed; they go by number.</summary>
    public int Features => starts.Length - 1;

    /// <summary>The article of each occurrence of a feature, ascending.</summary>
    public ReadOnlySpan<int> ArticlesOf(int feature) => articles.AsSpan(starts[feature]..starts[feature + 1]);

    /// <summary>The word at which each occurrence of a feature stands, in the same order.</summary>
    public ReadOnlySpan<int> PositionsOf(int feature) => positions.AsSpan(starts[feature]..starts[feature + 1]);

    /// <summary>The features that an article shares with later ones, each once.</summary>
    public ReadOnlySpan<int> FeaturesOf(int article) => features.AsSpan(offsets[article]..offsets[article + 1]);

    /// <summary>For each feature of an article, in the same order, which of the feature's occurrences is the first in this article.</summary>
    public ReadOnlySpan<int> FirstsOf(int article) => firsts.AsSpan(offsets[article]..offsets[article + 1]);

    public static FeatureIndex Of(WordSequence[] texts)
    {
        var counts = new FeatureCounts(texts);
        var parts = new Occurrence[(texts.Length + ArticlesOfPart - 1) / ArticlesOfPart][];
        Parallel.For(0, parts.Length, p => parts[p] = Occurrences(texts, p * ArticlesOfPart, Math.Min(texts.Length, (p + 1) * ArticlesOfPart), counts));
        var (sorted, ends) = Partition(parts);
        var found = new (int[], int[], int[])[ends.Length];
        int skipped = BitOperations.Log2((uint)ends.Length);
        Parallel.For(0, ends.Length, p => found[p] = Grouped(sorted.AsSpan((p == 0 ? 0 : ends[p - 1])..ends[p]), skipped));
        return new FeatureIndex(texts.Length, found);
    }

    private static Occurrence[] Occurrences(WordSequence[] texts, int from, int to, FeatureCounts counts)
    {
        Occurrence[] kept = ArrayPool<Occurrence>.Shared.Rent(2 * texts[from..to].Sum(t => t.Words.Length));
        int count = 0;
        Feature[] buffer = [];
        for (int i = from; i < to; i++)
        {
            foreach (Feature feature in Feature.Of(texts[i], ref buffer))
            {
                if (counts.Of(feature.Hash) is > 1 and <= MostArticles)
                {
                    kept[count++] = new Occurrence(feature.Hash, i, feature.Position);
                }
            }
        }

        Occurrence[] found = kept[..count];
        ArrayPool<Occurrence>.Shared.Return(kept);
        return found;
    }

    // By the first bits of the hash, in each part in the order of articles. The parts are let go one by one.
    private static (Occurrence[] Sorted, int[] Ends) Partition(Occurrence[][] parts)
    {
        int total = parts.Sum(p => p.Length), bits = Math.Clamp(BitOperations.Log2((uint)(total / SortedTogether) + 1), 0, MostPartitionBits);
        int[] next = new int[1 << bits];
        foreach (Occurrence[] part in parts)
        {
            foreach (ref readonly Occurrence occurrence in part.AsSpan())
            {
                next[occurrence.Slot(0, bits)]++;
            }
        }

        Begin(next);
        var sorted = new Occurrence[total];
        for (int p = 0; p < parts.Length; p++)
        {
            foreach (ref readonly Occurrence occurrence in parts[p].AsSpan())
            {
                sorted[next[occurrence.Slot(0, bits)]++] = occurrence;
            }

            parts[p] = [];
        }

        return (sorted, next);
    }

    // Puts equal hashes side by side: first by as many further bits as nearly tell them apart, then the few that share these bits.
    private static (int[] Lengths, int[] Articles, int[] Positions) Grouped(Span<Occurrence> occurrences, int skipped)
    {
        int bits = BitOperations.Log2((uint)occurrences.Length + 1) + 1;
        int[] next = new int[1 << bits];
        foreach (ref readonly Occurrence occurrence in occurrences)
        {
            next[occurrence.Slot(skipped, bits)]++;
        }

        Begin(next);
        var sorted = new Occurrence[occurrences.Length];
        foreach (ref readonly Occurrence occurrence in occurrences)
        {
            sorted[next[occurrence.Slot(skipped, bits)]++] = occurrence;
        }

        List<int> lengths = [], members = [], places = [];
        for (int s = 0; s < next.Length; s++)
        {
            Span<Occurrence> slot = sorted.AsSpan((s == 0 ? 0 : next[s - 1])..next[s]);
            SortByHash(slot);
            for (int from = 0, to; from < slot.Length; from = to)
            {
                to = from + 1;
                while (to < slot.Length && slot[to].Hash == slot[from].Hash)
                {
                    to++;
                }

                if (slot[from].Article != slot[to - 1].Article)
                {
                    lengths.Add(to - from);
                    foreach (ref readonly Occurrence occurrence in slot[from..to])
                    {
                        members.Add(occurrence.Article);
                        places.Add(occurrence.Position);
                    }
                }
            }
        }

        return ([.. lengths], [.. members], [.. places]);
    }

    // By insertion: slots hold one hash or two, and what is equal has to keep its order.
    private static void SortByHash(Span<Occurrence> slot)
    {
        for (int i = 1; i < slot.Length; i++)
        {
            Occurrence moved = slot[i];
            int to = i;
            for (; to > 0 && slot[to - 1].Hash > moved.Hash; to--)
            {
                slot[to] = slot[to - 1];
            }

            slot[to] = moved;
        }
    }

    // Turns numbers of items into the places at which the first of them goes.
    private static void Begin(int[] counts)
    {
        int sum = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            (counts[i], sum) = (sum, sum + counts[i]);
        }
    }

    // For each article but the last of each feature.
    private (int[] Offsets, int[] Features, int[] Firsts) ByArticle(int count)
    {
        int[] begins = new int[count + 1];
        for (int f = 0; f < Features; f++)
        {
            for (int o = starts[f]; o < starts[f + 1]; o++)
            {
                begins[articles[o]] += IsFirst(f, o) && IsFollowed(f, o) ? 1 : 0;
            }
        }

        Begin(begins);
        int[] next = begins[..^1], numbers = new int[begins[^1]], entries = new int[begins[^1]];
        for (int f = 0; f < Features; f++)
        {
            for (int o = starts[f]; o < starts[f + 1]; o++)
            {
                if (IsFirst(f, o) && IsFollowed(f, o))
                {
                    int at = next[articles[o]]++;
                    numbers[at] = f;
                    entries[at] = o - starts[f];
                }
            }
        }

        return (begins, numbers, entries);
    }

    private bool IsFirst(int feature, int occurrence) => occurrence == starts[feature] || articles[occurrence] != articles[occurrence - 1];

    private bool IsFollowed(int feature, int occurrence) => articles[occurrence] != articles[starts[feature + 1] - 1];

    private readonly record struct Occurrence(ulong Hash, int Article, int Position)
    {
        /// <summary>A number of bits of the hash after the first ones.</summary>
        public int Slot(int skipped, int bits) => bits == 0 ? 0 : (int)(Hash << skipped >> (64 - bits));
    }
}
