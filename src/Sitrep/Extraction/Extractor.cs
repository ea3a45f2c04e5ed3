using NodaTime.Text;

namespace Sitrep.Extraction;

/// <summary>Page → article.</summary>
public sealed class Extractor(Resources resources)
{
    internal Resources Resources => resources;

    public Article Extract(Page page)
    {
        PublicationDate? published = page.Published is { Length: >= 10 } date && LocalDatePattern.Iso.Parse(date[..10]) is { Success: true } day
            ? new PublicationDate(day.Value, null, "input")
            : null;
        return new Article
        {
            Id = page.Id,
            Source = new ArticleSource(page.Sha256, page.Uri),
            Title = page.Title,
            Published = published,
            Language = "en",
            Text = page.Content,
            Blocks = [new Block(BlockKind.Paragraph, new Span(0, page.Content.Length))],
        };
    }
}
