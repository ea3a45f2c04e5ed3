using System.Runtime.InteropServices;

namespace Sitrep.Parsing;

/// <summary>What the places of a word in an article say together of the type of name that it belongs to: a memory of the article beside the sentence.</summary>
internal sealed class NameEvidence
{
    // Outside, then the types.
    private const int Kinds = 1 + NameLabels.Types;

    // How far the other places count, more the more they are, and the least that one says of a kind, in nats.
    // Worth 1.0 on UNER, 0.6 on WikiGold and 1.0 on GUM, and nothing on texts of a few sentences.
    private const float Share = 0.9f, Few = 0.5f, Least = -4.5f;

    private readonly Dictionary<ulong, int> index = [];
    private readonly List<float> sums = [];
    private readonly List<int> counts = [];

    public void Clear()
    {
        index.Clear();
        sums.Clear();
        counts.Clear();
    }

    /// <summary>Takes in a word in one place.</summary>
    public void Add(ReadOnlySpan<char> word, ReadOnlySpan<float> scores)
    {
        Span<float> said = stackalloc float[Kinds];
        Say(scores, said);
        ref int at = ref CollectionsMarshal.GetValueRefOrAddDefault(index, Key(word), out bool known);
        if (!known)
        {
            at = counts.Count;
            counts.Add(0);
            CollectionsMarshal.SetCount(sums, sums.Count + Kinds);
            CollectionsMarshal.AsSpan(sums)[^Kinds..].Clear();
        }

        counts[at]++;
        Span<float> sum = CollectionsMarshal.AsSpan(sums).Slice(at * Kinds, Kinds);
        for (int kind = 0; kind < Kinds; kind++)
        {
            sum[kind] += said[kind];
        }
    }

    /// <summary>Moves the scores of a word in one place towards what the others say.</summary>
    public void Weigh(ReadOnlySpan<char> word, Span<float> scores)
    {
        int at = index[Key(word)], others = counts[at] - 1;
        if (others == 0)
        {
            return;
        }

        Span<float> said = stackalloc float[Kinds];
        Say(scores, said);
        float share = Share * others / (others + Few);
        for (int kind = 0; kind < Kinds; kind++)
        {
            float change = share * (((sums[(at * Kinds) + kind] - said[kind]) / others) - said[kind]);
            foreach (ref float score in kind == 0 ? scores[..1] : scores.Slice(1 + (4 * (kind - 1)), 4))
            {
                score += change;
            }
        }
    }

    /// <summary>Log-probabilities of the kinds by the best label of each.</summary>
    private static void Say(ReadOnlySpan<float> scores, Span<float> said)
    {
        said[0] = scores[0];
        float most = said[0];
        for (int kind = 1; kind < Kinds; kind++)
        {
            ReadOnlySpan<float> positions = scores.Slice(1 + (4 * (kind - 1)), 4);
            said[kind] = MathF.Max(MathF.Max(positions[0], positions[1]), MathF.Max(positions[2], positions[3]));
            most = MathF.Max(most, said[kind]);
        }

        // In doubles, rounded at the end: the last bit of an exponential differs between platforms.
        double sum = 0;
        foreach (float value in said)
        {
            sum += Math.Exp((double)value - most);
        }

        double whole = most + Math.Log(sum);
        foreach (ref float value in said)
        {
            value = MathF.Max(Least, (float)(value - whole));
        }
    }

    private static ulong Key(ReadOnlySpan<char> word)
    {
        unchecked
        {
            ulong hash = 14695981039346656037;
            foreach (char c in word)
            {
                hash = (hash ^ c) * 1099511628211;
            }

            return hash;
        }
    }
}
