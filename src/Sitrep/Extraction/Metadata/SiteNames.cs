namespace Sitrep.Extraction.Metadata;

/// <summary>The names that a site goes by; compared by their letters and digits alone.</summary>
internal sealed class SiteNames
{
    private const int ShortestLike = 5;

    private readonly HashSet<string> keys;

    private SiteNames(IEnumerable<string?> names) => keys = names.OfType<string>().Select(Key).Where(key => key.Length > 0).ToHashSet(StringComparer.Ordinal);

    public static SiteNames None { get; } = new([]);

    public static SiteNames Of(PageClaims claims, string? host) => new(
    [
        claims.Meta("og:site_name"), claims.Linked.Publisher, claims.Meta("application-name"), claims.Meta("publisher", "dc.publisher"),
        host, host?.Split('.')[0], TitleEnd(claims.DocumentTitle),
    ]);

    public bool Has(string name) => keys.Contains(Key(name));

    /// <summary>Whether a name is part of a name of the site, or the other way round.</summary>
    public bool Like(string name)
    {
        string key = Key(name);
        return key.Length >= ShortestLike && keys.Any(site => site.Length >= ShortestLike && (site.Contains(key, StringComparison.Ordinal) || key.Contains(site, StringComparison.Ordinal)));
    }

    /// <summary>What stands after the last bar of a page's title.</summary>
    private static string? TitleEnd(string? title) => title is not null && title.LastIndexOf(" | ", StringComparison.Ordinal) is > 0 and int at ? title[(at + 3)..] : null;

    private static string Key(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
