using Sitrep.Parsing;
using Xunit;

namespace Sitrep.Tests.Parsing;

public sealed class NameEvidenceTests
{
    [Fact]
    public void A_doubtful_place_becomes_what_the_word_is_elsewhere()
    {
        var evidence = new NameEvidence();
        float[] sure = Scores(EntityType.Organization, 6), doubtful = Scores(EntityType.Person, 0.5f);
        evidence.Add("Elbar", sure);
        evidence.Add("Elbar", sure);
        evidence.Add("Elbar", doubtful);
        evidence.Weigh("Elbar", doubtful);
        Assert.Equal(EntityType.Organization, NameLabels.Type(Array.IndexOf(doubtful, doubtful.Max())));
    }

    [Fact]
    public void A_word_in_one_place_alone_stays_as_it_is()
    {
        var evidence = new NameEvidence();
        float[] scores = Scores(EntityType.Location, 1), before = [.. scores];
        evidence.Add("Elbar", scores);
        evidence.Add("Corvane", Scores(EntityType.Person, 9));
        evidence.Weigh("Elbar", scores);
        Assert.Equal(before, scores);
    }

    [Fact]
    public void Positions_within_a_name_keep_their_distances()
    {
        var evidence = new NameEvidence();
        float[] scores = Scores(EntityType.Person, 2);
        scores[NameLabels.Of(EntityType.Person, NameLabels.Last)] = 1.25f;
        evidence.Add("Elbar", scores);
        evidence.Add("Elbar", Scores(EntityType.Group, 5));
        evidence.Weigh("Elbar", scores);
        Assert.Equal(0.75f, scores[NameLabels.Of(EntityType.Person, NameLabels.Single)] - scores[NameLabels.Of(EntityType.Person, NameLabels.Last)], 4);
    }

    private static float[] Scores(EntityType type, float score)
    {
        float[] scores = new float[NameLabels.Count];
        scores[NameLabels.Of(type, NameLabels.Single)] = score;
        return scores;
    }
}
