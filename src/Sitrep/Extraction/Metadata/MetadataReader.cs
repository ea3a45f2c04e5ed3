using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodaTime;
using Sitrep.Extraction.Html;

namespace Sitrep.Extraction.Metadata;

/// <summary>Claims → metadata. What is made for machines and says most comes first: linked data, meta elements, microdata; then what the page shows; then its address.</summary>
internal sealed partial class MetadataReader(AuthorNames authorNames, DateReader dates, Cues cues)
{
    /// <summary>How far, in blocks, a byline or a date may stand from the article's text.</summary>
    private const int Near = 14;

    private static readonly string[] PublishedMetas =
    [
        "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued", "dc.date", "dc.date.created",
        "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "article.published", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "originalpublicationdate",
        "article_date_original", "date_published", "release_date", "citation_publication_date", "citation_date", "last-publish-date", "shareaholic:article_published_time", "rnews:datepublished", "published_at", "created", "published",
    ];

    private static readonly string[] ModifiedMetas = ["article:modified_time", "og:updated_time", "article:updated_time", "datemodified", "last-modified", "dcterms.modified", "dc.date.modified", "lastmod"];

    private static readonly string[] AuthorMetas = ["author", "article:author", "dc.creator", "dc.creator.creator", "dcterms.creator", "parsely-author", "sailthru.author", "citation_author", "article.author", "cxenseparse:author", "byl", "og:article:author", "creator", "article:author_name", "shareaholic:article_author_name"];

    /// <param name="kept">Whether each block belongs to the article.</param>
    public PageMetadata Read(PageClaims claims, IReadOnlyList<TextBlock> blocks, bool[] kept, Page page)
    {
        LinkedData linked = claims.Linked;
        int first = Array.IndexOf(kept, true), last = Array.LastIndexOf(kept, true);
        first = first < 0 ? blocks.Count : first;
        string? address = page.Uri ?? Address(claims);
        string? site = claims.Meta("og:site_name") ?? linked.Publisher ?? claims.Meta("application-name", "publisher", "dc.publisher") ?? Host(address);
        PublicationDate? published = Published(claims, blocks, first, last, page, address);
        return new PageMetadata
        {
            Title = page.Title ?? TitleChoice.Of(claims, blocks, first, site),
            Authors = Authors(claims, blocks, first, last, SiteNames(claims, address)),
            Published = published,
            Modified = dates.Read(linked.Modified, "json-ld dateModified")
                ?? FromMetas(claims, ModifiedMetas)
                ?? claims.Signals.Where(signal => signal.Kind == SignalKind.Modified).Select(signal => FromSignal(signal, "microdata dateModified", false)).FirstOrDefault(date => date is not null),
            Site = site,
            CanonicalUrl = claims.CanonicalUrl is { } canonical && canonical.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? canonical : Absolute(claims.Meta("og:url") ?? linked.Url),
            RepublishedFrom = Origin(claims, blocks, kept),
            Language = Language(claims),
            Section = claims.Meta("article:section") ?? linked.Section,
            Tags = Tags(claims),
        };
    }

    private ImmutableArray<string> Authors(PageClaims claims, IReadOnlyList<TextBlock> blocks, int first, int last, HashSet<string> sites)
    {
        bool IsNear(Signal signal) => signal.Block >= first - Near && signal.Block <= last + Near && !signal.Marks.Has(Marks.Comment | Marks.Related | Marks.Navigation);
        List<IEnumerable<string>> said =
        [
            claims.Linked.Authors,
            AuthorMetas.Select(name => claims.Metas[name]).FirstOrDefault(values => values.Any(value => !value.Contains("://", StringComparison.Ordinal))) ?? [],
            claims.Metas["twitter:label1"].Any(label => authorNames.IsLead(label)) ? claims.Metas["twitter:data1"] : [],
            claims.Signals.Where(signal => signal.Kind == SignalKind.Author && IsNear(signal)).Select(signal => signal.Text.Length > 0 ? FirstPart(signal.Text) : signal.Machine ?? "").Take(6),
        ];
        IEnumerable<string> shown =
        [
            .. Bylines(blocks, first - Near, first + 8),
            .. claims.Signals.Where(signal => signal.Kind == SignalKind.Byline && IsNear(signal) && signal.Text.Length is > 2 and < 200).Select(signal => FirstPart(signal.Text)),
            .. Bylines(blocks, last + 1, last + 8),
        ];
        ImmutableArray<string>[] seen = [.. shown.Select(byline => Names([byline], sites, trusted: false)).Where(names => names.Length > 0)];
        ImmutableArray<string> told = said.Select(names => Names(names, sites, trusted: true)).FirstOrDefault(names => names.Length > 0, []);
        if (told.IsEmpty)
        {
            // A site that is named as its own author is one where nobody else is.
            return seen.Length > 0 ? seen[0] : said.Select(names => Names(names, [], trusted: true)).FirstOrDefault(names => names.Length > 0, []);
        }

        // Linked data often stops at the first author or at given names; the byline goes on.
        return Array.Find(seen, names => names.Length <= told.Length + 2 && names.All(name => name.AsSpan().Count(' ') is 1 or 2) && told.All(name => names.Any(whole => whole.StartsWith(name, StringComparison.OrdinalIgnoreCase)))) is { IsDefault: false } fuller ? fuller : told;
    }

    private ImmutableArray<string> Names(IEnumerable<string> said, IReadOnlyCollection<string> sites, bool trusted) =>
    [
        .. said.Where(name => !name.Contains("://", StringComparison.Ordinal))
            .SelectMany(name => authorNames.Split(name, trusted))
            .Where(name => !sites.Contains(Key(name)))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(12),
    ];

    /// <summary>The first part of an element's words that holds more than a lead-in: what follows is a role, a date, a button.</summary>
    private string FirstPart(string words) =>
        words.Split(" | ").FirstOrDefault(part => part.Length > 1 && !authorNames.IsLead(part)) ?? "";

    /// <summary>Short lines that begin with "By" or the like.</summary>
    private IEnumerable<string> Bylines(IReadOnlyList<TextBlock> blocks, int from, int to)
    {
        for (int i = Math.Max(0, from); i < Math.Min(blocks.Count, to); i++)
        {
            if (blocks[i].Text.Length is > 5 and < 120 && authorNames.AfterLead(blocks[i].Text) is { Length: > 2 } names && char.IsUpper(names[0]))
            {
                yield return names;
            }
        }
    }

    private PublicationDate? Published(PageClaims claims, IReadOnlyList<TextBlock> blocks, int first, int last, Page page, string? address)
    {
        bool monthFirst = claims.Language is { } language && language.StartsWith("en", StringComparison.OrdinalIgnoreCase) && !language.EndsWith("GB", StringComparison.OrdinalIgnoreCase);
        IEnumerable<Func<PublicationDate?>> sources =
        [
            () => dates.Given(page.Published),
            () => dates.Read(claims.Linked.Published, "json-ld datePublished"),
            () => FromMetas(claims, PublishedMetas),
            () => FromSignals(claims, SignalKind.Published, "microdata datePublished", monthFirst, _ => true),
            () => FromSignals(claims, SignalKind.Time, "time element", monthFirst, signal => IsAbove(signal, first)),
            () => FromSignals(claims, SignalKind.Date, "visible date", monthFirst, signal => IsAbove(signal, first)),
            () => VisibleDate(blocks, Enumerable.Range(0, Near + 1).Select(k => first - k).Concat(Enumerable.Range(first + 1, 8)), monthFirst),
            () => LeadingDate(blocks, first, monthFirst),
            () => FromAddress(address),
            () => FromSignals(claims, SignalKind.Time, "time element", monthFirst, signal => !signal.Marks.Has(Marks.Comment | Marks.Related | Marks.Navigation | Marks.Aside)),
            () => FromSignals(claims, SignalKind.Date, "visible date", monthFirst, signal => !signal.Marks.Has(Marks.Comment | Marks.Related | Marks.Navigation | Marks.Aside)),
            () => VisibleDate(blocks, Enumerable.Range(last, 10), monthFirst),
            () => dates.Read(claims.Linked.Modified, "json-ld dateModified"),
            () => FromMetas(claims, ModifiedMetas),
        ];
        PublicationDate? said = sources.Select(source => source()).FirstOrDefault(date => date is not null);
        return said is { Time: { } time } && time.Offset == Offset.Zero ? InPageOffset(said, claims, blocks, first, monthFirst) : said;
    }

    /// <summary>
    /// A moment that is written in UTC may fall on the day before or after in the page's own offset:
    /// where the page shows such a day, that is the day of publication.
    /// </summary>
    private PublicationDate InPageOffset(PublicationDate said, PageClaims claims, IReadOnlyList<TextBlock> blocks, int first, bool monthFirst)
    {
        PublicationDate? shown = FromSignals(claims, SignalKind.Time, "", monthFirst, signal => IsAbove(signal, first) && signal.Machine is null)
            ?? FromSignals(claims, SignalKind.Date, "", monthFirst, signal => IsAbove(signal, first))
            ?? VisibleDate(blocks, Enumerable.Range(0, Near + 1).Select(k => first - k), monthFirst);
        return shown is not null && Math.Abs(Period.DaysBetween(shown.Day, said.Day)) == 1
            ? new PublicationDate(shown.Day, null, "visible date, a day from " + said.Found)
            : said;
    }

    /// <summary>A date that opens the text, before its first words.</summary>
    private PublicationDate? LeadingDate(IReadOnlyList<TextBlock> blocks, int first, bool monthFirst) =>
        Enumerable.Range(first, 3)
            .Where(i => i < blocks.Count && blocks[i].Text.Length > 30)
            .Select(i => dates.Read(blocks[i].Text[..30], "visible date", monthFirst))
            .FirstOrDefault(date => date is not null);

    private static bool IsAbove(Signal signal, int first) =>
        signal.Block >= first - Near && signal.Block <= first + 3 && !signal.Marks.Has(Marks.Comment | Marks.Related | Marks.Navigation);

    private PublicationDate? FromMetas(PageClaims claims, string[] names) =>
        names.SelectMany(name => claims.Metas[name].Select(value => dates.Read(value, "meta " + name))).FirstOrDefault(date => date is not null);

    private PublicationDate? FromSignals(PageClaims claims, SignalKind kind, string found, bool monthFirst, Func<Signal, bool> wanted) =>
        claims.Signals.Where(signal => signal.Kind == kind && wanted(signal)).Select(signal => FromSignal(signal, found, monthFirst)).FirstOrDefault(date => date is not null);

    private PublicationDate? FromSignal(Signal signal, string found, bool monthFirst) =>
        dates.Read(signal.Machine, found) ?? (signal.Text.Length < 120 ? dates.Read(signal.Text, found, monthFirst) : null);

    /// <summary>The first line of <paramref name="order"/> that holds little but a date.</summary>
    private PublicationDate? VisibleDate(IReadOnlyList<TextBlock> blocks, IEnumerable<int> order, bool monthFirst)
    {
        foreach (int i in order)
        {
            if (i >= 0 && i < blocks.Count && dates.IsDateLine(blocks[i].Text) && dates.Read(blocks[i].Text, "visible date", monthFirst) is { } date)
            {
                return date;
            }
        }

        return null;
    }

    private PublicationDate? FromAddress(string? address)
    {
        Match match = AddressDate().Match(address ?? "");
        return match.Success ? dates.Read($"{match.Groups["y"].Value}-{match.Groups["m"].Value}-{match.Groups["d"].Value}", "address") : null;
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

    /// <summary>The names that the site goes by, as <see cref="Key"/> gives them.</summary>
    private static HashSet<string> SiteNames(PageClaims claims, string? address)
    {
        string?[] names = [claims.Meta("og:site_name"), claims.Linked.Publisher, claims.Meta("application-name"), claims.Meta("publisher", "dc.publisher"), Host(address), Host(address)?.Split('.')[0]];
        return names.OfType<string>().Select(Key).ToHashSet(StringComparer.Ordinal);
    }

    private static string Key(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

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

    [GeneratedRegex("""(?:/|-|_)(?<y>(?:19|20)\d{2})(?<s>[/_-]?)(?<m>0[1-9]|1[0-2])\k<s>(?<d>0[1-9]|[12]\d|3[01])(?!\d)""", RegexOptions.CultureInvariant)]
    private static partial Regex AddressDate();

    [GeneratedRegex("""^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$""", RegexOptions.CultureInvariant)]
    private static partial Regex Bcp47();
}
