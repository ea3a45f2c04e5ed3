using Sitrep.Parsing;
using Sitrep.Training.Language;
using Xunit;

namespace Sitrep.Tests.Parsing;

public sealed class NameLabelTests
{
    private const int Outside = 0;
    private static readonly int Begin = NameLabels.Of(EntityType.Person, NameLabels.Begin);
    private static readonly int Last = NameLabels.Of(EntityType.Person, NameLabels.Last);
    private static readonly int Single = NameLabels.Of(EntityType.Location, NameLabels.Single);

    [Fact]
    public void A_name_once_begun_goes_on_to_its_last_token()
    {
        Assert.True(NameLabels.Follows(Begin, Last));
        Assert.False(NameLabels.Follows(Begin, Outside));
        Assert.False(NameLabels.Follows(Begin, NameLabels.Of(EntityType.Location, NameLabels.Last)));
        Assert.True(NameLabels.Follows(Last, Single));
        Assert.False(NameLabels.Follows(Outside, Last));
    }

    [Fact]
    public void The_decoder_gives_the_best_sequence_that_the_labels_allow()
    {
        var random = new Random(4);
        float[] transitions = Draw(random, NameLabels.Count * NameLabels.Count);
        float[] scores = Draw(random, 3 * NameLabels.Count);
        byte[] labels = new byte[3];
        new NameDecoder(transitions).Decode(scores, NameLabels.Count, labels, new byte[3 * NameLabels.Count]);
        double best = Sequences(3).Max(sequence => Score(sequence, scores, transitions));
        Assert.Equal(best, Score([.. labels.Select(label => (int)label)], scores, transitions), 4);
    }

    [Fact]
    public void The_loss_is_the_share_of_what_the_annotation_allows()
    {
        var random = new Random(8);
        var transitions = new Parameter("t", NameLabels.Count, NameLabels.Count);
        transitions.Randomize(random, 1);
        float[] table = [.. Enumerable.Range(0, NameLabels.Count).SelectMany(row => transitions.Value.AsSpan(row * transitions.Stride, NameLabels.Count).ToArray())];
        float[] scores = Draw(random, 3 * NameLabels.Count);
        uint[] allowed = [1u << Begin, uint.MaxValue, 1u | (1u << Single)];
        var field = new NameField(NameLabels.Count);
        field.Prepare(transitions);
        double loss = field.Loss(scores, NameLabels.Count, allowed, 1, new float[scores.Length], new float[transitions.Value.Length], transitions.Stride);

        double all = Sequences(3).Sum(sequence => Math.Exp(Score(sequence, scores, table)));
        double gold = Sequences(3).Where(s => Enumerable.Range(0, 3).All(i => (allowed[i] >> s[i] & 1) == 1)).Sum(sequence => Math.Exp(Score(sequence, scores, table)));
        Assert.Equal(Math.Log(all) - Math.Log(gold), loss, 3);
    }

    [Fact]
    public void Learning_from_shares_pulls_the_scores_towards_them()
    {
        var random = new Random(5);
        var transitions = new Parameter("t", NameLabels.Count, NameLabels.Count);
        transitions.Randomize(random, 1);
        float[] scores = Draw(random, 3 * NameLabels.Count), shares = new float[scores.Length], gradient = new float[scores.Length];
        shares[Begin] = 1;
        shares[NameLabels.Count + Last] = 1;
        shares[(2 * NameLabels.Count) + Outside] = 0.75f;
        shares[(2 * NameLabels.Count) + Single] = 0.25f;
        var field = new NameField(NameLabels.Count);
        field.Prepare(transitions);
        field.Loss(scores, NameLabels.Count, shares, 1, gradient);
        for (int at = 0; at < scores.Length; at += 7)
        {
            const float Step = 1e-2f;
            float before = scores[at];
            scores[at] = before + Step;
            double above = field.Loss(scores, NameLabels.Count, shares, 1, new float[scores.Length]);
            scores[at] = before - Step;
            double below = field.Loss(scores, NameLabels.Count, shares, 1, new float[scores.Length]);
            scores[at] = before;
            Assert.Equal((above - below) / (2 * Step), gradient[at], 3);
        }
    }

    [Fact]
    public void A_teachers_shares_are_read_as_they_were_written()
    {
        float[] shares = new float[NameLabels.Count];
        shares[Outside] = 0.9f;
        shares[Single] = 0.1f;
        var word = new GoldWord(new Span(0, 5), "Nyala", "Nyala", "PROPN", "NNP", "_", 0, "root") { Misc = NameShares.Write(shares) };
        Assert.Equal($"Names=0:0.90,{Single}:0.10", word.Misc);
        Assert.Equal(shares, NameShares.Read([word])!, (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.Null(NameShares.Read([word, word with { Misc = "_" }]));
    }

    private static float[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];

    private static IEnumerable<int[]> Sequences(int length) =>
        from code in Enumerable.Range(0, (int)Math.Pow(NameLabels.Count, length))
        let sequence = Enumerable.Range(0, length).Select(i => code / (int)Math.Pow(NameLabels.Count, i) % NameLabels.Count).ToArray()
        where (NameLabels.Initial >> sequence[0] & 1) == 1 && (NameLabels.Final >> sequence[^1] & 1) == 1
            && Enumerable.Range(1, length - 1).All(i => NameLabels.Follows(sequence[i - 1], sequence[i]))
        select sequence;

    private static double Score(int[] sequence, float[] scores, float[] transitions) =>
        sequence.Select((label, i) => scores[(i * NameLabels.Count) + label] + (i == 0 ? 0 : transitions[(sequence[i - 1] * NameLabels.Count) + label])).Sum();
}
