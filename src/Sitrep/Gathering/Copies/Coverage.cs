using System.Numerics;

namespace Sitrep.Gathering.Copies;

/// <summary>Which windows of an article another article covers.</summary>
/// <param name="Other">Index of the other article.</param>
/// <param name="Windows">A bit for each covered window of the article.</param>
/// <param name="Count">Number of covered windows.</param>
internal sealed record Cover(int Other, ulong[] Windows, int Count)
{
    public bool Has(int window) => (Windows[window >> 6] >> (window & 63) & 1) != 0;

    /// <summary>The windows covered by either, under the name of the other that covers more.</summary>
    public Cover With(Cover there)
    {
        ulong[] union = new ulong[Windows.Length];
        int sum = 0;
        for (int i = 0; i < union.Length; i++)
        {
            union[i] = Windows[i] | there.Windows[i];
            sum += BitOperations.PopCount(union[i]);
        }

        return new Cover(there.Count > Count ? there.Other : Other, union, sum);
    }

    /// <summary>Windows covered here and not there.</summary>
    public int Beyond(Cover there)
    {
        int sum = 0;
        for (int i = 0; i < Windows.Length; i++)
        {
            sum += BitOperations.PopCount(Windows[i] & ~there.Windows[i]);
        }

        return sum;
    }
}

/// <summary>For every pair of articles that share rare word sequences, how much of each the other covers.</summary>
internal sealed class Coverage
{
    /// <summary>Words in a window.</summary>
    public const int Window = 24;

    /// <summary>Places in a window that must match for it to count as covered.</summary>
    public const int Hits = 3;

    private const int MostPostings = 150;
    private const int MostCandidateEntries = 8_000_000;

    private readonly List<Cover>[] covers;

    private Coverage(int[] windows, List<Cover>[] covers)
    {
        Windows = windows;
        this.covers = covers;
    }

    /// <summary>Number of windows of each article, at least 1.</summary>
    public int[] Windows { get; }

    /// <summary>Covers of an article by others, in the order of the others.</summary>
    public IReadOnlyList<Cover> Of(int article) => covers[article];

    public Cover? Of(int article, int other)
    {
        List<Cover> list = covers[article];
        int low = 0, high = list.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (list[middle].Other == other)
            {
                return list[middle];
            }

            (low, high) = list[middle].Other < other ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>The share of an article's windows that the other covers, 0 to 1.</summary>
    public double Share(int article, int other) => Of(article, other) is { } cover ? (double)cover.Count / Windows[article] : 0;

    /// <summary>Number of windows in a text, at least 1; a rest of less than half a window belongs to the last.</summary>
    public static int WindowsOf(WordSequence text) => Math.Max(1, (text.Words.Length + (Window / 2)) / Window);

    /// <param name="formulas">Features that count for nothing.</param>
    public static Coverage Measure(Feature[][] features, int[] windows, HashSet<ulong> formulas)
    {
        var found = new List<Cover>[features.Length];
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = [];
        }

        var (candidates, tooCommon) = Candidates(features, formulas);
        tooCommon.UnionWith(formulas);
        var positions = new Dictionary<ulong, List<int>>();
        for (int i = 0; i < features.Length; i++)
        {
            if (candidates[i].Count == 0)
            {
                continue;
            }

            Index(features[i], tooCommon, positions);
            foreach (int j in candidates[i])
            {
                Compare(i, j, positions, features[j], windows, found);
            }
        }

        foreach (List<Cover> list in found)
        {
            list.Sort((x, y) => x.Other.CompareTo(y.Other));
        }

        return new Coverage(windows, found);
    }

    // An inverted index over a sample of the features, small enough for memory; every pair found is then compared in full.
    private static (List<int>[] Pairs, HashSet<ulong> TooCommon) Candidates(Feature[][] features, HashSet<ulong> formulas)
    {
        long total = features.Sum(f => (long)f.Length);
        ulong sample = (ulong)Math.Max(1, (total + MostCandidateEntries - 1) / MostCandidateEntries);
        var entries = new List<(ulong Hash, int Article)>();
        for (int i = 0; i < features.Length; i++)
        {
            foreach (Feature feature in features[i])
            {
                if ((sample == 1 || feature.Hash % sample == 0) && !formulas.Contains(feature.Hash))
                {
                    entries.Add((feature.Hash, i));
                }
            }
        }

        entries.Sort();
        var tooCommon = new HashSet<ulong>();
        var pairs = new Dictionary<(int, int), int>();
        for (int from = 0, to; from < entries.Count; from = to)
        {
            to = from + 1;
            while (to < entries.Count && entries[to].Hash == entries[from].Hash)
            {
                to++;
            }

            int[] articles = [.. entries[from..to].Select(e => e.Article).Distinct()];
            if (articles.Length > MostPostings)
            {
                tooCommon.Add(entries[from].Hash);
                continue;
            }

            for (int a = 0; a < articles.Length; a++)
            {
                for (int b = a + 1; b < articles.Length; b++)
                {
                    pairs[(articles[a], articles[b])] = pairs.GetValueOrDefault((articles[a], articles[b])) + 1;
                }
            }
        }

        var candidates = new List<int>[features.Length];
        for (int i = 0; i < candidates.Length; i++)
        {
            candidates[i] = [];
        }

        int least = sample == 1 ? 2 * Hits : 2;
        foreach (var ((a, b), shared) in pairs)
        {
            if (shared >= least)
            {
                candidates[a].Add(b);
            }
        }

        foreach (List<int> list in candidates)
        {
            list.Sort();
        }

        return (candidates, tooCommon);
    }

    private static void Index(Feature[] features, HashSet<ulong> tooCommon, Dictionary<ulong, List<int>> positions)
    {
        positions.Clear();
        foreach (Feature feature in features)
        {
            if (!tooCommon.Contains(feature.Hash))
            {
                if (!positions.TryGetValue(feature.Hash, out var list))
                {
                    positions[feature.Hash] = list = [];
                }

                list.Add(feature.Position);
            }
        }
    }

    private static void Compare(int i, int j, Dictionary<ulong, List<int>> positions, Feature[] other, int[] sizes, List<Cover>[] found)
    {
        var here = new HashSet<int>();
        var there = new HashSet<int>();
        foreach (Feature feature in other)
        {
            if (positions.TryGetValue(feature.Hash, out var list))
            {
                there.Add(feature.Position);
                here.UnionWith(list);
            }
        }

        Cover left = Cover(j, here, sizes[i]), right = Cover(i, there, sizes[j]);
        if (left.Count > 0 && right.Count > 0)
        {
            found[i].Add(left);
            found[j].Add(right);
        }
    }

    private static Cover Cover(int other, HashSet<int> positions, int windows)
    {
        int[] hits = new int[windows];
        foreach (int position in positions)
        {
            hits[Math.Min(position / Window, windows - 1)]++;
        }

        ulong[] bits = new ulong[(windows + 63) / 64];
        int count = 0;
        for (int w = 0; w < windows; w++)
        {
            if (hits[w] >= Hits)
            {
                bits[w >> 6] |= 1UL << (w & 63);
                count++;
            }
        }

        return new Cover(other, bits, count);
    }
}
