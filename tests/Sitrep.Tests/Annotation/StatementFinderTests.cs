using Sitrep.Annotation.Statements;
using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class StatementFinderTests
{
    [Theory]
    [InlineData("The road is closed, the governor said.", "the governor", "said", "The road is closed", StatementKind.Indirect)]
    [InlineData("“The road is closed,” the governor said.", "the governor", "said", "“The road is closed,”", StatementKind.Direct)]
    [InlineData("According to the ministry, the bridge will reopen.", "the ministry", "According to", "the bridge will reopen", StatementKind.Indirect)]
    [InlineData("The minister denied that troops had crossed the river.", "The minister", "denied", "that troops had crossed the river", StatementKind.Indirect)]
    public void Source_cue_and_content_are_told_apart(string text, string source, string cue, string content, StatementKind kind)
    {
        Statement statement = Assert.Single(Articles.Code(text).Annotated.Statements);
        Assert.Equal(source, statement.Source?.Of(text));
        Assert.Equal(cue, statement.Cue?.Of(text));
        Assert.Equal(content, Assert.Single(statement.Content).Of(text));
        Assert.Equal(kind, statement.Kind);
    }

    [Fact]
    public void A_long_quotation_without_a_cue_goes_on_from_the_speaker_before()
    {
        const string Text = "“We came with our nets,” said Achieng Otieno.\n\n“Nobody asked us before they raised the levy on every single boat.”";
        var statements = Articles.Code(Text).Annotated.Statements;
        Assert.Equal(2, statements.Length);
        Assert.Equal(statements[0].Entity, statements[1].Entity);
        Assert.Null(statements[1].Cue);
    }

    [Theory]
    [InlineData("He said \"no\" and left.", "\"no\"")]
    [InlineData("«Нет», he said.", "«Нет»")]
    [InlineData("They called it ‘a trap’ at once.", "‘a trap’")]
    public void Marks_are_paired(string text, string quoted) => Assert.Equal(quoted, Assert.Single(Quotations.Find(text)).Span.Of(text));

    [Fact]
    public void An_apostrophe_is_no_quotation_mark() => Assert.Empty(Quotations.Find("The miners' union didn't meet the owners' agents."));

    [Theory]
    [InlineData("The minister told the Suva Herald that the road was open.", "reports", Polarity.Affirms, "the Suva Herald")]
    [InlineData("The army denied that it had shelled the village.", "denies", Polarity.Denies, null)]
    [InlineData("The governor warned the rebels that he would close the port.", "threatens", Polarity.Affirms, "the rebels")]
    [InlineData("The firm did not say whether the pipe had burst.", "reports", Polarity.Declines, null)]
    public void A_statement_says_what_its_cue_does_and_to_whom(string text, string kind, Polarity polarity, string? addressee)
    {
        Statement found = Articles.Code(text).Annotated.Statements.First();
        Assert.Equal(kind, found.Class);
        Assert.Equal(polarity, found.Polarity);
        Assert.Equal(addressee, found.Addressee?.Span.Of(text));
    }

    [Theory]
    [InlineData("The governor of Kasai could not be reached for comment.", "The governor of Kasai", "could not be reached", "for comment")]
    [InlineData("There was no immediate comment from the Chadian army.", "the Chadian army", "was no", "immediate comment")]
    [InlineData("The palace has made no comment.", "The palace", "made no", "comment")]
    [InlineData("Officials in Juba were not available for comment.", "Officials in Juba", "were not available", "for comment")]
    [InlineData("The police did not answer calls on Tuesday.", "The police", "did not answer", "calls on Tuesday")]
    [InlineData("Eritrea has not commented.", "Eritrea", "has not", "commented")]
    public void Who_says_nothing_declines(string silence, string source, string cue, string content)
    {
        string text = "A bridge fell in Moundou on Monday, the mayor said. " + silence;
        Statement found = Assert.Single(Articles.Code(text).Annotated.Statements, s => s.Source?.Of(text) == source);
        Assert.Equal(Polarity.Declines, found.Polarity);
        Assert.Equal(content, string.Join(" … ", found.Content.Select(c => c.Of(text))));
        Assert.StartsWith(cue, found.Cue?.Of(text));
    }

    [Theory]
    [InlineData("The comment was removed after an hour.")]
    [InlineData("The army answered calls from residents on Tuesday.")]
    public void Other_comments_and_answers_are_no_silence(string text) =>
        Assert.DoesNotContain(Articles.Code(text).Annotated.Statements, s => s.Polarity == Polarity.Declines);

    [Theory]
    [InlineData("The uniforms, insurers believe, were hired from a theatre in Lille.", "insurers", "The uniforms … were hired from a theatre in Lille")]
    [InlineData("\"It was a bloodbath in there,\" grinned the winner, loosening his tie.", "the winner", "\"It was a bloodbath in there,\"")]
    [InlineData("The latest test, the agency said, was its biggest yet.", "the agency", "The latest test … was its biggest yet")]
    public void Speaker_and_content_around_a_verb_of_saying(string text, string source, string content)
    {
        Statement found = Assert.Single(Articles.Code(text).Annotated.Statements);
        Assert.Equal(source, found.Source?.Of(text));
        Assert.Equal(content, string.Join(" … ", found.Content.Select(c => c.Of(text).TrimEnd(',', '.'))));
    }

    [Fact]
    public void One_word_in_capitals_before_a_colon_is_a_note_several_are_a_transcript()
    {
        Assert.Empty(Articles.Code("CLARIFICATION: The first sentence names the wrong bridge.").Annotated.Statements);
        const string Turns = "HOST: Where were you when the bridge fell?\n\nWITNESS: In the boat with my two brothers.";
        Assert.Equal(["HOST", "WITNESS"], Articles.Code(Turns).Annotated.Statements.Select(s => s.Source?.Of(Turns)));
    }

    [Fact]
    public void A_quotation_in_which_others_are_quoted_is_of_the_one_who_was_quoted_last()
    {
        const string First = "\"The harvest is lost. We will not plant again,\"", Second = "\"Four in ten of us say they will leave, while the mayor says nobody will.\"";
        const string Text = First + " Amadou Diallo said. " + Second;
        Statement found = Assert.Single(Articles.Code(Text).Annotated.Statements, s => s.Source?.Of(Text) == "Amadou Diallo");
        Assert.Equal([First, Second], found.Content.Select(c => c.Of(Text)));
    }

    [Fact]
    public void A_content_takes_the_apposition_of_its_last_noun()
    {
        const string Text = "Gunmen killed Amina Sule, a midwife from Gashua, the police chief said.";
        Statement found = Assert.Single(Articles.Code(Text).Annotated.Statements);
        Assert.Equal("Gunmen killed Amina Sule, a midwife from Gashua", Assert.Single(found.Content).Of(Text).TrimEnd(','));
    }

    [Fact]
    public void A_statement_within_another_s_content_is_passed_on_by_it()
    {
        const string Text = "The ministry said the bridge was closed, Radio Gulu reported.";
        var statements = Articles.Code(Text).Annotated.Statements;
        Statement inner = Assert.Single(statements, s => s.Source?.Of(Text) == "The ministry");
        Assert.Equal(Assert.Single(statements, s => s.Source?.Of(Text) == "Radio Gulu").Id, inner.Within);
    }
}
