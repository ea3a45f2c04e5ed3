using Sitrep.Coding;
using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class SettingFinderTests
{
    [Theory]
    [InlineData("A minister said in Vienna on Friday that gunmen had killed four farmers near Maroua on Tuesday.", "killed", "Maroua", "Tuesday")]
    [InlineData("The court in Lima sentenced a former officer who had killed villagers in Ayacucho in 1985.", "killed", "Ayacucho", "1985")]
    [InlineData("The court in Lima sentenced a former officer who had killed villagers in Ayacucho in 1985.", "sentenced", "Lima", null)]
    [InlineData("Gunmen attacked a market in Zinder on Sunday. They killed six traders.", "killed", "Zinder", "Sunday")]
    [InlineData("Washington accused Tehran of arming the militia.", "accused", null, null)]
    public void Place_and_date_are_the_event_s_own_or_none(string text, string trigger, string? place, string? date)
    {
        CodedArticle article = Articles.Code(text);
        PoliticalEvent found = Assert.Single(article.Events, e => e.Trigger.Of(text) == trigger);
        Assert.Equal(place, found.Place is { } index ? article.Annotated.Places[index].Span.Of(text) : null);
        string? value = article.Annotated.Times.SingleOrDefault(t => date is not null && t.Span.Of(text).Contains(date, StringComparison.Ordinal))?.Value;
        Assert.Equal(value, found.Date?.Value);
        Assert.Equal(date is null, value is null);
    }

    [Fact]
    public void Places_are_asked_about_as_far_as_two_sentences_before_and_one_after()
    {
        const string Text = "It rained in Lima. It rained in Quito. It rained in Bogota. Troops fired at students. It rained in Caracas. It rained in Havana.";
        AnnotatedArticle article = Articles.Code(Text).Annotated;
        Sentence sentence = Assert.Single(article.Parsed.Sentences, s => s.Span.Of(Text).StartsWith("Troops", StringComparison.Ordinal));
        Assert.Equal(["Quito", "Bogota", "Caracas"], new ArticleSettings(article).PlacesNear(sentence).Select(s => s.Span.Of(Text)));
    }

    [Fact]
    public void A_path_leads_up_to_the_word_that_governs_both_and_down_again()
    {
        Sentence sentence = Articles.Code("Soldiers shelled the village.").Annotated.Parsed.Sentences[0];
        Assert.Equal(1, TreePath.Between(sentence, 0, 1).Length);
        Assert.Equal(2, TreePath.Between(sentence, 0, 3).Length);
        Assert.Equal(0, TreePath.Between(sentence, 3, 3).Length);
        Assert.NotEqual(TreePath.Between(sentence, 0, 3).Path, TreePath.Between(sentence, 3, 0).Path);
    }
}
