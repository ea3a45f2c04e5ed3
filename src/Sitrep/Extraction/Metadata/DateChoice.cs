using System.Text.RegularExpressions;
using NodaTime;
using Sitrep.Extraction.Html;

namespace Sitrep.Extraction.Metadata;

/// <summary>
/// Chooses the day of publication, and says where it was found: what is written for machines about the article first; then what the page shows
/// beside its headline; then meta elements whose names do not say which date they mean; then other visible dates and the address.
/// </summary>
internal sealed partial class DateChoice(DateReader dates)
{
    /// <summary>How far, in blocks, a date may stand from the article's text.</summary>
    private const int Near = 14;

    /// <summary>How far, in blocks, a date may stand from the headline.</summary>
    private const int NearHeadline = 4;

    /// <summary>How many characters of a block may hold a date that opens it.</summary>
    private const int Opening = 30;

    private static readonly string[] PublishedMetas =
    [
        "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "article.published",
        "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "originalpublicationdate", "article_date_original", "date_published", "release_date", "citation_publication_date", "citation_date",
        "last-publish-date", "shareaholic:article_published_time", "rnews:datepublished", "published_at", "published",
    ];

    private static readonly string[] DateMetas = ["date", "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued", "dc.date", "dc.date.created", "created"];

    private static readonly string[] ModifiedMetas = ["article:modified_time", "og:updated_time", "article:updated_time", "datemodified", "last-modified", "dcterms.modified", "dc.date.modified", "lastmod"];

    /// <param name="first">The index of the article's first block, as <paramref name="last"/> of its last.</param>
    /// <param name="title">The article's title, whose block is its headline.</param>
    /// <param name="given">A date that came with the page.</param>
    public PublicationDate? Published(PageClaims claims, IReadOnlyList<TextBlock> blocks, int first, int last, string? title, string? given, string? address)
    {
        PublicationDate? ofAddress = FromAddress(address), modified = Modified(claims);
        var order = new DayOrder(MonthFirst(claims.Language), (ofAddress ?? modified)?.Day);
        int headline = Enumerable.Range(0, blocks.Count).FirstOrDefault(i => blocks[i].Text == title, Enumerable.Range(0, blocks.Count).FirstOrDefault(i => blocks[i].Container.Tag == "h1", -100));
        bool IsAbove(Signal signal) =>
            (signal.Block >= first - Near && signal.Block <= first + 3 && !signal.Marks.Has(Marks.Comment | Marks.Related | Marks.Navigation))
            || (Math.Abs(signal.Block - headline) <= NearHeadline && !signal.Marks.Has(Marks.Comment | Marks.Navigation));
        static bool IsAnywhere(Signal signal) => !signal.Marks.Has(Marks.Comment | Marks.Related | Marks.Navigation | Marks.Aside);
        IEnumerable<Func<PublicationDate?>> sources =
        [
            () => dates.Given(given),
            () => dates.Read(claims.Linked.Published, "json-ld datePublished"),
            () => FromMetas(claims, PublishedMetas),
            () => FromSignals(claims, SignalKind.Published, "microdata datePublished", order, _ => true),
            () => FromSignals(claims, SignalKind.Time, "time element", order, IsAbove),
            () => FromSignals(claims, SignalKind.Date, "visible date", order, IsAbove),
            () => VisibleDate(blocks, Enumerable.Range(headline + 1, NearHeadline).Append(headline - 1), order),
            () => FromMetas(claims, DateMetas),
            () => VisibleDate(blocks, Enumerable.Range(0, Near + 1).Select(k => first - k).Concat(Enumerable.Range(first + 1, 8)), order),
            () => LeadingDate(blocks, first, order),
            () => LeadingDate(blocks, headline + 1, order),
            () => ofAddress,
            () => FromSignals(claims, SignalKind.Time, "time element", order, IsAnywhere),
            () => FromSignals(claims, SignalKind.Date, "visible date", order, IsAnywhere),
            () => VisibleDate(blocks, Enumerable.Range(last, 10), order),
            () => modified,
        ];
        PublicationDate? said = sources.Select(source => source()).FirstOrDefault(date => date is not null);
        if (said is not { Time: { } time } || time.Offset != Offset.Zero)
        {
            return said;
        }

        PublicationDate? shown = FromSignals(claims, SignalKind.Time, "", order, signal => IsAbove(signal) && signal.Machine is null)
            ?? FromSignals(claims, SignalKind.Date, "", order, IsAbove)
            ?? VisibleDate(blocks, Enumerable.Range(0, Near + 1).Select(k => first - k), order);
        return InPageOffset(said, time.Hour, shown, ofAddress);
    }

    /// <summary>The day of the last change, as the page writes it for machines.</summary>
    public PublicationDate? Modified(PageClaims claims) =>
        dates.Read(claims.Linked.Modified, "json-ld dateModified")
        ?? FromMetas(claims, ModifiedMetas)
        ?? claims.Signals.Where(signal => signal.Kind == SignalKind.Modified).Select(signal => FromSignal(signal, "microdata dateModified", default)).FirstOrDefault(date => date is not null);

    /// <summary>
    /// A moment that is written in UTC may fall on the day before or after in the page's own offset:
    /// where the page shows such a day, and its address does not say otherwise, that is the day of publication.
    /// </summary>
    private static PublicationDate InPageOffset(PublicationDate said, int hour, PublicationDate? shown, PublicationDate? address)
    {
        int days = shown is null ? 0 : Period.DaysBetween(said.Day, shown.Day);
        bool possible = days switch { -1 => hour < 12, 1 => hour >= 10, _ => false };
        return possible && address?.Day != said.Day ? new PublicationDate(shown!.Day, null, "visible date, a day from " + said.Found) : said;
    }

    private static bool MonthFirst(string? language) =>
        language is not null && language.StartsWith("en", StringComparison.OrdinalIgnoreCase) && !language.EndsWith("GB", StringComparison.OrdinalIgnoreCase);

    /// <summary>A date that opens one of the first paragraphs.</summary>
    private PublicationDate? LeadingDate(IReadOnlyList<TextBlock> blocks, int first, DayOrder order) =>
        Enumerable.Range(first, 6)
            .Where(i => i >= 0 && i < blocks.Count && blocks[i].Text.Length > Opening)
            .Take(4)
            .Select(i => dates.Read(blocks[i].Text[..Opening], "visible date", order))
            .FirstOrDefault(date => date is not null);

    private PublicationDate? FromMetas(PageClaims claims, string[] names) =>
        names.SelectMany(name => claims.Metas[name].Select(value => dates.Read(value, "meta " + name))).FirstOrDefault(date => date is not null);

    private PublicationDate? FromSignals(PageClaims claims, SignalKind kind, string found, DayOrder order, Func<Signal, bool> wanted) =>
        claims.Signals.Where(signal => signal.Kind == kind && wanted(signal)).Select(signal => FromSignal(signal, found, order)).FirstOrDefault(date => date is not null);

    private PublicationDate? FromSignal(Signal signal, string found, DayOrder order) =>
        dates.Read(signal.Machine, found) ?? (signal.Text.Length < 120 ? dates.Read(signal.Text, found, order) : null);

    /// <summary>The first line of <paramref name="indices"/> that holds little but a date.</summary>
    private PublicationDate? VisibleDate(IReadOnlyList<TextBlock> blocks, IEnumerable<int> indices, DayOrder order) =>
        indices.Where(i => i >= 0 && i < blocks.Count && dates.IsDateLine(blocks[i].Text)).Select(i => dates.Read(blocks[i].Text, "visible date", order)).FirstOrDefault(date => date is not null);

    private PublicationDate? FromAddress(string? address) =>
        AddressDate().Match(address ?? "") is { Success: true } digits ? dates.Read($"{digits.Groups["y"].Value}-{digits.Groups["m"].Value}-{digits.Groups["d"].Value}", "address")
        : AddressNamedDate().Match(address ?? "") is { Success: true } named ? dates.Read($"{named.Groups["d"].Value} {named.Groups["m"].Value} {named.Groups["y"].Value}", "address")
        : null;

    [GeneratedRegex("""(?:/|-|_)(?<y>(?:19|20)\d{2})(?<s>[/_-]?)(?<m>0[1-9]|1[0-2])\k<s>(?<d>0[1-9]|[12]\d|3[01])(?!\d)""", RegexOptions.CultureInvariant)]
    private static partial Regex AddressDate();

    [GeneratedRegex("""/(?<y>(?:19|20)\d{2})/(?<m>\p{L}{3,9})/(?<d>\d{1,2})(?!\d)""", RegexOptions.CultureInvariant)]
    private static partial Regex AddressNamedDate();
}
