namespace Sitrep.Evaluation;

/// <summary>Pairs gold with found spans, one to one.</summary>
internal static class SpanMatching
{
    public static int Overlap(Span a, Span b) => Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start);

    /// <summary>Pairs best first: by <paramref name="rank"/> (lower is better), then longer overlaps, then text order.</summary>
    /// <param name="rank">Null for a pair that may not be made.</param>
    public static List<(int Gold, int Found)> Pair<TGold, TFound>(
        IReadOnlyList<TGold> gold, IReadOnlyList<TFound> found, Func<TGold, Span> spanOfGold, Func<TFound, Span> spanOfFound, Func<TGold, TFound, int?> rank)
    {
        var candidates = new List<(int Rank, int Distance, int Gold, int Found)>();
        for (int g = 0; g < gold.Count; g++)
        {
            for (int f = 0; f < found.Count; f++)
            {
                int overlap = Overlap(spanOfGold(gold[g]), spanOfFound(found[f]));
                if (overlap > 0 && rank(gold[g], found[f]) is { } order)
                {
                    candidates.Add((order, -overlap, g, f));
                }
            }
        }

        candidates.Sort();
        var usedGold = new HashSet<int>();
        var usedFound = new HashSet<int>();
        var pairs = new List<(int, int)>();
        foreach (var (_, _, g, f) in candidates)
        {
            if (!usedGold.Contains(g) && !usedFound.Contains(f))
            {
                usedGold.Add(g);
                usedFound.Add(f);
                pairs.Add((g, f));
            }
        }

        return pairs;
    }
}
