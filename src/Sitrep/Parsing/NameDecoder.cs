using System.Collections.Immutable;

namespace Sitrep.Parsing;

/// <summary>The best sequence of name labels under scores of labels and of transitions (Viterbi).</summary>
internal sealed class NameDecoder
{
    private readonly float[] transitions;
    private readonly ImmutableArray<ImmutableArray<int>> before;

    /// <param name="transitions">[from × labels + to].</param>
    public NameDecoder(float[] transitions)
    {
        this.transitions = transitions;
        before = [.. Enumerable.Range(0, NameLabels.Count).Select(to => Enumerable.Range(0, NameLabels.Count).Where(from => NameLabels.Follows(from, to)).ToImmutableArray())];
    }

    /// <summary>Writes the label of each token.</summary>
    /// <param name="scores">[token × stride + label].</param>
    /// <param name="back">Scratch of tokens × labels.</param>
    public void Decode(ReadOnlySpan<float> scores, int stride, Span<byte> labels, Span<byte> back)
    {
        const int Count = NameLabels.Count;
        Span<float> best = stackalloc float[Count], next = stackalloc float[Count];
        for (int label = 0; label < Count; label++)
        {
            best[label] = (NameLabels.Initial >> label & 1) == 1 ? scores[label] : float.NegativeInfinity;
        }

        for (int i = 1; i < labels.Length; i++)
        {
            ReadOnlySpan<float> here = scores.Slice(i * stride, Count);
            for (int to = 0; to < Count; to++)
            {
                float most = float.NegativeInfinity;
                int from = before[to][0];
                foreach (int candidate in before[to])
                {
                    float score = best[candidate] + transitions[(candidate * Count) + to];
                    if (score > most)
                    {
                        (most, from) = (score, candidate);
                    }
                }

                next[to] = most + here[to];
                back[(i * Count) + to] = (byte)from;
            }

            next.CopyTo(best);
        }

        int last = 0;
        for (int label = 1; label < Count; label++)
        {
            last = (NameLabels.Final >> label & 1) == 1 && best[label] > best[last] ? label : last;
        }

        for (int i = labels.Length - 1; i >= 0; i--)
        {
            labels[i] = (byte)last;
            last = i > 0 ? back[(i * Count) + last] : 0;
        }
    }
}
