using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>The way through a tree from one word to another.</summary>
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
}
