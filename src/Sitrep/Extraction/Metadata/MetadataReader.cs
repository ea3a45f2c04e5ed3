using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Sitrep.Extraction.Html;

namespace Sitrep.Extraction.Metadata;

/// <summary>Claims → metadata. What is made for machines and says most comes first: linked data, meta elements, microdata; then what the page shows; then its address.</summary>
internal sealed partial class MetadataReader(AuthorNames authorNames, DateReader dates, Cues cues)
{
    private readonly AuthorChoice authors = new(authorNames);
    private readonly DateChoice days = new(dates);

    /// <param name="kept">Whether each block belongs to the article.</param>
    public PageMetadata Read(PageClaims claims, IReadOnlyList<TextBlock> blocks, bool[] kept, Page page)
    {
        LinkedData linked = claims.Linked;
        int first = Array.IndexOf(kept, true), last = Array.LastIndexOf(kept, true);
        first = first < 0 ? blocks.Count : first;
        string? address = page.Uri ?? Address(claims);
        string? site = claims.Meta("og:site_name") ?? linked.Publisher ?? claims.Meta("application-name", "publisher", "dc.publisher") ?? Host(address);
        string? title = page.Title ?? TitleChoice.Of(claims, blocks, first, site);
        return new PageMetadata
        {
            Title = title,
            Authors = authors.Of(claims, blocks, first, last, SiteNames.Of(claims, Host(address))),
            Published = days.Published(claims, blocks, first, last, title, page.Published, address),
            Modified = days.Modified(claims),
            Site = site,
            CanonicalUrl = claims.CanonicalUrl is { } canonical && canonical.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? canonical : Absolute(claims.Meta("og:url") ?? linked.Url),
            RepublishedFrom = Origin(claims, blocks, kept),
            Language = Language(claims),
            Section = claims.Meta("article:section") ?? linked.Section,
            Tags = Tags(claims),
        };
    }

    /// <summary>The outlet that a copy names: in its linked data or meta elements, else in a short paragraph of or around the text.</summary>
    private string? Origin(PageClaims claims, IReadOnlyList<TextBlock> blocks, bool[] kept)
    {
        if ((claims.Linked.Origin ?? claims.Meta("original-source", "syndication-source", "article:original_source")) is { } said)
        {
            return said;
        }

        int last = Array.LastIndexOf(kept, true);
        for (int i = 0; i < blocks.Count && i <= last + 4; i++)
        {
            if (blocks[i].Text.Length <= 240 && cues.Origin(blocks[i].Text) is { } origin)
            {
                return origin;
            }
        }

        return null;
    }

    private static string? Language(PageClaims claims)
    {
        string? language = claims.Language ?? claims.Linked.Language ?? claims.Meta("content-language", "dc.language", "language", "og:locale");
        language = language?.Replace('_', '-').Split(',')[0].Trim();
        return language is not null && Bcp47().IsMatch(language) ? language : null;
    }

    private static ImmutableArray<string> Tags(PageClaims claims)
    {
        ImmutableArray<string> tags = [.. claims.Metas["article:tag"].Distinct(StringComparer.OrdinalIgnoreCase).Take(50)];
        return !tags.IsEmpty ? tags
            : !claims.Linked.Keywords.IsEmpty ? claims.Linked.Keywords
            : [.. (claims.Meta("news_keywords", "keywords") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(50)];
    }

    private static string? Address(PageClaims claims) => Absolute(claims.CanonicalUrl) ?? Absolute(claims.Meta("og:url")) ?? Absolute(claims.Linked.Url);

    private static string? Absolute(string? address) => address is not null && address.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? address : null;

    private static string? Host(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri))
        {
            return null;
        }

        string host = uri.Host;
        return host.Length == 0 ? null : host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;
    }

    [GeneratedRegex("""^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$""", RegexOptions.CultureInvariant)]
    private static partial Regex Bcp47();
}
