using Sitrep.Parsing;
using Xunit;

namespace Sitrep.Tests.Parsing;

public sealed class SpanningTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void The_maximum_tree_is_the_best_of_all_trees_with_one_root(int n)
    {
        var random = new Random(n);
        for (int round = 0; round < 40; round++)
        {
            float[] scores = Scores(random, n);
            int[] heads = new int[n];
            SpanningTree.Maximum(scores, n + 1, heads);
            Assert.True(SpanningTree.IsTree(heads, new int[n + 1]));
            Assert.Equal(AllTrees(n).Max(tree => Sum(scores, tree)), Sum(scores, heads), 4);
        }
    }

    [Fact]
    public void Decoding_always_gives_a_tree()
    {
        var random = new Random(9);
        for (int n = 1; n < 40; n++)
        {
            int[] heads = new int[n];
            SpanningTree.Decode(Scores(random, n), n + 1, heads, new int[n + 1]);
            Assert.True(SpanningTree.IsTree(heads, new int[n + 1]));
        }
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2 }, true)]
    [InlineData(new[] { 0, 0, 1 }, false)]
    [InlineData(new[] { 2, 1, 0 }, false)]
    public void A_tree_has_one_root_above_every_token(int[] heads, bool expected) =>
        Assert.Equal(expected, SpanningTree.IsTree(heads, new int[heads.Length + 1]));

    private static float[] Scores(Random random, int n) => [.. Enumerable.Range(0, n * (n + 1)).Select(_ => random.NextSingle() * 10)];

    private static double Sum(float[] scores, int[] heads) => heads.Select((head, d) => (double)scores[(d * (heads.Length + 1)) + head]).Sum();

    private static IEnumerable<int[]> AllTrees(int n)
    {
        int count = (int)Math.Pow(n + 1, n);
        for (int code = 0; code < count; code++)
        {
            int[] heads = new int[n];
            int rest = code;
            for (int d = 0; d < n; d++)
            {
                heads[d] = rest % (n + 1);
                rest /= n + 1;
            }

            if (!heads.Where((head, d) => head == d + 1).Any() && SpanningTree.IsTree(heads, new int[n + 1]))
            {
                yield return heads;
            }
        }
    }
}
