using AngleSharp.Dom;
using Sitrep.Extraction.Metadata;

namespace Sitrep.Extraction.Html;

/// <summary>HTML page → article.</summary>
internal sealed class HtmlArticle(Resources resources, Cues cues, AuthorNames authorNames, DateReader dates)
{
    private readonly BlockReader blocks = new(new NameMarks(resources));

    public Article Read(Page page)
    {
        var source = PageSource.Read(page.Content);
        using IDocument document = PageParser.Parse(source.Markup);
        PageBlocks found = blocks.Read(document, HiddenStyles.Classes(source.Styles));
        var body = ArticleBody.Join(Select(found));
        return new Article
        {
            Id = page.Id,
            Kind = body.Text.Length == 0 ? ContentKind.NoArticle : ContentKind.Article,
            Source = new ArticleSource(page.Sha256, page.Uri),
            Title = page.Title ?? document.QuerySelector("meta[property='og:title']")?.GetAttribute("content") ?? document.Title,
            Authors = authorNames.Split(document.QuerySelector("meta[name=author]")?.GetAttribute("content") ?? ""),
            Published = dates.Read(page.Published, "input")
                ?? dates.Read(document.QuerySelector("meta[property='article:published_time']")?.GetAttribute("content"), "meta article:published_time"),
            Language = document.DocumentElement?.GetAttribute("lang") ?? "und",
            Text = body.Text,
            Blocks = body.Blocks,
        };
    }

    private IEnumerable<Part> Select(PageBlocks page)
    {
        if (DensityCandidate.Find(page) is not { } best)
        {
            yield break;
        }

        foreach (TextBlock block in page.Blocks)
        {
            const Marks Outside = Marks.Navigation | Marks.Footer | Marks.Aside | Marks.Form | Marks.Comment | Marks.Related | Marks.Hidden | Marks.Share | Marks.Byline | Marks.Date;
            if (!DensityCandidate.IsInside(block.Container, best) || block.Container.All.Has(Outside) || block.LinkShare > 0.6 || cues.IsNotice(Cues.Plain(block.Text)))
            {
                continue;
            }

            if (Kind(block) is var kind && (kind != BlockKind.Paragraph || block.Words > 5))
            {
                yield return new Part(kind, block.Text);
            }
        }
    }

    private static BlockKind Kind(TextBlock block) => block.Container switch
    {
        { Tag: "h1" or "h2" or "h3" or "h4" or "h5" or "h6" } => BlockKind.Heading,
        { Tag: "li" } => BlockKind.ListItem,
        { All: var marks } when marks.Has(Marks.Caption | Marks.Figure) => BlockKind.Caption,
        { All: var marks } when marks.Has(Marks.Quote) => BlockKind.Blockquote,
        _ => BlockKind.Paragraph,
    };
}
