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
    [InlineData("The bridge was bombed in mid-April.", "mid-April", "2026-04")]
    [InlineData("The siege ended by mid-week.", "mid-week", "2026-W20")]
    [InlineData("He said that he would be gone by the thirty-first of August.", "the thirty-first of August", "2026-08-31")]
    [InlineData("The council urged a rerun of the March vote.", "March", "2026-03")]
    [InlineData("The army freed the hostages in May.", "May", "2026-05")]
    [InlineData("The team counted 46 attacks between 1 and 20 April.", "between 1 and 20 April", "2026-04")]
    [InlineData("They signed at two in the morning.", "two in the morning", "2026-05-13T02:00")]
    [InlineData("The leaders left at half past four on Monday.", "half past four on Monday", "2026-05-11T04:30")]
    [InlineData("The envoys will meet on Friday at nine.", "Friday at nine", "2026-05-15T09:00")]
    [InlineData("She was sworn in at ten to eleven.", "ten to eleven", "2026-05-13T10:50")]
    [InlineData("The troops had gone by Tuesday noon.", "Tuesday noon", "2026-05-12T12:00")]
    [InlineData("The bomb went off at breakfast time on Monday.", "breakfast time on Monday", "2026-05-11TMO")]
    [InlineData("Rebels attacked the port late on Monday.", "late on Monday", "2026-05-11TEV")]
    [InlineData("The offer will lapse at midnight.", "midnight", "2026-05-13T24:00")]
    [InlineData("Police searched the house overnight.", "overnight", "2026-05-12TNI")]
    [InlineData("The choir rehearses on Tuesday nights.", "Tuesday nights", "XXXX-WXX-2TNI")]
    [InlineData("The court banned his Friday sermons.", "Friday", "XXXX-WXX-5")]
    [InlineData("Youths looted the shops for a second night.", "a second night", "P2D")]
    [InlineData("The strike entered its third week.", "its third week", "P3W")]
    [InlineData("Two judges were arrested hours after the vote.", "hours", "PTXH")]
    [InlineData("The hour-long battle ended.", "hour-long", "PT1H")]
    [InlineData("The owner was freed within the hour.", "the hour", "PT1H")]
    [InlineData("The mine closed a week ago.", "a week ago", "2026-05-06")]
    [InlineData("The guards stayed until Friday week.", "Friday week", "2026-05-22")]
    [InlineData("Clashes rose in the first half of the year.", "the first half of the year", "2026-H1")]
    [InlineData("The schools will open in the new year.", "the new year", "2027-01-01")]
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
    [InlineData("Spending on schools will rise by a quarter.")]
    [InlineData("A Moroccan daily reported the arrest.")]
    [InlineData("The minister told the Sun.")]
    [InlineData("Crowds marked the Chinese New Year.")]
    public void What_only_looks_like_a_time_is_none(string text) => Assert.Empty(Articles.Code(text).Annotated.Times);

    // A bare weekday or month lies where its sentence's verbs and prepositions say.
    [Theory]
    [InlineData("A hearing is set for 2 November.", "2026-11-02")]
    [InlineData("Another round of talks is planned for December.", "2026-12")]
    [InlineData("If the drivers strike on Thursday, the port will close.", "2026-05-14")]
    [InlineData("Should the army attack on Friday, the talks will fail.", "2026-05-15")]
    [InlineData("The envoy spoke before Monday's deadline.", "2026-05-18")]
    [InlineData("The senators said that they would vote on Friday.", "2026-05-15")]
    [InlineData("Farmers are threatening to block the bridge on Saturday.", "2026-05-16")]
    [InlineData("The coach will not resign after Saturday's defeat.", "2026-05-09")]
    [InlineData("Ten men were in custody by Tuesday night.", "2026-05-12TNI")]
    [InlineData("Forty people have been killed since Christmas.", "2025-12-25")]
    public void A_bare_day_lies_where_its_verb_says(string text, string value) => Assert.Contains(Articles.Code(text).Annotated.Times, t => t.Value == value);

    [Theory]
    [InlineData("The town was shelled on 6 April 2026. Its bridge had been mined two days before.", "2026-04-04")]
    [InlineData("The town was shelled on 6 April 2026. Its bridge reopened a fortnight afterwards.", "2026-04-20")]
    [InlineData("The town was shelled on 6 April 2026. Its mayor had fled the night before.", "2026-04-05TNI")]
    [InlineData("The town was shelled on Monday. By evening its mayor had fled.", "2026-05-11TEV")]
    [InlineData("The town was shelled on Monday. Two men died in the night.", "2026-05-11TNI")]
    public void A_story_counts_from_the_last_day_it_named(string text, string value) => Assert.Contains(Articles.Code(text).Annotated.Times, t => t.Value == value);

    [Fact]
    public void A_span_before_something_is_no_day() => Assert.Equal("P2D", Assert.Single(Articles.Code("The bridge was mined two days before the vote.").Annotated.Times).Value);

    [Fact]
    public void Stamps_of_a_running_report_are_clock_times()
    {
        CodedArticle article = Articles.Code("16:50: The army said: \"No.\" 18:20: The mayor: no answer.");
        Assert.Equal(["2026-05-13T16:50", "2026-05-13T18:20"], article.Annotated.Times.Select(t => t.Value));
    }

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
