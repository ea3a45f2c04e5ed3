using System.Collections.Immutable;
using Sitrep.Extraction.Html;

namespace Sitrep.Extraction.Metadata;

/// <summary>Authors with where they were found, such as <c>json-ld author</c>; nobody and "" if the page names none.</summary>
internal sealed record Authors(ImmutableArray<string> Names, string Found)
{
    public static Authors Nobody { get; } = new([], "");
}

/// <summary>
/// Chooses the authors: what is written for machines first, then what the page shows.
/// A byline goes before the former where that names only the site, an organisation or a part of the byline's names.
/// </summary>
internal sealed class AuthorChoice(AuthorNames authorNames)
{
    /// <summary>How far, in blocks, a byline may stand from the article's text.</summary>
    private const int Near = 14;

    private const int LongestByline = 200;

    private static readonly string[] Metas =
    [
        "author", "article:author", "dc.creator", "dc.creator.creator", "dcterms.creator", "parsely-author", "sailthru.author", "citation_author", "citation_authors", "article.author", "cxenseparse:author", "byl",
        "og:article:author", "creator", "article:author_name", "shareaholic:article_author_name",
    ];

    /// <param name="first">The index of the article's first block, as <paramref name="last"/> of its last.</param>
    /// <param name="sites">The names that the site goes by.</param>
    public Authors Of(PageClaims claims, IReadOnlyList<TextBlock> blocks, int first, int last, SiteNames sites)
    {
        Claim[] said = [.. Said(claims, first, last)], shown = [.. Shown(claims, blocks, first, last)];
        Authors told = First(said, claim => Names(claim, sites, desks: false)), seen = First(shown, claim => Names(claim, sites, desks: false));
        if (told.Names.IsEmpty)
        {
            // A desk or a site that is named as its own author is one where nobody else is.
            return seen.Names.IsEmpty ? First([.. said, .. shown], claim => Names(claim, SiteNames.None, desks: true)) : seen;
        }

        if (!told.Names.Any(name => authorNames.IsDesk(name) || (authorNames.IsPerson(name) && !sites.Like(name))) && seen.Names.Length > 0 && seen.Names.All(authorNames.IsPerson))
        {
            return seen;
        }

        return said.Concat(shown).Select(claim => new Authors(Names(claim, sites, desks: false), claim.Found)).FirstOrDefault(more => IsFuller(more.Names, told.Names)) ?? told;
    }

    /// <summary>Whether names go on where others stop: linked data often names the first author alone, or given names.</summary>
    private bool IsFuller(ImmutableArray<string> names, ImmutableArray<string> told) =>
        names.Length > 0 && names.All(authorNames.IsPerson)
        && told.All(name => names.Any(whole => whole.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
        && (names.Length > told.Length || (names.Length == told.Length && told.All(name => !name.Contains(' ', StringComparison.Ordinal))));

    private static Authors First(Claim[] claims, Func<Claim, ImmutableArray<string>> names) =>
        claims.Select(claim => new Authors(names(claim), claim.Found)).FirstOrDefault(authors => authors.Names.Length > 0) ?? Authors.Nobody;

    private ImmutableArray<string> Names(Claim claim, SiteNames sites, bool desks) =>
    [
        .. claim.Bylines.Where(byline => !byline.Contains("://", StringComparison.Ordinal))
            .Select(byline => authorNames.Split(byline, claim.Trusted, desks))
            .Where(names => names.Length < 2 || !claim.Trusted || !sites.Has(names[0]))
            .SelectMany(names => names)
            .Where(name => !sites.Has(name))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(12),
    ];

    private IEnumerable<Claim> Said(PageClaims claims, int first, int last)
    {
        yield return new Claim("json-ld author", claims.Linked.Authors, Trusted: true);
        foreach (string name in Metas)
        {
            if (claims.Metas[name].Any())
            {
                yield return new Claim("meta " + name, claims.Metas[name], Trusted: true);
            }
        }

        foreach (string number in (string[])["1", "2"])
        {
            if (claims.Metas["twitter:label" + number].Any(authorNames.IsLead))
            {
                yield return new Claim("meta twitter:data" + number, claims.Metas["twitter:data" + number], Trusted: true);
            }
        }

        yield return new Claim(
            "microdata author",
            claims.Signals.Where(signal => signal.Kind == SignalKind.Author && IsNear(signal, first - Near, last + Near)).Select(signal => signal.Text.Length > 0 ? FirstPart(signal.Text) : signal.Machine ?? "").Take(6),
            Trusted: true);
    }

    private IEnumerable<Claim> Shown(PageClaims claims, IReadOnlyList<TextBlock> blocks, int first, int last)
    {
        // What stands above the text goes before what stands below it.
        foreach (var (from, to) in ((int From, int To)[])[(first - Near, first + 8), (last + 1, last + 8)])
        {
            foreach (string byline in Bylines(blocks, from, to))
            {
                yield return new Claim("byline", [byline], Trusted: false);
            }

            foreach (Signal signal in claims.Signals)
            {
                if (signal.Kind == SignalKind.Byline && IsNear(signal, from, to) && signal.Text.Length is > 2 and < LongestByline)
                {
                    // What an element for the byline leads in with "by" may be a user's name.
                    string part = FirstPart(signal.Text);
                    yield return new Claim("byline", [part], Trusted: authorNames.AfterLead(part) is not null || part != signal.Text.Split(" | ")[0]);
                }
            }

            foreach (var together in claims.Signals.Where(signal => signal.Kind == SignalKind.AuthorLink && IsNear(signal, from, to) && signal.Text.Length < LongestByline).GroupBy(signal => signal.Block))
            {
                yield return new Claim("author link", [.. together.Select(signal => FirstPart(signal.Text))], Trusted: false);
            }
        }
    }

    private static bool IsNear(Signal signal, int from, int to) => signal.Block >= from && signal.Block <= to && !signal.Marks.Has(Marks.Comment | Marks.Related | Marks.Navigation);

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

    /// <param name="Bylines">The words that name the authors.</param>
    /// <param name="Trusted">Whether they are known to name authors, so that a name may be a user's.</param>
    private readonly record struct Claim(string Found, IEnumerable<string> Bylines, bool Trusted);
}
