using Sitrep.Extraction.Html;
using Sitrep.Extraction.Metadata;
using Sitrep.Extraction.Plain;

namespace Sitrep.Extraction;

/// <summary>Page → article.</summary>
public sealed class Extractor
{
    private readonly DateReader dates;
    private readonly ScrapedText scraped;
    private readonly HtmlArticle html;
    private readonly LanguageGuess languages;

    public Extractor(Resources resources)
    {
        var cues = new Cues(resources);
        var authors = new AuthorNames(resources);
        dates = new DateReader(resources);
        scraped = new ScrapedText(cues, authors, dates);
        languages = new LanguageGuess(resources);
        html = new HtmlArticle(resources, cues, authors, dates);
    }

    public Article Extract(Page page) => page.Kind switch
    {
        PageKind.Html => html.Read(page),
        PageKind.ScrapedText => FromScrapedText(page),
        _ => FromProse(page),
    };

    private Article FromScrapedText(Page page)
    {
        ScrapedArticle found = scraped.Read(page.Content, page.Title);
        return new Article
        {
            Id = page.Id,
            Source = new ArticleSource(page.Sha256, page.Uri, RepublishedFrom: found.RepublishedFrom),
            Title = found.Title,
            Authors = found.Authors,
            Published = dates.Given(page.Published) ?? dates.Read(found.PublishedLine, "dateline"),
            Language = languages.Of(found.Body.Text),
            Text = found.Body.Text,
            Blocks = found.Body.Blocks,
        };
    }

    private Article FromProse(Page page)
    {
        var body = ArticleBody.Verbatim(page.Content);
        return new Article
        {
            Id = page.Id,
            Source = new ArticleSource(page.Sha256, page.Uri),
            Title = page.Title,
            Published = dates.Given(page.Published),
            Language = languages.Of(body.Text),
            Text = body.Text,
            Blocks = body.Blocks,
        };
    }
}
