using Sitrep.Annotation.Statements;
using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class DatelineTests
{
    [Theory]
    [InlineData("POTI, Georgia, May 12 (Meridian Wire) - ", "Gunmen attacked a fuel depot.")]
    [InlineData("NAIROBI — ", "Police fired tear gas.")]
    [InlineData("PORT SUDAN, Jan. 9 (Wire) -- ", "A ship docked.")]
    [InlineData("Suva (Islands Press) – ", "The minister resigned.")]
    public void A_dateline_ends_after_its_dash(string dateline, string rest) =>
        Assert.Equal(dateline.Length, Dateline.End(dateline + rest, 0));

    [Theory]
    [InlineData("NATO says it will stay - for now.")]
    [InlineData("UN-backed forces took the town.")]
    [InlineData("The minister (a former general) resigned - nobody was surprised.")]
    [InlineData("Police fired tear gas — again.")]
    [InlineData("AK-47 rifles were found.")]
    public void A_sentence_is_none(string text) => Assert.Equal(0, Dateline.End(text, 0));
}
