using Sitrep.Gathering;
using Sitrep.Presenting.Checking;
using Sitrep.Tests.Gathering;
using Xunit;

namespace Sitrep.Tests.Presenting.Checking;

// Invented incidents in real places.
public sealed class DraftCheckTests
{
    private static readonly DraftCheck Check = new(Invented(), Resources.Installed);

    [Theory]
    [InlineData("Gunmen shot guards at the sugar mill in Kotido on Monday.", DraftVerdict.Supported)]
    [InlineData("On Monday gunmen fired on guards at a sugar mill in Kotido.", DraftVerdict.Supported)]
    [InlineData("The gunmen killed 4 guards at the sugar mill in Kotido.", DraftVerdict.Contested)]
    [InlineData("The gunmen killed seven guards at the sugar mill in Kotido.", DraftVerdict.Contested)]
    [InlineData("The gunmen killed nineteen guards at the sugar mill in Kotido.", DraftVerdict.Contested)]
    [InlineData("The harbour of Mombasa was closed by a cyclone.", DraftVerdict.NotFound)]
    [InlineData("The mill's manager, Ruth Akol, said: “We had asked for more guards.”", DraftVerdict.Supported)]
    [InlineData("The mill's manager, Ruth Akol, said: \"We had asked for more guards\".", DraftVerdict.Supported)]
    [InlineData("The mill's manager, Ruth Akol, said: “We had begged for more guards.”", DraftVerdict.NotFound)]
    public void A_sentence_gets_the_verdict_that_the_articles_allow(string sentence, DraftVerdict verdict)
    {
        CheckedSentence result = Assert.Single(Check.Check(sentence));
        Assert.True(verdict == result.Verdict, $"{result.Verdict}: {result.Remark}: {string.Join(" / ", result.Evidence.Select(e => e.Words))}");
        Assert.Equal(verdict == DraftVerdict.Supported, result.Remark is null);
    }

    [Fact]
    public void Each_verdict_but_not_found_has_the_words_behind_it() =>
        Assert.All(Check.Check("Gunmen shot guards at the sugar mill in Kotido. The gunmen killed seven guards at the sugar mill in Kotido."), s => Assert.NotEmpty(s.Evidence));

    [Fact]
    public void Contested_numbers_are_told_with_all_accounts()
    {
        CheckedSentence result = Check.Check("The gunmen killed 4 guards at the sugar mill in Kotido.").Single();
        Assert.Equal("accounts differ on the number killed: 4; 7", result.Remark);
    }

    [Fact]
    public void Sentences_are_taken_out_of_markdown_with_their_lines()
    {
        DraftSentence[] sentences =
        [
            .. DraftSentences.Of("# A heading of words\n\nMr. Otim left at 3 p.m. on Monday.[^1] He came\nback on *Friday* with [two friends](https://a.example).\n\n- First item is here\n- Second item is here\n\n| a table | of cells |\n\n```\nsome code is here\n```\n[^1]: A note of words.\n"),
        ];
        Assert.Equal(
            [(3, "Mr. Otim left at 3 p.m. on Monday."), (3, "He came back on Friday with two friends."), (6, "First item is here"), (7, "Second item is here")],
            sentences.Select(s => (s.Line, s.Text)));
    }

    private static Dossier Invented() => Articles.Dossier(
        Articles.Of("a", "Gunmen shot guards at a sugar mill in Kotido on Monday, killing four of them. “We had asked for more guards,” said Ruth Akol, the manager of the mill.", published: "2026-05-12", site: "Karamoja Post")
            .WithPlace("Kotido", "Kotido", "UGA", "Northern Region", 3.0, 34.1, "town")
            .WithEvent("shot", "ASSAULT", "firearms", date: "2026-05-11", counts: ("killed", 4, 4)),
        Articles.Of("b", "Seven guards were killed when gunmen raided the sugar mill in the town of Kotido on Monday. It rained later.", published: "2026-05-12", site: "The Mill Courier")
            .WithPlace("Kotido", "Kotido", "UGA", "Northern Region", 3.0, 34.1, "town")
            .WithEvent("raided", "ASSAULT", "firearms", date: "2026-05-11", counts: ("killed", 7, 7)));
}
