using Sitrep.Extraction.Metadata;

namespace Sitrep.Extraction.Html;

/// <summary>A parsed page: its blocks and what it says of itself.</summary>
internal sealed record OpenPage(PageBlocks Blocks, BlockFeatures Features, PageClaims Claims);

/// <summary>HTML page → article.</summary>
internal sealed class HtmlArticle(Resources resources, Cues cues, AuthorNames authorNames, DateReader dates)
{
    /// <summary>A text in the linked data shorter than this is a teaser.</summary>
    private const int FewestWords = 60;

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
        if ((FromUpdates(open.Claims.Linked, body.Text) ?? FromLinkedData(open.Claims.Linked.ArticleBody, body.Text)) is { } told)
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
        if (said is null || WordCount(said) is var words && (words < FewestWords || words < 2 * WordCount(shown)))
        {
            return null;
        }

        return ArticleBody.Join(Paragraphs(said));
    }

    /// <summary>The entries of a live blog in the linked data, each under its time and headline, where the markup holds only a few of them.</summary>
    private static ArticleBody? FromUpdates(LinkedData linked, string shown)
    {
        int words = linked.Updates.Sum(update => WordCount(update.Body));
        if (words < FewestWords || words < 2 * WordCount(shown))
        {
            return null;
        }

        // What stands beside the entries leads in to them, unless it is so long that it says them again.
        string lead = linked.ArticleBody is { } said && 2 * WordCount(said) <= words ? said : "";
        return ArticleBody.Join(Paragraphs(lead).Concat(linked.Updates.SelectMany(update => Paragraphs(update.Body).Prepend(new Part(BlockKind.Heading, HeadingOf(update))))));
    }

    private static IEnumerable<Part> Paragraphs(string text) => Plain.Paragraphs.Split(text).Select(paragraph => new Part(BlockKind.Paragraph, paragraph));

    /// <summary>Day and time of day as the page writes them, without seconds and offset, and the headline.</summary>
    private static string HeadingOf(LiveUpdate update)
    {
        string time = update.Time is { Length: >= 16 } said && said[10] == 'T' ? $"{said[..10]} {said[11..16]}" : update.Time ?? "";
        return $"{time} {update.Headline}".Trim();
    }

    private static int WordCount(string text) => text.Length == 0 ? 0 : text.AsSpan().Count(' ') + 1;
}
