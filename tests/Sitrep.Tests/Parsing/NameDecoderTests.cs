using Sitrep.Parsing;
using Xunit;

namespace Sitrep.Tests.Parsing;

public sealed class NameDecoderTests
{
    [Fact]
    public void The_best_allowed_sequence_is_found()
    {
        const int Count = NameLabels.Count, Length = 4, Stride = 32;
        var random = new Random(3);
        float[] transitions = [.. Enumerable.Range(0, Count * Count).Select(_ => random.NextSingle())];
        var decoder = new NameDecoder(transitions);
        for (int round = 0; round < 20; round++)
        {
            float[] scores = [.. Enumerable.Range(0, Length * Stride).Select(_ => random.NextSingle() * 4)];
            byte[] labels = new byte[Length];
            decoder.Decode(scores, Stride, labels, new byte[Length * Count]);
            Assert.True(Allowed(labels), string.Join(' ', labels));
            Assert.Equal(Best(scores, transitions), Score(labels), 4);

            float Score(byte[] path) => Enumerable.Range(0, Length).Sum(i => scores[(i * Stride) + path[i]] + (i == 0 ? 0 : transitions[(path[i - 1] * Count) + path[i]]));
        }

        static bool Allowed(byte[] path) => (NameLabels.Initial >> path[0] & 1) == 1 && (NameLabels.Final >> path[^1] & 1) == 1
            && Enumerable.Range(1, Length - 1).All(i => NameLabels.Follows(path[i - 1], path[i]));

        // One label at a time, with no vectors and no memory of the way.
        static float Best(float[] scores, float[] transitions)
        {
            float[] best = [.. Enumerable.Range(0, Count).Select(to => (NameLabels.Initial >> to & 1) == 1 ? scores[to] : float.NegativeInfinity)];
            for (int i = 1; i < Length; i++)
            {
                float[] before = best;
                best = [.. Enumerable.Range(0, Count).Select(to => scores[(i * Stride) + to] + Enumerable.Range(0, Count).Where(from => NameLabels.Follows(from, to)).Max(from => before[from] + transitions[(from * Count) + to]))];
            }

            return Enumerable.Range(0, Count).Where(label => (NameLabels.Final >> label & 1) == 1).Max(label => best[label]);
        }
    }
}
