using Sitrep.Annotation.Entities;
using Sitrep.Tests.Annotation;
using Sitrep.Training;
using Xunit;

namespace Sitrep.Tests.Learning;

/// <summary>The sentences are invented.</summary>
public sealed class CountryExchangeTests
{
    private static readonly CountryExchange Exchange = new(Resources.Installed, new ActorCoder(Resources.Installed));

    [Fact]
    public void Two_countries_change_places_in_words_and_codes()
    {
        const string Line = """
            {"id":"a","text":"An Armenian patrol shelled a Polish convoy, Yerevan said; Armenians fled.","events":[{"trigger":"shelled","type":"ASSAULT","actors":[["An Armenian patrol","ARMMIL"]],"recipients":[["a Polish convoy","POL"],[null,"UNO"]]}]}
            """;
        Assert.Equal(
            """{"id":"a","text":"A Polish patrol shelled an Armenian convoy, Warsaw said; Polish fled.","events":[{"trigger":"shelled","type":"ASSAULT","actors":[["A Polish patrol","POLMIL"]],"recipients":[["an Armenian convoy","ARM"],[null,"UNO"]]}]}""",
            Told(Line));
    }

    [Fact]
    public void A_single_country_gives_way_to_one_that_the_text_does_not_name()
    {
        string told = Told("""{"id":"b","text":"Kenya closed its border.","events":[{"trigger":"closed","type":"SANCTION","actors":[["Kenya","KEN"]]}]}""")!;
        Assert.DoesNotContain("KEN", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Kenya", told, StringComparison.Ordinal);
        Assert.Contains("closed its border.", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Police in Mombasa said that Kenya had closed its border.")]
    [InlineData("South Sudan closed its border.")]
    [InlineData("The border was closed.")]
    public void What_points_to_a_country_in_other_ways_is_left_alone(string text) => Assert.Null(Told($$"""{"id":"c","text":"{{text}}","events":[]}"""));

    private static string? Told(string line)
    {
        string text = System.Text.Json.Nodes.JsonNode.Parse(line)!["text"]!.GetValue<string>();
        return Exchange.Exchange(line, Articles.Code(text).Annotated);
    }
}
