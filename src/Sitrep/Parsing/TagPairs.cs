using System.Collections.Immutable;

namespace Sitrep.Parsing;

/// <summary>Which universal and which treebank tags stand together: a noun is no <c>NNP</c>.</summary>
internal sealed class TagPairs
{
    private readonly bool[] known;
    private readonly int xposTags;

    /// <param name="features">Lines whose keys begin with a pair of tags, see <see cref="Morphology.Key"/>.</param>
    public TagPairs(ImmutableArray<string> upos, ImmutableArray<string> xpos, ImmutableArray<string> features)
    {
        xposTags = xpos.Length;
        known = new bool[upos.Length * xposTags];
        foreach (string line in features)
        {
            string[] tags = line.Split(' ', 3);
            if (upos.IndexOf(tags[0]) is >= 0 and int u && xpos.IndexOf(tags[1]) is >= 0 and int x)
            {
                known[(u * xposTags) + x] = true;
            }
        }
    }

    /// <summary>The pair with the highest sum of scores among those that are known.</summary>
    public (int Upos, int Xpos) Best(ReadOnlySpan<float> upos, ReadOnlySpan<float> xpos)
    {
        int bestUpos = ParserNetwork.Best(upos), bestXpos = ParserNetwork.Best(xpos);
        if (known[(bestUpos * xposTags) + bestXpos])
        {
            return (bestUpos, bestXpos);
        }

        float most = float.NegativeInfinity;
        for (int u = 0; u < upos.Length; u++)
        {
            for (int x = 0; x < xpos.Length; x++)
            {
                if (known[(u * xposTags) + x] && upos[u] + xpos[x] > most)
                {
                    (bestUpos, bestXpos, most) = (u, x, upos[u] + xpos[x]);
                }
            }
        }

        return (bestUpos, bestXpos);
    }
}
