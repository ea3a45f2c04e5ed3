using Sitrep.Extraction.Metadata;

namespace Sitrep.Extraction.Html;

/// <summary>Tells pages that hold no article: errors, walls, home pages, lists of results (<c>no-article.tsv</c>).</summary>
internal sealed class NoArticle
{
    /// <summary>A text shorter than this is a label, a menu or a notice.</summary>
    private const int FewestWords = 12;

    /// <summary>The longest text that an error page or a wall is given.</summary>
    private const int NoticeWords = 150;

    /// <summary>The longest text that a page of links is given, if nothing on the page claims to be an article.</summary>
    private const int TeaserWords = 60;

    private readonly string[] phrases;

    public NoArticle(Resources resources) => phrases = [.. resources.Table("extraction", "no-article.tsv").Rows.Select(row => row["phrase"])];

    public bool Is(OpenPage page, bool[] kept)
    {
        int words = 0, running = 0, linked = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            TextBlock block = page.Blocks.Blocks[i];
            words += kept[i] ? block.Words : 0;
            running += kept[i] && block.LinkShare < 0.5 ? block.Words : 0;
            linked += kept[i] ? 0 : (int)(block.Words * block.LinkShare);
        }

        bool claimed = page.Claims.Linked.IsArticle || page.Claims.Meta("og:type") == "article" || page.Claims.Meta("article:published_time") is not null;
        return running < FewestWords
            || (words < NoticeWords && NamesNone(page.Claims))
            || (words < TeaserWords && !claimed && linked > 4 * words && page.Claims.Signals.Count == 0);
    }

    private bool NamesNone(PageClaims claims)
    {
        string title = Cues.Plain(claims.DocumentTitle ?? "");
        return Array.Exists(phrases, phrase => title == phrase
            || (title.StartsWith(phrase, StringComparison.Ordinal) && !char.IsLetterOrDigit(title[phrase.Length]))
            || (title.EndsWith(phrase, StringComparison.Ordinal) && !char.IsLetterOrDigit(title[^(phrase.Length + 1)])));
    }
}
