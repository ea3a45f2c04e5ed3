using Sitrep.Learning;
using Sitrep.Parsing;
using Xunit;

namespace Sitrep.Tests.Parsing;

public sealed class MorphologyTests
{
    private static readonly ModelFile Model = ModelFile.Open(Resources.Installed.Model("en", "language.model"));
    private static readonly Morphology English =
        Morphology.Load(Model, Resources.Installed, new KeyIndex(Model.Values<ulong>("vectors.keys")));

    [Theory]
    [InlineData("shelled", "VBD", "shell")]
    [InlineData("shot", "VBD", "shoot")]
    [InlineData("struck", "VBN", "strike")]
    [InlineData("fled", "VBD", "flee")]
    [InlineData("overthrew", "VBD", "overthrow")]
    [InlineData("seized", "VBD", "seize")]
    [InlineData("provoking", "VBG", "provoke")]
    [InlineData("stopped", "VBD", "stop")]
    [InlineData("denies", "VBZ", "deny")]
    [InlineData("dying", "VBG", "die")]
    [InlineData("clashes", "VBZ", "clash")]
    [InlineData("applied", "VBN", "apply")]
    [InlineData("taken", "VBD", "take")]
    [InlineData("leaned", "VBD", "lean")]
    public void A_verb_gets_its_base_form(string form, string tag, string lemma) => Assert.Equal(lemma, English.Lemma(form, "VERB", tag, false));

    [Theory]
    [InlineData("gunmen", "gunman")]
    [InlineData("cities", "city")]
    [InlineData("crises", "crisis")]
    [InlineData("wives", "wife")]
    [InlineData("clashes", "clash")]
    [InlineData("militiamen", "militiaman")]
    [InlineData("drones", "drone")]
    [InlineData("headquarters", "headquarters")]
    public void A_noun_gets_its_singular(string form, string lemma) => Assert.Equal(lemma, English.Lemma(form, "NOUN", "NNS", false));

    [Theory]
    [InlineData("Gunmen", "NOUN", "NNS", true, "gunman")]
    [InlineData("Gunmen", "NOUN", "NNS", false, "gunman")]
    [InlineData("Russian", "ADJ", "JJ", false, "Russian")]
    [InlineData("Minsk", "PROPN", "NNP", true, "Minsk")]
    [InlineData("tripoli", "PROPN", "NNP", false, "Tripoli")]
    [InlineData("bin", "PROPN", "NNP", false, "bin")]
    [InlineData("HAS", "AUX", "VBZ", false, "have")]
    [InlineData("n’t", "PART", "RB", false, "not")]
    public void Capitals_stay_where_they_mean_something(string form, string upos, string tag, bool opens, string lemma) =>
        Assert.Equal(lemma, English.Lemma(form, upos, tag, opens));

    [Theory]
    [InlineData("sooooo", "ADV", "RB", "so")]
    [InlineData("prettty", "ADV", "RB", "pretty")]
    [InlineData("recycled", "VERB", "VBN", "recycle")]
    [InlineData("potatoes", "NOUN", "NNS", "potato")]
    [InlineData("dishonest", "ADJ", "JJ", "dishonest")]
    [InlineData("outskirts", "NOUN", "NNS", "outskirts")]
    [InlineData("govt", "NOUN", "NN", "government")]
    public void A_word_leads_to_the_lemma_that_people_know(string form, string upos, string tag, string lemma) =>
        Assert.Equal(lemma, English.Lemma(form, upos, tag, false));

    [Fact]
    public void Every_irregular_form_of_the_table_has_its_lemma_unless_the_treebanks_differ()
    {
        TsvTable table = Resources.Installed.Table("en", "irregular.tsv");
        string[] wrong = [.. table.Rows
            .Where(row => row["tag"] is "VBD" or "VBN" or "NNS")
            .Where(row => English.Lemma(row["form"], row["tag"] == "NNS" ? "NOUN" : "VERB", row["tag"], false) != row["lemma"])
            .Select(row => $"{row["form"]} {row["tag"]}")];
        Assert.True(wrong.Length <= 12, string.Join(", ", wrong));
    }

    [Fact]
    public void Features_follow_from_the_tags()
    {
        Assert.Equal("Number=Plur", English.Features("gunmen", "NOUN", "NNS"));
        Assert.Contains("Tense=Past", English.Features("fled", "VERB", "VBD"), StringComparison.Ordinal);
        Assert.Equal("_", English.Features("qwz", "NOUN", "?"));
    }

    [Theory]
    [InlineData("walked", "walk", 2, "", false)]
    [InlineData("Cities", "city", 3, "y", true)]
    public void A_rule_is_what_turns_one_form_into_the_other(string form, string lemma, int cut, string add, bool lower)
    {
        LemmaRule rule = LemmaRule.Between(form, lemma);
        Assert.Equal(new LemmaRule(cut, add, lower), rule);
        Assert.Equal(lemma, rule.Apply(form));
    }
}
