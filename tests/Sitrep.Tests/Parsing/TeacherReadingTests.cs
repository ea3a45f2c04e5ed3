using Sitrep.Parsing;
using Sitrep.Training.Language;
using Xunit;

namespace Sitrep.Tests.Parsing;

public sealed class TeacherReadingTests
{
    private const int ContextSize = 6;

    [Fact]
    public void A_reading_is_a_tree_with_shares_of_labels_and_does_not_depend_on_the_others()
    {
        var random = new Random(2);
        var shape = new NetworkShape(Vector: 4, Width: 32, Hidden: 32, Layers: 2, Arc: 32, Label: 32, UposTags: 3, XposTags: 4, Relations: 5, NameLabels.Count, [6, 5]);
        var network = new TrainedNetwork(shape, [.. Enumerable.Range(0, 5 * shape.Vector).Select(_ => random.NextSingle())], seed: 3, ContextSize);
        Example[] examples = [Sentence(random, 7), Sentence(random, 4), Sentence(random, 1)];
        var pass = new NetworkPass(network, 64, seed: 1);
        TeacherReading[] together = pass.Read(examples);
        for (int s = 0; s < examples.Length; s++)
        {
            TeacherReading reading = together[s], alone = pass.Read([examples[s]])[0];
            Assert.True(SpanningTree.IsTree(reading.Heads, new int[examples[s].Length + 1]));
            Assert.All(reading.NameShares, shares => Assert.Equal(1, shares.Sum(), 3));
            Assert.Equal(alone.Heads, reading.Heads);
            Assert.Equal(alone.Relations, reading.Relations);
            Assert.Equal(alone.Upos, reading.Upos);
            Assert.Equal(alone.Xpos, reading.Xpos);
            Assert.Equal(alone.NameShares.SelectMany(shares => shares), reading.NameShares.SelectMany(shares => shares), (a, b) => Math.Abs(a - b) < 1e-5f);
        }
    }

    private static Example Sentence(Random random, int length)
    {
        int[] Draw(int below) => [.. Enumerable.Range(0, length).Select(_ => random.Next(below))];
        return new Example
        {
            Rows = [Draw(6), Draw(5)],
            Vectors = Draw(5),
            Context = [.. Enumerable.Range(0, length * ContextSize).Select(_ => (Half)random.NextSingle())],
        };
    }
}
