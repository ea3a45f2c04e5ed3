using Sitrep.Learning;
using Sitrep.Training.Learning;
using Xunit;

namespace Sitrep.Tests.Learning;

public sealed class LinearModelTests
{
    private static readonly (string Word, int Label)[] Examples = [("shelled", 0), ("met", 1), ("struck", 0), ("visited", 1), ("bombed", 0), ("thanked", 1)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_learned_survives_rounding_to_int8(bool logistic)
    {
        LinearModel model = Train(logistic);
        var features = new FeatureSet();
        foreach (var (word, label) in Examples)
        {
            Fill(features, word);
            Assert.Equal(label, model.Best(features));
        }
    }

    [Fact]
    public void The_order_of_values_matters()
    {
        var features = new FeatureSet();
        features.Add(1, "a", "b");
        features.Add(1, "b", "a");
        Assert.NotEqual(features.Keys[0], features.Keys[1]);
    }

    // More labels than a vector has lanes, and more features than a 16-bit sum could hold.
    [Theory]
    [InlineData(2, 20)]
    [InlineData(17, 700)]
    [InlineData(78, 3)]
    public void A_score_is_the_sum_of_the_weights_of_all_features(int labels, int count)
    {
        const int Rows = 64;
        var random = new Random(7);
        sbyte[] weights = [.. Enumerable.Range(0, Rows * labels).Select(i => (sbyte)(i % 5 == 0 ? -127 : i % 3 == 0 ? 127 : random.Next(-127, 128)))];
        float[] scales = [.. Enumerable.Range(1, labels).Select(i => 1f / i)];
        var model = new LinearModel([.. Enumerable.Range(0, labels).Select(i => $"l{i}")], scales, weights);
        var features = new FeatureSet();
        for (int i = 0; i < count; i++)
        {
            features.Add(1, (ulong)i);
        }

        float[] scores = new float[labels];
        model.Score(features, scores);
        for (int label = 0; label < labels; label++)
        {
            int sum = 0;
            foreach (ulong key in features.Keys)
            {
                sum += weights[((int)(key >> 58) * labels) + label];
            }

            Assert.Equal(sum * scales[label], scores[label]);
        }
    }

    [Fact]
    public void Weights_that_do_not_fit_the_labels_are_refused() =>
        Assert.Throws<InvalidDataException>(() => new LinearModel(["a", "b"], [1, 1], new sbyte[6]));

    private static LinearModel Train(bool logistic)
    {
        var trainer = new LinearTrainer(["fight", "talk"], 10);
        var features = new FeatureSet();
        Span<float> scores = stackalloc float[2];
        for (int epoch = 0; epoch < 10; epoch++)
        {
            foreach (var (word, label) in Examples)
            {
                Fill(features, word);
                if (logistic)
                {
                    trainer.LogisticStep(features, label);
                    continue;
                }

                trainer.Score(features, scores);
                int predicted = scores[1] > scores[0] ? 1 : 0;
                if (predicted != label)
                {
                    trainer.Update(features, label, predicted);
                }

                trainer.Step();
            }
        }

        return trainer.ToModel();
    }

    private static void Fill(FeatureSet features, string word)
    {
        features.Clear();
        features.Add(0);
        features.Add(1, word);
        features.Add(2, word.AsSpan(word.Length - 2));
    }
}
