using Sitrep.Evaluation;
using Xunit;

namespace Sitrep.Tests.Evaluation;

/// <summary>The sentences are invented.</summary>
public sealed class QuotedWordsTests
{
    private const string Text = "The mayor said four died. The mayors met.\n\nLater the mayor said five had died, and the mayor of Kaya left.";

    private static readonly QuotedWords Quotes = new(Text);

    [Theory]
    [InlineData("four died", 15, 24)]
    [InlineData("mayor#2", 53, 58)]
    [InlineData("said [five] had", 64, 68)]
    [InlineData("four died … Later the mayor", 15, 58)]
    public void Words_lead_to_their_place(string words, int start, int end) => Assert.Equal(new Span(start, end), Quotes.Find(words));

    [Theory]
    [InlineData("six died")]
    [InlineData("mayor")]
    [InlineData("mayor#9")]
    [InlineData("die")]
    [InlineData("four died … Ouagadougou")]
    public void Words_that_lead_nowhere_or_to_two_places_are_an_error(string words) => Assert.Throws<InvalidDataException>(() => Quotes.Find(words));

    [Fact]
    public void What_belongs_to_a_span_is_sought_nearest_to_it()
    {
        Span content = Quotes.Find("five had died");
        Assert.Equal(Quotes.Find("Later [the mayor] said"), Quotes.FindNear("the mayor", content));
        Assert.Equal(Quotes.Find("mayor [said] five"), Quotes.FindNear("said", content));
        Assert.Equal(Quotes.Find("four"), Quotes.FindNear("four", content));
    }
}
