using Sitrep.Extraction.Metadata;

namespace Sitrep.Extraction.Html;

/// <summary>A parsed page: its blocks and what it says of itself.</summary>
internal sealed record OpenPage(PageBlocks Blocks, BlockFeatures Features, PageClaims Claims);

/// <summary>HTML page → article.</summary>
internal sealed class HtmlArticle(Resources resources, Cues cues, AuthorNames authorNames, DateReader dates)
{
    private readonly BlockReader blocks = new(new NameMarks(resources), new SignalNames(resources));
    private readonly NoArticle noArticle = new(resources);
    private readonly LanguageGuess languages = new(resources);
    private readonly MetadataReader metadata = new(authorNames, dates, cues);
    private readonly Lazy<BlockClassifier> classifier = new(() => BlockClassifier.Load(Learning.ModelFile.Open(resources.Model(BlockClassifier.ModelName))));

    public Article Read(Page page)
    {
        OpenPage open = Open(page);
        return Read(page, open, classifier.Value.Score(open.Features));
    }

    internal OpenPage Open(Page page)
    {
        var source = PageSource.Read(page.Content);
        PageDocument document = PageParser.Parse(source.Markup);
        PageBlocks found = blocks.Read(document, HiddenStyles.Classes(source.Styles));
        var claims = PageClaims.Read(document, LinkedData.Read(source.LinkedData), found.Signals);
        return new OpenPage(found, new BlockFeatures(found, claims.Context, cues), claims);
    }

    /// <param name="scores">The log-odds of each block being part of the article.</param>
    internal Article Read(Page page, OpenPage open, float[] scores)
    {
        bool[] teasers = Teasers.Find(open.Blocks), kept = BlockSelection.Choose(open, scores, teasers, cues);
        PageMetadata about = metadata.Read(open.Claims, open.Blocks.Blocks, kept, page);
        bool none = noArticle.Is(open, kept, teasers);
        ArticleBody body = none ? ArticleBody.Empty : ArticleBody.Join(BlockSelection.Parts(open, kept, about, dates));
        if (FromLinkedData(open.Claims.Linked.ArticleBody, body.Text) is { } told)
        {
            (body, none) = (told, false);
        }

        return new Article
        {
            Id = page.Id,
            Kind = none || body.Text.Length == 0 ? ContentKind.NoArticle : ContentKind.Article,
            Source = new ArticleSource(page.Sha256, page.Uri, about.Site, about.CanonicalUrl, about.RepublishedFrom),
            Title = about.Title,
            Authors = about.Authors.Names,
            AuthorsFound = about.Authors.Found,
            Published = about.Published,
            Modified = about.Modified,
            Language = about.Language ?? languages.Of(body.Text),
            Section = about.Section,
            Tags = about.Tags,
            Text = body.Text,
            Blocks = body.Blocks,
        };
    }

    /// <summary>The text in the linked data, where the markup holds only a teaser of it; it is often cut short, so it must be far longer.</summary>
    private static ArticleBody? FromLinkedData(string? said, string shown)
    {
        const int FewestWords = 60;
        if (said is null || WordCount(said) is var words && (words < FewestWords || words < 2 * WordCount(shown)))
        {
            return null;
        }

        return ArticleBody.Join(Plain.Paragraphs.Split(said).Select(paragraph => new Part(BlockKind.Paragraph, paragraph)));
    }

    private static int WordCount(string text) => text.Length == 0 ? 0 : text.AsSpan().Count(' ') + 1;
}
