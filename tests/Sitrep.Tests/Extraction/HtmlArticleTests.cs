using Sitrep.Extraction;
using Xunit;

namespace Sitrep.Tests.Extraction;

public sealed class HtmlArticleTests
{
    private const string First = "The ferry to Split left the harbour on Monday morning with forty passengers on board, the port authority said in a statement.";
    private const string Second = "Two hours later the captain reported water in the engine room and asked for help, according to the coast guard of Croatia.";
    private const string Third = "“Nobody was hurt, and everyone is back on land,” said Ana Kralj, who speaks for the port, on Monday evening in Zadar.";
    private const string Fourth = "The ministry has opened an inquiry, and the ferry will stay in port until divers have looked at its hull, officials said.";

    private static readonly Extractor Extractor = new(Resources.Installed);

    [Fact]
    public void The_article_comes_out_without_what_surrounds_it()
    {
        Article article = Read($"""
            <nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
            <article><h1>Ferry turns back off Zadar</h1><p class="byline">By Ivo Maric</p>
            <p>{First}</p><p>{Second}</p><h2>What the port says</h2><p>{Third}</p><p>{Fourth}</p></article>
            <aside class="related"><h3>Related stories</h3><ul><li><a href="/a">Storm closes the road to Knin</a></li><li><a href="/b">Fish market opens again</a></li></ul></aside>
            <footer><p>Copyright Adriatic Herald. All rights reserved.</p></footer>
            """);

        Assert.Equal(ContentKind.Article, article.Kind);
        Assert.Equal("Ferry turns back off Zadar", article.Title);
        Assert.Equal(["Ivo Maric"], article.Authors);
        Assert.Equal($"{First}\n\n{Second}\n\nWhat the port says\n\n{Third}\n\n{Fourth}", article.Text);
        Assert.Equal(BlockKind.Heading, article.Blocks[2].Kind);
    }

    [Fact]
    public void A_live_blog_whose_entries_stand_in_its_linked_data_has_them_under_their_times()
    {
        Article article = Read($$"""
            <h1>Ferry off Zadar: live</h1><p>The latest on the ferry.</p><div id="entries"></div>
            <script type="application/ld+json">{"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": "Ferry off Zadar: live", "articleBody": "The latest on the ferry.",
            "liveBlogUpdate": [
              {"@type": "BlogPosting", "headline": "Back on land", "datePublished": "2026-05-13T18:05:00+02:00", "articleBody": "<p>{{Third}}</p><p>{{Fourth}}</p>"},
              {"@type": "BlogPosting", "datePublished": "2026-05-13T16:40:12+02:00", "articleBody": "{{Second}}"},
              {"@type": "BlogPosting", "headline": "No text"}, "not an entry"]}</script>
            """);

        Assert.Equal(ContentKind.Article, article.Kind);
        Assert.Equal($"The latest on the ferry.\n\n2026-05-13 18:05 Back on land\n\n{Third}\n\n{Fourth}\n\n2026-05-13 16:40\n\n{Second}", article.Text);
        Assert.Equal([BlockKind.Paragraph, BlockKind.Heading, BlockKind.Paragraph, BlockKind.Paragraph, BlockKind.Heading, BlockKind.Paragraph], article.Blocks.Select(block => block.Kind));
    }

    [Fact]
    public void A_body_split_by_adverts_comes_out_whole()
    {
        string[] parts = [First, Second, Third, Fourth];
        Article article = Read("<h1>Ferry turns back off Zadar</h1>" + string.Concat(parts.Select(part =>
            $"<div class=\"body--container\"><div class=\"body--content\"><p>{part}</p></div></div><div class=\"ad-slot\">Advertisement</div>")));

        Assert.All(parts, part => Assert.Contains(part, article.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Advertisement", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_breaks_part_paragraphs_and_small_capitals_do_not_part_words()
    {
        Article article = Read($"<h1>Ferry turns back</h1><div class=\"story\"><b>T</b><small>he</small> {First[4..]}<br><br>{Second}<br><br>{Third}<br><br>{Fourth}</div>");

        Assert.Equal($"{First}\n\n{Second}\n\n{Third}\n\n{Fourth}", article.Text);
    }

    [Fact]
    public void What_is_hidden_is_no_part_of_the_text()
    {
        Article article = Read($"""
            <style>.secret {"{"} display: none {"}"}</style>
            <article><h1>Ferry turns back</h1><p>{First}</p><p class="secret">{Second}</p><p hidden>{Second}</p><p aria-hidden="true">{Second}</p>
            <noscript><p>{Second}</p></noscript><p>{Third}</p><p>{Fourth}</p></article>
            """);

        Assert.Equal($"{First}\n\n{Third}\n\n{Fourth}", article.Text);
    }

    [Fact]
    public void List_items_on_one_line_of_markup_are_blocks_of_their_own()
    {
        Article article = Read($"<article><h1>Ferry turns back</h1><p>{First}</p><p>{Second}</p><p>The port asks passengers to note three things:</p><ol><li><span>Tickets stay valid until the end of June.</span></li><li><span>Buses leave from the northern gate every hour.</span></li></ol><p>{Third}</p></article>");

        Assert.Contains("until the end of June.\n\nBuses leave from the northern gate", article.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"@type":"NewsArticle","author":[{"@type":"Person","name":"Ana Kralj"},{"name":"Ivo Maric"},null]}""")]
    [InlineData("""[{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","author":{"@id":"#p"}},{"@id":"#p","@type":"Person","name":["Ana Kralj","Ivo Maric"]}]},null]""")]
    [InlineData("""{"@type":"Article","author":"Ana Kralj and Ivo Maric",}""")]
    [InlineData("{\"@type\":\"Article\",\"description\":\"two\nlines\",\"author\":[\"Ana Kralj\",\"Ivo Maric\"]};")]
    public void All_authors_of_linked_data_are_named_in_order(string json)
    {
        Article article = Read($"<script type=\"application/ld+json\">{json}</script><article><h1>Ferry turns back</h1><p>{First}</p><p>{Second}</p></article>");

        Assert.Equal(["Ana Kralj", "Ivo Maric"], article.Authors);
    }

    [Theory]
    [InlineData("""<meta property="article:published_time" content="2024-05-06T07:08:09+02:00">""", "2024-05-06T07:08:09+02:00", "meta article:published_time")]
    [InlineData("""<meta name="dc.date" content="2023-01-02"><link rel="canonical" href="https://news.example/x-022-02136-">""", "2023-01-02", "meta dc.date")]
    [InlineData("""<link rel="canonical" href="https://news.example/2024/05/06/ferry">""", "2024-05-06", "address")]
    [InlineData("""<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-06"}</script><meta name="date" content="2020-01-01">""", "2024-05-06", "json-ld datePublished")]
    public void The_date_says_where_it_was_found(string head, string date, string found)
    {
        Article article = Read($"<head>{head}</head><article><h1>Ferry turns back</h1><p>{First}</p><p>{Second}</p></article>");

        Assert.Equal(found, article.Published?.Found);
        Assert.StartsWith(date[..10], article.Published?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<span class=date>6 May 2024</span>")]
    [InlineData("<p>Published: May 6, 2024, 10:15</p>")]
    [InlineData("<div class=meta>Zadar, 06.05.2024</div>")]
    [InlineData("<p>Le 6 mai 2024</p>")]
    public void A_visible_date_counts_where_the_page_says_nothing_else(string line)
    {
        Article article = Read($"<article><h1>Ferry turns back off Zadar</h1>{line}<p>{First}</p><p>{Second}</p><p>{Third}</p></article>");

        Assert.Equal("2024-05-06", article.Published?.ToString());
    }

    [Theory]
    [InlineData("""<meta name="author" content="Adriatic Herald e.V."><p>By Ana Kralj</p>""", "Ana Kralj", "byline")]
    [InlineData("""<meta name="author" content="Ana"><p>By Ana Kralj</p>""", "Ana Kralj", "byline")]
    [InlineData("""<meta name="author" content="Ana Kralj"><p>By Ivo Maric</p>""", "Ana Kralj", "meta author")]
    [InlineData("""<meta name="author" content="Newsroom Team"><p>Monday</p>""", "Newsroom Team", "meta author")]
    [InlineData("""<meta name="author" content="Staff"><p>By Ana Kralj</p>""", "Ana Kralj", "byline")]
    [InlineData("""<meta name="author" content="Staff">""", "Staff", "meta author")]
    [InlineData("""<meta name="author" content="page.extra.author.name"><p>By Ana Kralj</p>""", "Ana Kralj", "byline")]
    [InlineData("""<span class="author"><span>Ana Kralj</span><span>Editor at the Herald</span></span>""", "Ana Kralj", "byline")]
    [InlineData("""<div><a href="/authors/ana-kralj">Ana Kralj</a> | <a href="/authors/ivo-maric">Ivo Maric</a></div>""", "Ana Kralj; Ivo Maric", "author link")]
    [InlineData("""<div class="byline">Written by <a href="/u/7">seagull</a></div>""", "seagull", "byline")]
    [InlineData("""<p>By Ana Kralj on Monday</p>""", "Ana Kralj", "byline")]
    [InlineData("""<p>By Reporter Ana Kralj, Editor, Split</p>""", "Ana Kralj", "byline")]
    public void Authors_are_chosen_by_what_the_claims_name(string head, string authors, string found)
    {
        Article article = Read($"<title>Ferry turns back | Adriatic Herald</title><article><h1>Ferry turns back</h1>{head}<p>{First}</p><p>{Second}</p><p>{Third}</p></article>");

        Assert.Equal(authors, string.Join("; ", article.Authors));
        Assert.Equal(found, article.AuthorsFound);
    }

    [Theory]
    [InlineData("""<meta name="date" content="2024-05-09"><time datetime="2024-05-06">6 May</time>""", "2024-05-06", "time element")]
    [InlineData("""<meta property="article:published_time" content="2024-05-06"><time datetime="2024-05-09">9 May</time>""", "2024-05-06", "meta article:published_time")]
    [InlineData("""<link rel="canonical" href="https://news.example/2024/05/06/ferry"><span class="date">06/05/2024</span>""", "2024-05-06", "visible date")]
    [InlineData("""<link rel="canonical" href="https://news.example/2024/may/06/ferry">""", "2024-05-06", "address")]
    [InlineData("""<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-06T20:51:00Z"}</script><span class="date">7 May 2024</span>""", "2024-05-07", "visible date, a day from json-ld datePublished")]
    [InlineData("""<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-06T08:51:00Z"}</script><span class="date">7 May 2024</span>""", "2024-05-06", "json-ld datePublished")]
    public void Dates_that_conflict_are_settled_by_rule(string head, string day, string found)
    {
        Article article = Read($"<html lang=en><article><h1>Ferry turns back off Zadar</h1>{head}<p>{First}</p><p>{Second}</p><p>{Third}</p></article></html>");

        Assert.StartsWith(day, article.Published?.ToString(), StringComparison.Ordinal);
        Assert.Equal(found, article.Published?.Found);
    }

    [Theory]
    [InlineData("Ferry turns back off Zadar | Adriatic Herald")]
    [InlineData("Ferry turns back off Zadar - Adriatic Herald")]
    [InlineData("Adriatic Herald: Ferry turns back off Zadar")]
    public void The_title_goes_without_the_name_of_the_site(string title)
    {
        Article article = Read($"<head><title>{title}</title><meta property=\"og:site_name\" content=\"Adriatic Herald\"></head><div><p>{First}</p><p>{Second}</p></div>");

        Assert.Equal("Ferry turns back off Zadar", article.Title);
        Assert.Equal("Adriatic Herald", article.Source.Site);
    }

    [Theory]
    [InlineData("<title>Page not found - Adriatic Herald</title><h1>Page not found</h1><p>The page that you asked for is not here any more. Try the search, or go to our home page instead.</p>")]
    [InlineData("<title>Adriatic Herald</title><nav><a href=/a>News</a> <a href=/b>Sport</a> <a href=/c>Weather</a></nav>")]
    [InlineData("<title>A film</title><video src=x></video>")]
    public void A_page_without_an_article_says_so(string html)
    {
        Article article = Read(html);

        Assert.Equal(ContentKind.NoArticle, article.Kind);
        Assert.Empty(article.Text);
    }

    [Fact]
    public void A_text_that_only_the_linked_data_holds_is_taken_from_there()
    {
        string body = string.Join("\\n\\n", First, Second, Fourth, "Caf&eacute; tables stood in the water.");
        Article article = Read($"<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"articleBody\":\"{body}\"}}</script><h1>Ferry turns back</h1><p>The ferry to Split left the harbour.</p>");

        Assert.Equal($"{First}\n\n{Second}\n\n{Fourth}\n\nCafé tables stood in the water.", article.Text);
        Assert.Equal(4, article.Blocks.Length);
    }

    [Fact]
    public void A_copy_names_its_origin()
    {
        Article article = Read($"<article><h1>Ferry turns back</h1><p>{First}</p><p>{Second}</p><p>{Third}</p><p>This article was originally published by Dalmatia Post.</p></article>");

        Assert.Equal("Dalmatia Post", article.Source.RepublishedFrom);
    }

    [Theory]
    [InlineData("<div>", 100_000)]
    [InlineData("<b>", 50_000)]
    [InlineData("<table><tr><td>", 20_000)]
    [InlineData("</p><p>", 50_000)]
    [InlineData("<!--", 50_000)]
    public void Hostile_nesting_neither_throws_nor_hangs(string tag, int times)
    {
        Article article = Read(string.Concat(Enumerable.Repeat(tag, times)) + $"<p>{First}</p><p>{Second}</p>");

        Assert.NotNull(article.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("<script>")]
    [InlineData("<script type=application/ld+json>{\"@type\":")]
    [InlineData("<svg></")]
    [InlineData("<meta charset=>")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"Article\",\"author\":[[[{}]]],\"datePublished\":5,\"headline\":{}}</script>")]
    public void Broken_markup_is_read_as_far_as_it_goes(string html) => Assert.NotNull(Read(html).Text);

    [Theory]
    [InlineData("en", First)]
    [InlineData("de", "Die Fähre ist am Montag mit vierzig Passagieren nach Split gefahren und wurde von der Küstenwache auf dem Weg nicht gesehen.")]
    [InlineData("uk", "Пором вийшов із порту в понеділок, і на борту було сорок пасажирів, та це не все, що повідомила служба.")]
    [InlineData("und", "Zadar")]
    public void The_language_of_a_text_is_told_by_its_words(string language, string text) =>
        Assert.Equal(language, Extractor.Extract(new Page("a", PageKind.Prose, text, "")).Language);

    private static Article Read(string html) => Extractor.Extract(new Page("page.html", PageKind.Html, html, ""));
}
