namespace Sitrep.Gathering.Copies;

/// <summary>Finds the features that several unrelated stories share: phrases of the trade, names of institutions, stock sentences.</summary>
internal static class Formulas
{
    /// <summary>A feature found in this many groups is no mark of any.</summary>
    private const int Groups = 4;

    /// <param name="groups">For each article the number that it shares with its copies, −1 for merged ones, which do not count.</param>
    /// <returns>For each feature whether it is one.</returns>
    public static bool[] Of(FeatureIndex index, int[] groups)
    {
        bool[] formulas = new bool[index.Features];
        Span<int> distinct = stackalloc int[Groups];
        for (int feature = 0; feature < formulas.Length; feature++)
        {
            int known = 0;
            foreach (int article in index.ArticlesOf(feature))
            {
                if (groups[article] >= 0 && !distinct[..known].Contains(groups[article]))
                {
                    distinct[known++] = groups[article];
                    if (known == Groups)
                    {
                        formulas[feature] = true;
                        break;
                    }
                }
            }
        }

        return formulas;
    }
}
