using System.Collections.Immutable;
using Sitrep.Coding;
using Sitrep.Learning;
using Sitrep.Training;
using Xunit;

namespace Sitrep.Tests.Learning;

public sealed class SubEventTests
{
    private const int Grenade = 1, Attack = 2, Disaster = 3;

    private static readonly ImmutableArray<string> Labels = ["(natural disaster)", "Grenade", "Attack"];

    private static readonly ImmutableArray<string> Types = ["ASSAULT", "PROTEST"];

    private static readonly ReportWords Learned = SubEventTrainer.Words(
        Labels,
        [
            new Report("Grenade", "hurl", "grenade"), new Report("Grenade", "lob", "grenade"), new Report("Attack", "shoot", "farmer"),
            new Report("Attack", "hurl", "farmer"), new Report("(natural disaster)", "flood", "river"), new Report("(natural disaster)", "flood", "rain"),
        ]);

    [Fact]
    public void Words_speak_for_the_reports_they_stand_in_and_count_from_the_second_on()
    {
        float[] scores = new float[3];
        Learned.Score(WordsOf("grenade"), scores);
        Assert.Equal([-1, 1, -1], scores.Select(Math.Sign));
        Assert.Equal(["grenade"], Learned.Strongest(WordsOf("grenade", "lob", "flood"), "Grenade", 5).Select(w => w.Values));
        Assert.Equal(["flood"], Learned.Strongest(WordsOf("grenade", "lob", "flood"), null, 5).Select(w => w.Values));
        Learned.Score(WordsOf("lob"), scores);
        Assert.Equal([0f, 0f, 0f], scores);
    }

    [Fact]
    public void The_sub_event_of_an_event_beside_wins_where_it_did_in_the_reports()
    {
        var yields = new SubEventCase(0, Own: Attack, Same: 1UL << Grenade, Near: 0);
        var alone = new SubEventCase(0, Own: Attack, Same: 0, Near: 0);
        float[] nothing = new float[4];
        SubEventChoice choice = SubEventTrainer.Choice(
            SubEventTrainer.Blank(Learned, Types),
            [.. Enumerable.Repeat(new SubEventExample(yields, nothing, Grenade), 20), .. Enumerable.Repeat(new SubEventExample(alone, nothing, Attack), 20)]);
        Assert.Equal(Grenade, choice.Choose(yields, nothing));
        Assert.Equal(Attack, choice.Choose(alone, nothing));
    }

    [Fact]
    public void Words_of_reports_outside_ACLED_speak_for_their_kind()
    {
        SubEventChoice blank = SubEventTrainer.Blank(Learned, Types);
        var one = new SubEventCase(0, Own: Attack, Same: 0, Near: 0);
        float[] flood = blank.Read(WordsOf("flood")), farmer = blank.Read(WordsOf("farmer"));
        Assert.Equal((0f, 0f, 0f), (flood[Disaster], farmer[Attack], farmer[0]));
        SubEventChoice choice = SubEventTrainer.Choice(blank, [.. Enumerable.Repeat(new SubEventExample(one, flood, Disaster), 20), .. Enumerable.Repeat(new SubEventExample(one, farmer, Attack), 20)]);
        Assert.Equal(Disaster, choice.Choose(one, flood));
        Assert.Equal(Attack, choice.Choose(one, farmer));
    }

    [Fact]
    public void What_the_rules_do_not_know_gets_no_sub_event()
    {
        var unknown = new SubEventCase(0, Own: 0, Same: 1UL << Attack, Near: 0);
        SubEventChoice blank = SubEventTrainer.Blank(Learned, Types);
        Assert.Equal([true, false, false, true], Enumerable.Range(0, 4).Select(y => blank.CanBe(unknown, y)));
        float[] flood = blank.Read(WordsOf("flood")), farmer = blank.Read(WordsOf("farmer"));
        SubEventChoice choice = SubEventTrainer.Choice(blank, [.. Enumerable.Repeat(new SubEventExample(unknown, flood, Disaster), 20), .. Enumerable.Repeat(new SubEventExample(unknown, farmer, 0), 20)]);
        Assert.Equal(Disaster, choice.Choose(unknown, flood));
        Assert.Equal(0, choice.Choose(unknown, farmer));
    }

    [Fact]
    public void A_saved_choice_says_the_same()
    {
        float[] weights = [.. Enumerable.Range(0, SubEventChoice.SizeOf(Learned, 2)).Select(i => MathF.Sin(i))];
        string path = Path.GetTempFileName();
        try
        {
            var file = new ModelFileWriter();
            var choice = new SubEventChoice(Learned, Types, weights);
            choice.Save(file);
            file.Write(path);
            SubEventChoice loaded = SubEventChoice.Load(ModelFile.Open(path));
            Assert.Equal(choice.Labels, loaded.Labels);
            FeatureSet words = WordsOf("grenade", "farmer", "flood");
            Assert.Equal(choice.Read(words), loaded.Read(words));
            foreach (int own in (int[])[Grenade, Attack])
            {
                var one = new SubEventCase(1, own, Same: 1UL << Attack, Near: 1);
                Assert.Equal(choice.Choose(one, choice.Read(words)), loaded.Choose(one, choice.Read(words)));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => new SubEventChoice(Learned, Types, new float[3]));
        Assert.Throws<InvalidDataException>(() => new ReportWords(Labels, [1, 2], new float[5]));
    }

    private static FeatureSet WordsOf(params ReadOnlySpan<string> words)
    {
        var features = new FeatureSet { Named = [] };
        foreach (string word in words)
        {
            features.Add(0, word);
        }

        return features;
    }

    private sealed record Report(string Label, params string[] Given) : ILabelledWords
    {
        public FeatureSet Words { get; } = WordsOf(Given);

        public float Weight => 1;
    }
}
