using Sitrep.Extraction;
using Xunit;

namespace Sitrep.Tests.Extraction;

public sealed class ScrapedTextTests
{
    private static readonly Extractor Extractor = new(Resources.Installed);

    [Fact]
    public void A_scraped_page_keeps_its_article_and_loses_what_the_page_put_around_it()
    {
        Article article = Read("""
            Patrol boats turned back off Sulina

            9f86d081884c7d659a2feaa0c55ad015

              • Two boats left the port on Monday.

              • Nobody was hurt.

            The boats had sailed for Constanta before the storm.

            What the crew saw

            Patrol boatPatrol boat

            A patrol boat enters the port of Sulina in May.Ana Pop/AFP via Getty Images

            “We saw the wave late,” said the captain.They turned at once.

            Read the original article at Danube Courier

            Leave a Reply

            Your email address will not be published.

            Scroll to Top
            """);

        Assert.Equal("Patrol boats turned back off Sulina", article.Title);
        Assert.Equal("Danube Courier", article.Source.RepublishedFrom);
        Assert.Equal(
            """
            ListItem: Two boats left the port on Monday.
            ListItem: Nobody was hurt.
            Paragraph: The boats had sailed for Constanta before the storm.
            Heading: What the crew saw
            Caption: A patrol boat enters the port of Sulina in May. Ana Pop/AFP via Getty Images
            Paragraph: “We saw the wave late,” said the captain. They turned at once.
            """,
            Blocks(article));
    }

    [Theory]
    [InlineData("Troops moved into JordanPresident Haddad spoke. Jordan waits. The President left.", "Troops moved into Jordan President Haddad spoke. Jordan waits. The President left.")]
    [InlineData("The clip is on YouTube. You saw it on the Tube.", "The clip is on YouTube. You saw it on the Tube.")]
    [InlineData("See https://news.example/Report.Final for more. It ends.", "See https://news.example/Report.Final for more. It ends.")]
    public void Words_are_parted_only_where_a_space_was_lost(string written, string expected) =>
        Assert.Equal(expected, Read("A title\n\n" + written).Text);

    [Fact]
    public void Lines_that_were_only_wrapped_are_one_paragraph()
    {
        Article article = Read("A title\n\nThe ferry left the harbour of Split at noon with forty\npassengers and came back in the evening without a\nsingle one of them.\n\nThe end.");

        Assert.Equal(2, article.Blocks.Length);
        Assert.StartsWith("The ferry left the harbour of Split at noon with forty passengers and", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byline_and_a_date_at_the_top_are_metadata()
    {
        Article article = Read("A quiet night in Riga\n\nBy Ilze Kalna and Jonas Berg\n\nAugust 10, 2024\n\nThe night was quiet. Nobody came.");

        Assert.Equal(["Ilze Kalna", "Jonas Berg"], article.Authors);
        Assert.Equal("2024-08-10", article.Published?.ToString());
        Assert.Equal("The night was quiet. Nobody came.", article.Text);
    }

    [Fact]
    public void Prose_is_taken_as_it_is()
    {
        const string Text = " First  line\nsecond line.\n\n\nNext.\n";
        Article article = Extractor.Extract(new Page("a", PageKind.Prose, Text, ""));

        Assert.Equal(Text, article.Text);
        Assert.Equal("Paragraph: First  line\nsecond line.\nParagraph: Next.", Blocks(article));
    }

    [Theory]
    [InlineData("The strike ended at noon.\nTrams run again\n\"We won,\" a driver said.", 3)]
    [InlineData("Two men from Gdynia were in jail on Friday after the coast guard found\n    forty crates of vodka under their nets.\nThey will see a judge on Monday,\n    a spokesman said.", 2)]
    [InlineData("The mayor of Ostrava met\nPresident Novak and\nAmbassador Lind.", 1)]
    public void Line_breaks_part_paragraphs_of_prose_where_lines_end_as_paragraphs_do(string text, int paragraphs) =>
        Assert.Equal(paragraphs, Extractor.Extract(new Page("a", PageKind.Prose, text, "")).Blocks.Length);

    private static Article Read(string text) => Extractor.Extract(new Page("a.txt", PageKind.ScrapedText, text, ""));

    private static string Blocks(Article article) =>
        string.Join('\n', article.Blocks.Select(block => $"{block.Kind}: {block.Span.Of(article.Text)}"));
}
