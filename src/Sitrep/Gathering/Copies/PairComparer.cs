namespace Sitrep.Gathering.Copies;

/// <summary>Compares an article with all later ones that share enough features with it. Holds room for that; one for each thread.</summary>
/// <param name="windows">Number of windows of each article.</param>
/// <param name="ignored">For each feature whether it counts for nothing.</param>
internal sealed class PairComparer(FeatureIndex index, int[] windows, bool[] ignored)
{
    // For each article first how many features it shares, then its place among those to compare, counted from 1.
    private readonly int[] shared = new int[index.Articles];
    private readonly List<int> touched = [];
    private readonly List<(WindowMarks Here, WindowMarks There)> marks = [];

    /// <returns>What each later article covers of this one, and this one of it, where both cover something; in the order of the others.</returns>
    public List<(Cover Here, Cover There)> Compare(int article)
    {
        Count(article);
        if (Choose() > 0)
        {
            Mark(article);
        }

        var found = new List<(Cover, Cover)>();
        foreach (int other in touched)
        {
            if (shared[other] > 0)
            {
                var (here, there) = marks[shared[other] - 1];
                var (left, covered) = here.Windows(windows[article]);
                var (right, back) = there.Windows(windows[other]);
                if (covered > 0 && back > 0)
                {
                    found.Add((new Cover(other, left, covered, back), new Cover(article, right, back, covered)));
                }

                here.Clear();
                there.Clear();
                shared[other] = 0;
            }
        }

        touched.Clear();
        return found;
    }

    private void Count(int article)
    {
        ReadOnlySpan<int> features = index.FeaturesOf(article), firsts = index.FirstsOf(article);
        for (int f = 0; f < features.Length; f++)
        {
            if (ignored[features[f]])
            {
                continue;
            }

            int before = article;
            foreach (int other in index.ArticlesOf(features[f])[firsts[f]..])
            {
                if (other != before)
                {
                    before = other;
                    if (shared[other]++ == 0)
                    {
                        touched.Add(other);
                    }
                }
            }
        }
    }

    private int Choose()
    {
        touched.Sort();
        int chosen = 0;
        foreach (int other in touched)
        {
            shared[other] = shared[other] >= Coverage.LeastShared ? ++chosen : 0;
        }

        while (marks.Count < chosen)
        {
            marks.Add((new WindowMarks(), new WindowMarks()));
        }

        return chosen;
    }

    private void Mark(int article)
    {
        ReadOnlySpan<int> features = index.FeaturesOf(article), firsts = index.FirstsOf(article);
        for (int f = 0; f < features.Length; f++)
        {
            if (ignored[features[f]])
            {
                continue;
            }

            ReadOnlySpan<int> articles = index.ArticlesOf(features[f])[firsts[f]..], positions = index.PositionsOf(features[f])[firsts[f]..];
            int own = 1;
            while (own < articles.Length && articles[own] == article)
            {
                own++;
            }

            for (int o = own; o < articles.Length; o++)
            {
                if (shared[articles[o]] == 0)
                {
                    continue;
                }

                var (here, there) = marks[shared[articles[o]] - 1];
                there.Set(positions[o]);
                if (articles[o] != articles[o - 1])
                {
                    foreach (int position in positions[..own])
                    {
                        here.Set(position);
                    }
                }
            }
        }
    }
}
