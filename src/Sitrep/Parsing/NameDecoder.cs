using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sitrep.Parsing;

/// <summary>The best sequence of name labels under scores of labels and of transitions (Viterbi).</summary>
internal sealed class NameDecoder
{
    // Room for the labels in whole vectors.
    private const int Width = 32;

    // Row after row, from each label to each; a step that is not allowed is never the best.
    private readonly float[] steps = new float[NameLabels.Count * Width];
    private readonly int[] first = new int[Width];

    /// <param name="transitions">[from × labels + to].</param>
    public NameDecoder(float[] transitions)
    {
        steps.AsSpan().Fill(float.NegativeInfinity);
        for (int to = 0; to < NameLabels.Count; to++)
        {
            for (int from = NameLabels.Count - 1; from >= 0; from--)
            {
                if (NameLabels.Follows(from, to))
                {
                    steps[(from * Width) + to] = transitions[(from * NameLabels.Count) + to];
                    first[to] = from;
                }
            }
        }
    }

    /// <summary>Writes the label of each token.</summary>
    /// <param name="scores">[token × stride + label].</param>
    /// <param name="back">Scratch of tokens × labels.</param>
    public void Decode(ReadOnlySpan<float> scores, int stride, Span<byte> labels, Span<byte> back)
    {
        const int Count = NameLabels.Count;
        Span<float> best = stackalloc float[Width];
        Span<int> from = stackalloc int[Width];
        for (int label = 0; label < Count; label++)
        {
            best[label] = (NameLabels.Initial >> label & 1) == 1 ? scores[label] : float.NegativeInfinity;
        }

        for (int i = 1; i < labels.Length; i++)
        {
            Step(best, from);
            for (int to = 0; to < Count; to++)
            {
                best[to] += scores[(i * stride) + to];
                back[(i * Count) + to] = (byte)from[to];
            }
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

    // From the best score of each label to the best of a step on to each, and the label that it comes from: of equals the first.
    private void Step(Span<float> best, Span<int> from)
    {
        unchecked
        {
            ref float row = ref MemoryMarshal.GetArrayDataReference(steps);
            ref int start = ref MemoryMarshal.GetArrayDataReference(first);
            Vector256<float> a = Vector256.Create(float.NegativeInfinity), b = a, c = a, d = a;
            Vector256<int> fromA = Vector256.LoadUnsafe(ref start), fromB = Vector256.LoadUnsafe(ref start, 8), fromC = Vector256.LoadUnsafe(ref start, 16), fromD = Vector256.LoadUnsafe(ref start, 24);
            for (int label = 0; label < NameLabels.Count; label++)
            {
                var score = Vector256.Create(best[label]);
                var number = Vector256.Create(label);
                nuint at = (nuint)(label * Width);
                Take(score + Vector256.LoadUnsafe(ref row, at), number, ref a, ref fromA);
                Take(score + Vector256.LoadUnsafe(ref row, at + 8), number, ref b, ref fromB);
                Take(score + Vector256.LoadUnsafe(ref row, at + 16), number, ref c, ref fromC);
                Take(score + Vector256.LoadUnsafe(ref row, at + 24), number, ref d, ref fromD);
            }

            a.CopyTo(best);
            b.CopyTo(best[8..]);
            c.CopyTo(best[16..]);
            d.CopyTo(best[24..]);
            fromA.CopyTo(from);
            fromB.CopyTo(from[8..]);
            fromC.CopyTo(from[16..]);
            fromD.CopyTo(from[24..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(Vector256<float> score, Vector256<int> label, ref Vector256<float> most, ref Vector256<int> from)
    {
        Vector256<float> better = Vector256.GreaterThan(score, most);
        most = Vector256.ConditionalSelect(better, score, most);
        from = Vector256.ConditionalSelect(better.AsInt32(), label, from);
    }
}
