namespace Sitrep.Gathering.Copies;

/// <summary>Finds the features that several unrelated stories share: phrases of the trade, names of institutions, stock sentences.</summary>
internal static class Formulas
{
    /// <summary>A feature found in this many groups is no mark of any.</summary>
    private const int Groups = 4;

    /// <param name="groups">For each article the number that it shares with its copies, −1 for merged ones, which do not count.</param>
    public static HashSet<ulong> Of(SharedFeatures features, int[] groups)
    {
        var hashes = new List<ulong>();
        var owners = new List<int>();
        for (int i = 0; i < features.Articles; i++)
        {
            foreach (Feature feature in groups[i] < 0 ? [] : features.Of(i))
            {
                hashes.Add(feature.Hash);
                owners.Add(groups[i]);
            }
        }

        ulong[] keys = [.. hashes];
        int[] items = [.. owners];
        Array.Sort(keys, items);
        var formulas = new HashSet<ulong>();
        Span<int> distinct = stackalloc int[Groups];
        for (int from = 0, to; from < keys.Length; from = to)
        {
            int known = 0;
            for (to = from; to < keys.Length && keys[to] == keys[from]; to++)
            {
                if (known < Groups && !distinct[..known].Contains(items[to]))
                {
                    distinct[known++] = items[to];
                }
            }

            if (known == Groups)
            {
                formulas.Add(keys[from]);
            }
        }

        return formulas;
    }
}
