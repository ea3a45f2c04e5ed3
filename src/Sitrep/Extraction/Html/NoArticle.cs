using Sitrep.Extraction.Metadata;

namespace Sitrep.Extraction.Html;

/// <summary>Tells pages that hold no article: errors, walls, home pages, lists of results, pages around a video (<c>no-article.tsv</c>).</summary>
internal sealed class NoArticle
{
    /// <summary>A text shorter than this is a label, a menu or a notice.</summary>
    private const int FewestWords = 12;

    /// <summary>The longest text that an error page is given.</summary>
    private const int NoticeWords = 150;

    /// <summary>The longest text that a wall is given, which says at length what it wants.</summary>
    private const int WallWords = 500;

    /// <summary>The longest text that goes with a video.</summary>
    private const int VideoWords = 100;

    /// <summary>The longest text that a page of links is given, if nothing on the page claims to be an article.</summary>
    private const int TeaserWords = 60;

    /// <summary>A phrase so long that no headline begins or ends with it by chance, in characters.</summary>
    private const int LongPhrase = 16;

    private readonly string[] titles;
    private readonly string[] texts;

    public NoArticle(Resources resources)
    {
        var phrases = resources.Table("extraction", "no-article.tsv").Rows.ToLookup(row => row["where"], row => row["phrase"], StringComparer.Ordinal);
        titles = [.. phrases["title"]];
        texts = [.. phrases["text"]];
    }

    /// <param name="kept">Whether each block belongs to what would be the article.</param>
    /// <param name="teasers">Whether each block is part of a teaser.</param>
    public bool Is(OpenPage page, bool[] kept, bool[] teasers)
    {
        List<TextBlock> blocks = page.Blocks.Blocks;
        int words = 0, running = 0, linked = 0, teased = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            words += kept[i] ? blocks[i].Words : 0;
            running += kept[i] && blocks[i].LinkShare < 0.5 ? blocks[i].Words : 0;
            teased += kept[i] && teasers[i] ? blocks[i].Words : 0;
            linked += kept[i] ? 0 : (int)(blocks[i].Words * blocks[i].LinkShare);
        }

        PageClaims claims = page.Claims;
        bool claimed = claims.Linked.IsArticle || claims.Meta("og:type") == "article" || claims.Meta("article:published_time") is not null;
        return running < FewestWords
            || (words < NoticeWords && NamesNone(page))
            || (words < WallWords && IsWall(blocks, kept, words))
            || (!claimed && words < VideoWords && (claims.Linked.Types.Contains("VideoObject") || claims.Meta("og:type")?.StartsWith("video", StringComparison.Ordinal) == true))
            || (!claimed && words < TeaserWords && linked > 4 * words && claims.Signals.Count == 0)
            || (!claimed && teased > words / 2);
    }

    /// <summary>Whether the title or the headline names an error, a wall or a list of results.</summary>
    private bool NamesNone(OpenPage page)
    {
        string? headline = page.Blocks.Blocks.Find(block => block.Container.Tag == "h1" && !block.Container.All.Has(Marks.Hidden))?.Text;
        return IsNone(page.Claims.DocumentTitle) || IsNone(headline);
    }

    private bool IsNone(string? title)
    {
        string plain = Cues.Plain(title ?? "").Trim(' ', '.', '!', '…');
        return Array.Exists(titles, phrase => plain.Length >= phrase.Length
            && ((plain.StartsWith(phrase, StringComparison.Ordinal) && IsApart(plain.AsSpan(phrase.Length).TrimStart(), 0, phrase))
                || (plain.EndsWith(phrase, StringComparison.Ordinal) && IsApart(plain.AsSpan(0, plain.Length - phrase.Length).TrimEnd(), ^1, phrase))));
    }

    /// <summary>Whether what is left of a title is parted from a phrase by a mark; a long phrase needs only a space.</summary>
    private static bool IsApart(ReadOnlySpan<char> rest, Index nearest, string phrase) =>
        rest.IsEmpty || !char.IsLetterOrDigit(rest[nearest]) || phrase.Length >= LongPhrase;

    /// <summary>Whether most of the words stand in paragraphs that speak of consent, accounts or subscriptions, in two ways or more.</summary>
    private bool IsWall(List<TextBlock> blocks, bool[] kept, int words)
    {
        int wall = 0;
        var said = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i])
            {
                string plain = Cues.Plain(blocks[i].Text);
                string[] found = Array.FindAll(texts, phrase => plain.Contains(phrase, StringComparison.Ordinal));
                said.UnionWith(found);
                wall += found.Length > 0 ? blocks[i].Words : 0;
            }
        }

        return said.Count >= 2 && wall * 2 > words;
    }
}
