using Sitrep.Coding;
using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class OwnLexiconTests : IDisposable
{
    private const string Header = "lemma\tpos\twith\ttype\tmode\tcameo\n";

    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".tsv");

    public void Dispose() => File.Delete(path);

    [Fact]
    public void A_row_may_name_a_type_of_one_s_own_and_decides_alone()
    {
        const string Text = "Armed men vandalised the museum in Mosul on Tuesday.";
        PoliticalEvent found = Assert.Single(Code("vandalise\tv\tmuseum|shrine\tHERITAGE\t\t\n", Text));
        Assert.Equal(("HERITAGE", null, ""), (found.Plover.Type, found.Plover.Mode, found.Cameo));
        Assert.Equal("Armed men", Assert.Single(found.Actors).Span.Of(Text));
        Assert.Equal("own lexicon, frame vandalise.v+museum|shrine", found.Reason);
    }

    [Fact]
    public void A_row_whose_condition_fails_leaves_the_word_to_the_others() =>
        Assert.DoesNotContain(Code("vandalise\tv\tshrine\tHERITAGE\t\t\n", "Armed men vandalised the museum in Mosul on Tuesday."), e => e.Plover.Type == "HERITAGE");

    [Fact]
    public void A_row_can_take_a_word_out_or_give_it_another_type()
    {
        const string Text = "Police arrested three men in Suva on Monday.";
        Assert.Empty(Code("arrest\tv\t\tnone\t\t\n", Text));
        Assert.Equal("175", Assert.Single(Code("arrest\tv\t\tASSAULT\t\t175\n", Text)).Cameo);
    }

    [Theory]
    [InlineData("hold\tv\tsubj:@rebel&obj:@people\tSIEGE\t\t\n", "Gunmen hold eleven teachers in Bangui.", true)]
    [InlineData("hold\tv\tsubj:@rebel&obj:@people\tSIEGE\t\t\n", "Police hold eleven teachers in Bangui.", false)]
    [InlineData("hold\tv\tsubj:@rebel&obj:@people\tSIEGE\t\t\n", "Gunmen hold the bridge in Bangui.", false)]
    [InlineData("hold\tv\tsubj:@rebel&obj:@people\tSIEGE\t\t\n", "Eleven teachers held by gunmen since May were seen in Bangui.", true)]
    [InlineData("hold\tv\tsubj:@rebel&obj:@people\tSIEGE\t\t\n", "Gunmen who hold eleven teachers asked for money in Bangui.", true)]
    [InlineData("hold\tv\tobj:@place\tSIEGE\t\t\n", "Soldiers hold Bambari.", true)]
    [InlineData("hold\tv\tobj:bridge|@captive\tSIEGE\t\t\n", "The bridge was held for a week in Bangui.", true)]
    [InlineData("hold\tv\tobj:@person\tSIEGE\t\t\n", "The army holds her in a barracks in Bangui.", true)]
    public void A_condition_may_ask_for_classes_who_acts_and_what_it_is_done_to(string row, string text, bool holds) =>
        Assert.Equal(holds, Code(row, text).Any(e => e.Plover.Type == "SIEGE"));

    [Theory]
    [InlineData("meet\tx\t\tCONSULT\t\t040\n", ":3: pos is 'x'")]
    [InlineData("meet\tv\t\tconsult\t\t040\n", ":3: type is 'consult'")]
    [InlineData("meet\tv\t\tCONSULT\tlunch\t040\n", ":3: CONSULT has no mode 'lunch'; it has multilateral, phone, third-party, visit")]
    [InlineData("meet\tv\t\tCONSULT\t\tforty\n", ":3: cameo is 'forty'")]
    [InlineData("meet\tv\tsubj:@state&obj:@envoys\tCONSULT\t\t040\n", ":3: 'obj:@envoys' asks for a class that is not in data/en/word-classes.tsv; it has army, ")]
    [InlineData("\tv\t\tCONSULT\t\t040\n", ":3: no lemma")]
    public void A_faulty_row_is_named_with_its_line(string row, string message)
    {
        File.WriteAllText(path, Header + "greet\tv\t\tCONSULT\t\t040\n" + row);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Resources.Installed.WithLexicon(path)).Message, StringComparison.Ordinal);
    }

    private IEnumerable<PoliticalEvent> Code(string rows, string text)
    {
        File.WriteAllText(path, Header + rows);
        return new Flow(Resources.Installed.WithLexicon(path)).Run(new Page("own", PageKind.Prose, text, "", null, null, "2026-05-12")).Events;
    }
}
