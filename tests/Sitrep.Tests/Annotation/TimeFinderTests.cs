using Xunit;

namespace Sitrep.Tests.Annotation;

// Published on Wednesday, 13 May 2026.
public sealed class TimeFinderTests
{
    [Theory]
    [InlineData("Police arrested three men on Monday.", "Monday", "2026-05-11")]
    [InlineData("The court will hear the case on Friday.", "Friday", "2026-05-15")]
    [InlineData("The bridge fell yesterday.", "yesterday", "2026-05-12")]
    [InlineData("The talks failed two days ago.", "two days ago", "2026-05-11")]
    [InlineData("The port closed last week.", "last week", "2026-W19")]
    [InlineData("The mayor resigned in March.", "March", "2026-03")]
    [InlineData("The dam broke on 6 August 2024.", "6 August 2024", "2024-08-06")]
    [InlineData("The dam broke on August 6, 2024.", "August 6, 2024", "2024-08-06")]
    [InlineData("They held the town for three weeks.", "three weeks", "P3W")]
    [InlineData("The two-year siege ended.", "two-year", "P2Y")]
    [InlineData("The party was founded in the 1990s.", "the 1990s", "199")]
    [InlineData("The shelling began on Tuesday evening.", "Tuesday evening", "2026-05-12TEV")]
    [InlineData("The raid started at 4 a.m. on Tuesday.", "4 a.m. on Tuesday", "2026-05-12T04:00")]
    [InlineData("They meet every week.", "every week", "P1W")]
    [InlineData("The roads are full on weekends.", "weekends", "XXXX-WXX-WE")]
    [InlineData("The canal will open by year end.", "year end", "2026")]
    [InlineData("The council rejected this years budget.", "this years", "2026")]
    [InlineData("The 2018 day of mourning passed quietly.", "2018", "2018")]
    [InlineData("\"[Ten] years ago, the mine closed,\" he said.", "[Ten] years ago", "2016")]
    public void An_expression_gets_its_value(string text, string words, string value)
    {
        CodedArticle article = Articles.Code(text);
        Assert.Contains(article.Annotated.Times, t => t.Span.Of(text) == words && t.Value == value);
    }

    [Theory]
    [InlineData("She may march on the capital.")]
    [InlineData("A man aged 19 was hurt.")]
    [InlineData("The 19-year-old man was hurt.")]
    [InlineData("Looters broke into a 2000 year old tomb.")]
    [InlineData("Nora Christmas, a lawyer, was arrested.")]
    [InlineData("Farmers lost fields of winter wheat.")]
    public void What_only_looks_like_a_time_is_none(string text) => Assert.Empty(Articles.Code(text).Annotated.Times);

    [Fact]
    public void Without_a_publication_date_a_weekday_stays_open()
    {
        CodedArticle article = Articles.Code("Police arrested three men on Tuesday.", published: null);
        Assert.Equal("XXXX-WXX-2", Assert.Single(article.Annotated.Times).Value);
    }

    [Fact]
    public void The_next_day_counts_from_the_last_day_named()
    {
        CodedArticle article = Articles.Code("The town was shelled on 6 April 2026. The next day its bakery reopened.");
        Assert.Equal(["2026-04-06", "2026-04-07"], article.Annotated.Times.Select(t => t.Value));
    }
}
