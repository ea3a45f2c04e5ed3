namespace Sitrep.Gathering.Copies;

/// <summary>The pairs of articles that share enough features to be worth comparing in full.</summary>
internal sealed class CandidatePairs
{
    /// <summary>What the index holds at most; beyond it a sample of the features is indexed.</summary>
    private const int MostEntries = 16_000_000;

    private readonly int[][] later;

    private CandidatePairs(int[][] later) => this.later = later;

    /// <summary>The articles after this one that may be its copies, in order.</summary>
    public ReadOnlySpan<int> Of(int article) => later[article];

    public static CandidatePairs Find(SharedFeatures features)
    {
        var (hashes, articles, sample) = Entries(features);
        Array.Sort(hashes, articles);
        var (starts, members) = Postings(hashes, articles);

        // For each article the postings that it stands in, one after another: offsets[i] is where those of article i begin.
        int[] offsets = new int[features.Articles + 1];
        foreach (int article in members)
        {
            offsets[article + 1]++;
        }

        for (int i = 0; i < features.Articles; i++)
        {
            offsets[i + 1] += offsets[i];
        }

        int[] next = offsets[..^1], postings = new int[members.Length];
        for (int p = 0; p + 1 < starts.Length; p++)
        {
            for (int m = starts[p]; m < starts[p + 1]; m++)
            {
                postings[next[members[m]]++] = p;
            }
        }

        return new CandidatePairs(Count(features.Articles, starts, members, offsets, postings, sample == 1 ? Coverage.LeastShared : 2));
    }

    private static (ulong[] Hashes, int[] Articles, ulong Sample) Entries(SharedFeatures features)
    {
        long total = 0;
        for (int i = 0; i < features.Articles; i++)
        {
            total += features.Of(i).Length;
        }

        ulong sample = (ulong)Math.Max(1, (total + MostEntries - 1) / MostEntries);
        var hashes = new List<ulong>();
        var articles = new List<int>();
        for (int i = 0; i < features.Articles; i++)
        {
            foreach (Feature feature in features.Of(i))
            {
                if (sample == 1 || feature.Hash % sample == 0)
                {
                    hashes.Add(feature.Hash);
                    articles.Add(i);
                }
            }
        }

        return ([.. hashes], [.. articles], sample);
    }

    // The articles of each feature, without repetition, in order; features of a single article are left out.
    private static (int[] Starts, int[] Members) Postings(ulong[] hashes, int[] articles)
    {
        var starts = new List<int> { 0 };
        var members = new List<int>();
        for (int from = 0, to; from < hashes.Length; from = to)
        {
            to = from + 1;
            while (to < hashes.Length && hashes[to] == hashes[from])
            {
                to++;
            }

            Array.Sort(articles, from, to - from);
            int before = members.Count;
            for (int i = from; i < to; i++)
            {
                if (i == from || articles[i] != articles[i - 1])
                {
                    members.Add(articles[i]);
                }
            }

            if (members.Count - before < 2)
            {
                members.RemoveRange(before, members.Count - before);
            }
            else
            {
                starts.Add(members.Count);
            }
        }

        return ([.. starts], [.. members]);
    }

    private static int[][] Count(int articles, int[] starts, int[] members, int[] offsets, int[] postings, int least)
    {
        int[][] pairs = new int[articles][];
        int[] shared = new int[articles];
        var touched = new List<int>();
        var found = new List<int>();
        for (int i = 0; i < articles; i++)
        {
            touched.Clear();
            found.Clear();
            for (int p = offsets[i]; p < offsets[i + 1]; p++)
            {
                for (int m = starts[postings[p] + 1] - 1; members[m] != i; m--)
                {
                    if (shared[members[m]]++ == 0)
                    {
                        touched.Add(members[m]);
                    }
                }
            }

            foreach (int other in touched)
            {
                if (shared[other] >= least)
                {
                    found.Add(other);
                }

                shared[other] = 0;
            }

            found.Sort();
            pairs[i] = [.. found];
        }

        return pairs;
    }
}
