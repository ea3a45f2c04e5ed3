using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class QuantityFinderTests
{
    [Theory]
    [InlineData("At least 12 people were killed in Sidon.", "killed", 12.0, null)]
    [InlineData("The blast killed more than 5 people.", "killed", 6.0, null)]
    [InlineData("Up to 15 fishermen are missing.", "missing", null, 15.0)]
    [InlineData("Dozens of people were injured.", "injured", 24.0, 99.0)]
    [InlineData("Thousands of Kenyan troops advanced into the valley.", "troops", 2000.0, 9999.0)]
    [InlineData("Police detained 27 demonstrators.", "detained", 27.0, 27.0)]
    [InlineData("Gunmen kidnapped two nurses.", "abducted", 2.0, 2.0)]
    [InlineData("No one was hurt in the raid.", "injured", 0.0, 0.0)]
    [InlineData("Between 20 and 25 people were wounded.", "injured", 20.0, 25.0)]
    [InlineData("The bishop condemned the murder of four teachers in Huehuetenango.", "killed", 4.0, 4.0)]
    [InlineData("A family of five was killed in Marja.", "killed", 5.0, 5.0)]
    [InlineData("The toll of the cyclone passed 900.", "killed", 900.0, null)]
    [InlineData("Some 1.4 million people have been displaced.", "displaced", 1_400_000.0, 1_400_000.0)]
    public void A_count_keeps_both_bounds(string text, string what, double? least, double? most) =>
        Assert.Contains(Articles.Code(text).Annotated.Counts, c => c.What == what && c.Least == least && c.Most == most);

    [Fact]
    public void Each_verb_of_a_pair_has_its_own_number()
    {
        var counts = Articles.Code("A rocket hit a bakery, killing three workers and wounding seven.").Annotated.Counts;
        Assert.Contains(counts, c => c is { What: "killed", Least: 3 });
        Assert.Contains(counts, c => c is { What: "injured", Least: 7 });
    }

    [Theory]
    [InlineData("Inflation hit 34 percent in March.")]
    [InlineData("The fine was $200.")]
    [InlineData("Ten drones were launched and eight were shot down.")]
    [InlineData("The convoy of 25 lorries carried flour.")]
    public void Money_shares_and_things_are_no_casualties(string text) => Assert.Empty(Articles.Code(text).Annotated.Counts);
}
