using System.Collections.Immutable;

namespace Sitrep.Gathering.Copies;

/// <summary>Joins articles into groups of copies by how much they cover each other.</summary>
internal sealed class CopyGroups(IReadOnlyList<CopyCandidate> articles, Coverage coverage)
{
    private const int LeastWindows = 2;

    /// <summary>A part that another story must cover for an article to count as merged.</summary>
    private const double MergedShare = 0.15;

    /// <summary>A merged article takes at least this share of each of its two texts; less is a quotation.</summary>
    private const double TakenShare = 0.4;
    private const double LeastTaken = 0.2;

    private const double NearlyWhole = 0.85;
    private const double Whole = 0.95;

    /// <summary>Texts that are nearly one cover at least this share of each other, both ways.</summary>
    private const double EachWay = 0.75;

    /// <summary>Characters of an ISO 8601 day.</summary>
    private const int DayLength = 10;

    /// <summary>Up to this many windows in one unbroken run, a match is a quotation.</summary>
    private const int QuotationWindows = 5;

    /// <summary>A text that holds another holds it as a small part of its own below this share.</summary>
    private const double SmallPart = 0.5;

    private const double Tolerance = 0.1;

    private readonly int[] parent = [.. Enumerable.Range(0, articles.Count)];

    public ImmutableArray<CopyPlacement> Place() => Number(Join());

    /// <summary>For each article a number that it shares with its copies, −1 for a merged article.</summary>
    public int[] Roots()
    {
        var merged = Join();
        return [.. Enumerable.Range(0, articles.Count).Select(i => merged.ContainsKey(i) ? -1 : Root(i))];
    }

    private Dictionary<int, (int First, int Second)> Join()
    {
        // Texts that cover each other nearly whole; a merged one covers none of its two.
        Unite((i, cover) => AreNearlyOne(coverage.Share(i, cover), coverage.ShareBack(cover)));
        var size = new Dictionary<int, int>();
        for (int i = 0; i < articles.Count; i++)
        {
            size[Root(i)] = size.GetValueOrDefault(Root(i)) + 1;
        }

        var merged = FindMerged([.. Enumerable.Range(0, articles.Count)], size, []);

        // Once more, since what is merged itself is the source of nobody where its own source is there.
        merged = FindMerged([.. merged.Keys.Order()], size, [.. merged.Keys]);
        Unite((i, cover) => !merged.ContainsKey(i) && !merged.ContainsKey(cover.Other) && AreCopies(i, cover) && !IsQuotationOfAnother(i, cover, merged));
        return merged;
    }

    private Dictionary<int, (int First, int Second)> FindMerged(int[] candidates, Dictionary<int, int> size, HashSet<int> known)
    {
        var merged = new Dictionary<int, (int First, int Second)>();
        foreach (int i in candidates)
        {
            if ((Merged(i, size, known) ?? (known.Count > 0 ? Merged(i, size, []) : null)) is { } parts)
            {
                merged.Add(i, parts);
            }
        }

        return merged;
    }

    private static bool AreNearlyOne(double left, double right) => Math.Max(left, right) >= NearlyWhole && Math.Min(left, right) >= EachWay;

    private void Unite(Func<int, Cover, bool> belong)
    {
        for (int i = 0; i < articles.Count; i++)
        {
            foreach (Cover cover in coverage.Of(i))
            {
                if (cover.Other > i && belong(i, cover))
                {
                    parent[Root(i)] = Root(cover.Other);
                }
            }
        }
    }

    private bool AreCopies(int i, Cover cover)
    {
        double left = coverage.Share(i, cover), right = coverage.ShareBack(cover);
        return Math.Max(left, right) >= CopyFinder.CopyShare
            && Math.Min(cover.Count, cover.Back) >= Math.Min(LeastWindows, Math.Min(coverage.Windows[i], coverage.Windows[cover.Other]))
            && !IsQuotation(i, cover, left, right);
    }

    // A few sentences of a short text within a longer one of its own.
    private bool IsQuotation(int i, Cover here, double left, double right) =>
        Math.Min(left, right) < 0.35 && Math.Max(left, right) < 0.9 && here.Count <= QuotationWindows && LongestRun(here, coverage.Windows[i]) == here.Count;

    // A short text stands whole in a longer one, but comes from a third that the longer one is no copy of: both took a few sentences of the third.
    private bool IsQuotationOfAnother(int i, Cover cover, Dictionary<int, (int First, int Second)> merged)
    {
        double left = coverage.Share(i, cover), right = coverage.ShareBack(cover);
        if (Math.Min(left, right) >= SmallPart)
        {
            return false;
        }

        var (part, whole) = left > right ? (i, cover.Other) : (cover.Other, i);
        double taken = Math.Max(left, right), holds = Math.Min(left, right);
        return coverage.Of(part).Any(source => source.Other != whole && !merged.ContainsKey(source.Other) && coverage.Share(part, source) >= taken - Tolerance && coverage.ShareBack(source) > holds
            && AreCopies(part, source) && !(coverage.Of(whole, source.Other) is { } direct && AreCopies(whole, direct)));
    }

    private static int LongestRun(Cover cover, int windows)
    {
        int longest = 0, run = 0;
        for (int w = 0; w < windows; w++)
        {
            run = cover.Has(w) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    // Two groups of texts, unlike each other, cover different parts of it, and neither covers it nearly whole.
    private (int First, int Second)? Merged(int i, Dictionary<int, int> size, HashSet<int> passed)
    {
        int windows = coverage.Windows[i];
        double least = Math.Max(LeastWindows, MergedShare * windows);
        var parts = new Dictionary<int, Cover>();
        foreach (Cover cover in coverage.Of(i))
        {
            if (passed.Contains(cover.Other))
            {
                continue;
            }

            int root = Root(cover.Other);
            parts[root] = parts.TryGetValue(root, out Cover? known) ? known.With(cover) : cover;
        }

        // Of a text that belongs to a group already, one part is that group's.
        int own = size[Root(i)] > 1 ? Root(i) : -1;
        var order = parts.Where(p => p.Value.Count >= least).OrderByDescending(p => p.Value.Count).ThenByDescending(p => size[p.Key]).ThenBy(p => p.Value.Other).ToList();
        foreach (var (root, first) in order.Where(p => p.Value.Count <= NearlyWhole * windows && (own < 0 || p.Key == own)))
        {
            var second = order.Where(p => p.Key != root && p.Value.Beyond(first) >= Math.Max(least, p.Value.Count / 2.0) && AreTaken(first, p.Value, windows) && Unlike(p.Value.Other, first.Other))
                .OrderByDescending(p => p.Value.Beyond(first)).ThenByDescending(p => size[p.Key]).Select(p => p.Value).FirstOrDefault();
            if (second is not null)
            {
                return (first.Other, second.Other);
            }
        }

        return null;
    }

    // Much of each; or less of one, where nothing else is in the text.
    private bool AreTaken(Cover first, Cover second, int windows)
    {
        double left = coverage.ShareBack(first), right = coverage.ShareBack(second), less = Math.Min(left, right);
        return less >= TakenShare || (less >= LeastTaken && Math.Max(left, right) >= TakenShare && first.With(second).Count >= Whole * windows);
    }

    private bool Unlike(int i, int j) => coverage.Share(i, j) < MergedShare && coverage.Share(j, i) < MergedShare;

    private ImmutableArray<CopyPlacement> Number(Dictionary<int, (int First, int Second)> merged)
    {
        var numbers = new Dictionary<int, int>();
        int NumberOf(int article)
        {
            int root = Root(article);
            return numbers.TryGetValue(root, out int number) ? number : numbers[root] = numbers.Count + 1;
        }

        var origins = new Dictionary<int, int>();
        for (int i = 0; i < articles.Count; i++)
        {
            int root = Root(i);
            if (!merged.ContainsKey(i) && (!origins.TryGetValue(root, out int origin) || ComesBefore(i, origin)))
            {
                origins[root] = i;
            }
        }

        var placements = ImmutableArray.CreateBuilder<CopyPlacement>(articles.Count);
        for (int i = 0; i < articles.Count; i++)
        {
            if (merged.TryGetValue(i, out var parts) && Root(parts.First) != Root(parts.Second))
            {
                placements.Add(new CopyPlacement(articles[i].Id, [NumberOf(parts.First), NumberOf(parts.Second)], null, null));
                continue;
            }

            int origin = origins.GetValueOrDefault(Root(i), i);
            placements.Add(origin == i
                ? new CopyPlacement(articles[i].Id, [NumberOf(i)], null, null)
                : new CopyPlacement(articles[i].Id, [NumberOf(i)], articles[origin].Id, Math.Round(coverage.Share(i, origin), 2)));
        }

        return placements.ToImmutable();
    }

    // Earlier first, by day and, where both tell it, by time of day; else the longer text, else the one that came in first.
    private bool ComesBefore(int i, int j)
    {
        string a = articles[i].Published ?? "9", b = articles[j].Published ?? "9";
        int length = a.Length > DayLength && b.Length > DayLength ? Math.Max(a.Length, b.Length) : DayLength;
        int order = string.CompareOrdinal(a, 0, b, 0, length);
        order = order != 0 ? order : coverage.Windows[j].CompareTo(coverage.Windows[i]);
        return order < 0 || (order == 0 && i < j);
    }

    private int Root(int i)
    {
        while (parent[i] != i)
        {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }

        return i;
    }
}
