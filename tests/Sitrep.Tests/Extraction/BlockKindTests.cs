using Sitrep.Extraction;
using Xunit;

namespace Sitrep.Tests.Extraction;

/// <summary>The kinds of blocks on pages written for these tests; incidents and people are invented.</summary>
public sealed class BlockKindTests
{
    private const string First = "The bridge over the Rioni at Poti was closed on Tuesday morning after a barge struck its second pillar, the road agency said.";
    private const string Second = "Nobody was hurt, but buses have to go round by Senaki, which takes forty minutes longer, according to the city council.";
    private const string Third = "Divers will look at the pillar as soon as the water is lower, and the barge has been towed to the port in the meantime.";
    private const string Fourth = "The owner of the barge has not answered questions from reporters, and the police have opened an inquiry into the accident.";

    private static readonly Extractor Extractor = new(Resources.Installed);

    [Theory]
    [InlineData("""<blockquote class="twitter-tweet"><p lang="en" dir="ltr">We heard a bang and the whole bridge shook, then the lights went out.</p>&mdash; Nino Beridze (@ninoberidze) <a href="https://twitter.example/1">May 12, 2026</a></blockquote>""")]
    [InlineData("""<div class="embedded-tweet"><p>We heard a bang and the whole bridge shook, then the lights went out.</p></div>""")]
    [InlineData("""<figure class="wp-block-pullquote"><blockquote><p>We heard a bang and the whole bridge shook, then the lights went out.</p></blockquote></figure>""")]
    [InlineData("""<aside class="pull-quote"><p>We heard a bang and the whole bridge shook, then the lights went out.</p></aside>""")]
    [InlineData("""<blockquote><p>We heard a bang and the whole bridge shook, then the lights went out.</p></blockquote>""")]
    public void Embedded_posts_and_pull_quotes_are_quotations(string quotation)
    {
        Article article = Read($"<article><h1>Barge hits bridge in Poti</h1><p>{First}</p><p>{Second}</p>{quotation}<p>{Third}</p><p>{Fourth}</p></article>");

        Assert.Equal(
            [(BlockKind.Paragraph, First), (BlockKind.Paragraph, Second), (BlockKind.Blockquote, "We heard a bang and the whole bridge shook, then the lights went out."), (BlockKind.Paragraph, Third), (BlockKind.Paragraph, Fourth)],
            Blocks(article).Where(block => !block.Text.StartsWith('—')));
    }

    [Fact]
    public void A_caption_below_a_picture_is_no_paragraph()
    {
        Article article = Read($"<article><h1>Barge hits bridge in Poti</h1><p>{First}</p><p>{Second}</p><figure><img src=a><figcaption>The bridge at Poti on Tuesday.</figcaption></figure><p>{Third}</p><p>{Fourth}</p></article>");

        Assert.DoesNotContain((BlockKind.Paragraph, "The bridge at Poti on Tuesday."), Blocks(article));
    }

    [Theory]
    [InlineData("<div class=\"live-entry\"><time datetime=\"2026-05-12T{0}:00+04:00\">{0}</time><p>{1}</p></div>")]
    [InlineData("<li class=\"update\"><div class=\"meta\"><span class=\"timestamp\">{0}</span></div><h3>Update</h3><p>{1}</p></li>")]
    [InlineData("<article class=\"post\"><header><time>{0}</time></header><div><p>{1}</p></div></article>")]
    public void Entries_of_a_live_blog_are_headed_by_their_times(string entry)
    {
        string[] texts = [Fourth, Third, Second, First], times = ["14:40", "12:05", "10:30", "09:15"];
        string entries = string.Concat(texts.Zip(times, (text, time) => string.Format(System.Globalization.CultureInfo.InvariantCulture, entry, time, text)));
        Article article = Read($"<main><h1>Barge hits bridge in Poti: the day as it happened</h1><div class=\"live-blog\">{entries}</div></main>");

        var blocks = Blocks(article).Where(block => block.Text != "Update").ToArray();
        Assert.Equal(texts.Zip(times, (text, time) => (string[])[time, text]).SelectMany(pair => pair), blocks.Select(block => block.Text));
        Assert.Equal(times, blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => block.Text));
    }

    [Fact]
    public void A_single_time_above_the_text_heads_no_entry()
    {
        Article article = Read($"<article><h1>Barge hits bridge in Poti</h1><time>12 May 2026, 09:15</time><p>{First}</p><p>{Second}</p><p>{Third}</p></article>");

        Assert.Equal([First, Second, Third], Blocks(article).Select(block => block.Text));
    }

    [Theory]
    [InlineData("<br>")]
    [InlineData("<br><br>")]
    [InlineData("<br/>&nbsp;<br/>")]
    public void Long_lines_parted_by_line_breaks_are_paragraphs(string breaks)
    {
        Article article = Read($"<h1>Barge hits bridge in Poti</h1><div class=\"story\">{string.Join(breaks, First, Second, Third, Fourth)}</div>");

        Assert.Equal([First, Second, Third, Fourth], Blocks(article).Select(block => block.Text));
    }

    [Fact]
    public void Short_lines_parted_by_line_breaks_stay_together()
    {
        Article article = Read($"<article><h1>Barge hits bridge in Poti</h1><p>{First}</p><p>{Second}</p><p>The river carried the barge at night,<br>the pillar stood and took the weight,<br>and in the morning there was light.</p><p>{Third}</p></article>");

        Assert.Contains("The river carried the barge at night, the pillar stood and took the weight, and in the morning there was light.", article.Text, StringComparison.Ordinal);
    }

    private static (BlockKind Kind, string Text)[] Blocks(Article article) => [.. article.Blocks.Select(block => (block.Kind, block.Span.Of(article.Text)))];

    private static Article Read(string html) => Extractor.Extract(new Page("page.html", PageKind.Html, html, ""));
}
