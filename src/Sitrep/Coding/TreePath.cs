using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>The way from one word of a sentence to another, through its tree and along its line.</summary>
internal static class TreePath
{
    private const int Longest = 5;

    /// <summary>A hash of the relations up from <paramref name="from"/> and down to <paramref name="to"/>, the first five of them, and how many there are.</summary>
    public static (ulong Path, int Length) Between(Sentence sentence, int from, int to)
    {
        int meet = from, up = 0, down = 0;
        while (meet >= 0 && meet != to && !sentence.Governs(meet, to))
        {
            meet = sentence.Tokens[meet].Head;
            up++;
        }

        ulong path = 1;
        int edges = 0;
        for (int x = from; x != meet && edges < Longest; x = sentence.Tokens[x].Head, edges++)
        {
            path = unchecked((path * 1000003) + FeatureSet.Hash(sentence.Tokens[x].Deprel) + 1);
        }

        for (int x = to; x != meet && x >= 0; x = sentence.Tokens[x].Head)
        {
            down++;
            if (edges++ < Longest)
            {
                path = unchecked((path * 1000003) + FeatureSet.Hash(sentence.Tokens[x].Deprel) + 2);
            }
        }

        return (path, up + down);
    }

    /// <summary>How many words lie between two, in steps that grow, and to which side.</summary>
    public static int Apart(int distance)
    {
        int size = Math.Abs(distance);
        int step = size <= 4 ? size : size <= 6 ? 5 : size <= 10 ? 6 : size <= 20 ? 7 : 8;
        return distance < 0 ? step + 16 : step;
    }
}
