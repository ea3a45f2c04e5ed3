using Xunit;

namespace Sitrep.Tests.Extraction;

public sealed class GivenDateTests
{
    [Theory]
    [InlineData("1989-12-07", "1989-12-07")]
    [InlineData("1944-06-06T05:30:00Z", "1944-06-06T05:30:00Z")]
    [InlineData("2024-08-10", "2024-08-10")]
    [InlineData("٢٠٢٤-٠٨-١٠", "2024-08-10")]
    [InlineData("১০ August ২০২৪", "2024-08-10")]
    [InlineData("2024-08-10T05:30:00+٠٢:00", "2024-08-10T05:30:00+02:00")]
    public void A_date_that_comes_with_the_article_may_be_of_any_year(string given, string kept)
    {
        Article article = new Flow(Resources.Installed).Extract(new Page("a", PageKind.Prose, "Dockers in Callao stopped work.", "", null, null, given));
        Assert.Equal(kept, article.Published?.ToString());
    }
}
