using System.Numerics;

namespace Sitrep.Gathering.Copies;

/// <summary>Which windows of an article another article covers.</summary>
/// <param name="Other">Index of the other article.</param>
/// <param name="Windows">A bit for each covered window of the article.</param>
/// <param name="Count">Number of covered windows.</param>
/// <param name="Back">Number of windows of the other article that this one covers.</param>
internal sealed record Cover(int Other, ulong[] Windows, int Count, int Back)
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

        Cover greater = there.Count > Count ? there : this;
        return greater with { Windows = union, Count = sum };
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

    /// <summary>Features that two texts must share at least.</summary>
    public const int LeastShared = 2 * Hits;

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
    public double Share(int article, int other) => Of(article, other) is { } cover ? Share(article, cover) : 0;

    /// <summary>The share of an article's windows that one of its covers takes, 0 to 1.</summary>
    public double Share(int article, Cover cover) => (double)cover.Count / Windows[article];

    /// <summary>The share of the other article's windows that the one covered covers in turn, 0 to 1.</summary>
    public double ShareBack(Cover cover) => (double)cover.Back / Windows[cover.Other];

    /// <summary>Number of windows in a text, at least 1; a rest of less than half a window belongs to the last.</summary>
    public static int WindowsOf(WordSequence text) => Math.Max(1, (text.Words.Length + (Window / 2)) / Window);

    /// <param name="windows">Number of windows of each article.</param>
    /// <param name="ignored">For each feature whether it counts for nothing.</param>
    public static Coverage Measure(FeatureIndex index, int[] windows, bool[] ignored)
    {
        var compared = new List<(Cover Left, Cover Right)>[index.Articles];
        Parallel.For(
            0,
            index.Articles,
            () => new PairComparer(index, windows, ignored),
            (i, _, comparer) =>
            {
                compared[i] = comparer.Compare(i);
                return comparer;
            },
            static _ => { });
        return new Coverage(windows, Joined(compared));
    }

    // Every pair is compared at its earlier article, so the lists come out in order.
    private static List<Cover>[] Joined(List<(Cover Left, Cover Right)>[] compared)
    {
        var found = new List<Cover>[compared.Length];
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = [];
        }

        for (int i = 0; i < compared.Length; i++)
        {
            foreach (var (left, right) in compared[i])
            {
                found[i].Add(left);
                found[left.Other].Add(right);
            }
        }

        return found;
    }
}
