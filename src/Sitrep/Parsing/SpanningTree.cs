namespace Sitrep.Parsing;

/// <summary>Heads of a sentence from scores of all arcs: always a tree, with one child of the root.</summary>
internal static class SpanningTree
{
    // Larger than any sum of scores: the best tree then has as few children of the root as it can, which is one.
    private const double RootPenalty = 1e7;

    /// <summary>Takes each token's best head if that makes a tree, else the maximum spanning tree.</summary>
    /// <param name="scores">scores[dependent × stride + head], heads 0 (the root) to n, dependents 0 to n − 1, whose own head index is theirs + 1.</param>
    /// <param name="heads">Receives n heads: 0 the root, i + 1 the token i.</param>
    /// <param name="marks">Scratch of n + 1.</param>
    public static void Decode(ReadOnlySpan<float> scores, int stride, Span<int> heads, Span<int> marks)
    {
        int n = heads.Length;
        for (int d = 0; d < n; d++)
        {
            ReadOnlySpan<float> row = scores.Slice(d * stride, n + 1);
            int best = -1;
            for (int h = 0; h <= n; h++)
            {
                best = h != d + 1 && (best < 0 || row[h] > row[best]) ? h : best;
            }

            heads[d] = best;
        }

        if (!IsTree(heads, marks))
        {
            Maximum(scores, stride, heads);
        }
    }

    /// <summary>Whether there is one root, and it is above every token.</summary>
    /// <param name="marks">Scratch of n + 1.</param>
    public static bool IsTree(ReadOnlySpan<int> heads, Span<int> marks)
    {
        int roots = 0;
        marks[..(heads.Length + 1)].Clear();
        for (int i = 1; i <= heads.Length; i++)
        {
            roots += heads[i - 1] == 0 ? 1 : 0;
            int at = i;
            while (at != 0 && marks[at] == 0)
            {
                marks[at] = i;
                at = heads[at - 1];
            }

            if (at != 0 && marks[at] == i)
            {
                return false;
            }
        }

        return roots == 1;
    }

    /// <summary>The tree of the highest score (Chu and Liu 1965, Edmonds 1967).</summary>
    public static void Maximum(ReadOnlySpan<float> scores, int stride, Span<int> heads)
    {
        int n = heads.Length;
        double[,] weights = new double[n + 1, n + 1];
        for (int d = 1; d <= n; d++)
        {
            for (int h = 0; h <= n; h++)
            {
                weights[h, d] = h == d ? double.NegativeInfinity : scores[((d - 1) * stride) + h] - (h == 0 ? RootPenalty : 0);
            }
        }

        int[] found = Solve(weights);
        found.AsSpan(1).CopyTo(heads);
    }

    /// <summary>The best head of each node; node 0 is the root and has none.</summary>
    /// <param name="weights">weights[head, dependent].</param>
    private static int[] Solve(double[,] weights)
    {
        int n = weights.GetLength(0);
        int[] heads = new int[n];
        for (int d = 1; d < n; d++)
        {
            heads[d] = d == 1 ? 0 : 1;
            for (int h = 0; h < n; h++)
            {
                heads[d] = h != d && weights[h, d] > weights[heads[d], d] ? h : heads[d];
            }
        }

        return Cycle(heads) is { } cycle ? Resolve(weights, heads, cycle) : heads;
    }

    /// <summary>The nodes of a cycle, marked; null if there is none.</summary>
    private static bool[]? Cycle(int[] heads)
    {
        int[] seen = new int[heads.Length];
        for (int start = 1; start < heads.Length; start++)
        {
            int at = start;
            while (at != 0 && seen[at] == 0)
            {
                seen[at] = start;
                at = heads[at];
            }

            if (at != 0 && seen[at] == start)
            {
                bool[] cycle = new bool[heads.Length];
                for (; !cycle[at]; at = heads[at])
                {
                    cycle[at] = true;
                }

                return cycle;
            }
        }

        return null;
    }

    /// <summary>Solves the graph in which the cycle is one node, and opens the cycle where the solution enters it.</summary>
    private static int[] Resolve(double[,] weights, int[] heads, bool[] cycle)
    {
        int n = heads.Length;
        int[] kept = [.. Enumerable.Range(0, n).Where(i => !cycle[i])];
        int joint = kept.Length;
        double[,] smaller = new double[joint + 1, joint + 1];
        int[] entry = new int[joint], exit = new int[joint];
        for (int i = 0; i < joint; i++)
        {
            for (int j = 0; j < joint; j++)
            {
                smaller[i, j] = weights[kept[i], kept[j]];
            }

            // From outside into the cycle: what is won by letting one of its nodes hang there instead.
            smaller[i, joint] = smaller[joint, i] = double.NegativeInfinity;
            for (int c = 1; c < n; c++)
            {
                if (!cycle[c])
                {
                    continue;
                }

                double enter = weights[kept[i], c] - weights[heads[c], c];
                if (entry[i] == 0 || enter > smaller[i, joint])
                {
                    (smaller[i, joint], entry[i]) = (enter, c);
                }

                if (i > 0 && (exit[i] == 0 || weights[c, kept[i]] > smaller[joint, i]))
                {
                    (smaller[joint, i], exit[i]) = (weights[c, kept[i]], c);
                }
            }
        }

        int[] solved = Solve(smaller);
        int[] result = [.. heads];
        for (int i = 1; i < joint; i++)
        {
            result[kept[i]] = solved[i] == joint ? exit[i] : kept[solved[i]];
        }

        result[entry[solved[joint]]] = kept[solved[joint]];
        return result;
    }
}
