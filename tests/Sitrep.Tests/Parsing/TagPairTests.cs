using Sitrep.Parsing;
using Xunit;

namespace Sitrep.Tests.Parsing;

public sealed class TagPairTests
{
    private static readonly TagPairs Pairs = new(["NOUN", "PROPN", "VERB"], ["NN", "NNP", "VBD"], ["NOUN NN 0 \tNumber=Sing", "PROPN NNP 0 \tNumber=Sing", "VERB VBD 0 \tTense=Past", "VERB VBD 0 went\tTense=Past"]);

    [Fact]
    public void The_best_tags_are_taken_where_they_may_stand_together() => Assert.Equal((1, 1), Pairs.Best([1, 3, 0], [2, 4, 0]));

    [Theory]
    [InlineData(3f, 2f, 1f, 4f, 1, 1)]
    [InlineData(4f, 2f, 3f, 4f, 0, 0)]
    public void Else_the_pair_that_both_scores_favour_most(float noun, float proper, float common, float name, int upos, int xpos) =>
        Assert.Equal((upos, xpos), Pairs.Best([noun, proper, 0], [common, name, 0]));
}
