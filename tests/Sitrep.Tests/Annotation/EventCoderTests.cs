using Sitrep.Coding;
using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class EventCoderTests
{
    [Theory]
    [InlineData("Police arrested three men in Suva on Monday.", "arrested", "COERCE", "arrest")]
    [InlineData("Rebels shelled the town of Zawiya on Sunday.", "shelled", "ASSAULT", "heavy-weapons")]
    [InlineData("Gunmen kidnapped two nurses near Gao on Friday.", "kidnapped", "ASSAULT", "abduct")]
    public void A_trigger_gets_its_type_and_mode(string text, string trigger, string type, string mode)
    {
        PoliticalEvent found = Assert.Single(Articles.Code(text).Events, e => e.Trigger.Of(text) == trigger);
        Assert.Equal(type, found.Plover.Type);
        Assert.Equal(mode, found.Plover.Mode);
    }

    [Fact]
    public void Actor_recipient_place_and_date_are_the_clause_s_own()
    {
        const string Text = "Ugandan soldiers arrested 12 rebels in Gulu on Monday.";
        CodedArticle article = Articles.Code(Text);
        PoliticalEvent found = Assert.Single(article.Events, e => e.Plover.Type == "COERCE");
        Assert.Equal("UGAMIL", Assert.Single(found.Actors).Code);
        Assert.Equal("UGAREB", Assert.Single(found.Recipients).Code);
        Assert.Equal("Gulu", article.Annotated.Places[found.Place!.Value].Span.Of(Text));
        Assert.Equal("2026-05-11", found.Date?.Value);
    }

    [Fact]
    public void Only_a_source_s_word_makes_an_event_attributed()
    {
        CodedArticle article = Articles.Code("Soldiers arrested 12 rebels in Gulu, a witness said.");
        PoliticalEvent found = Assert.Single(article.Events, e => e.Plover.Type == "COERCE");
        Assert.Equal(EventStatus.Attributed, found.Status);
        Assert.NotNull(found.Statement);
    }

    [Fact]
    public void The_words_of_sport_are_no_assault() => Assert.Empty(Articles.Code("Zamalek crushed Al Ahly 3-0 in the Cairo derby.").Events);
}
