using System.Collections.Immutable;
using Sitrep.Gathering.Copies;
using Sitrep.Gathering.Events;

namespace Sitrep.Gathering;

/// <summary>An article, where it stands among copies, and when it was taken in.</summary>
/// <param name="Captured">ISO 8601 in UTC; null where it was never stored.</param>
public sealed record DossierArticle(ArticleRecord Record, CopyPlacement Copies, string? Captured)
{
    public string Id => Record.Id;

    /// <summary>The outlet as the page names it, else where the page came from, else its id.</summary>
    public string Outlet => Record.Source.Site ?? Host(Link) ?? Record.Id;

    public string? Link => Record.Source.CanonicalUrl ?? (Record.Source.Uri is { } uri && uri.Contains("://", StringComparison.Ordinal) ? uri : null);

    private static string? Host(string? link) => Uri.TryCreate(link, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0 ? uri.Host : null;
}

/// <summary>What a set of articles tells: the articles, their copies, and each event once.</summary>
public sealed class Dossier
{
    private readonly Dictionary<string, DossierArticle> articles;

    public Dossier(ImmutableArray<DossierArticle> articles, ImmutableArray<GatheredEvent> events)
    {
        Articles = articles;
        Events = events;
        this.articles = articles.ToDictionary(a => a.Id, StringComparer.Ordinal);
    }

    public ImmutableArray<DossierArticle> Articles { get; }

    public ImmutableArray<GatheredEvent> Events { get; }

    /// <exception cref="KeyNotFoundException">The dossier holds no such article.</exception>
    public DossierArticle Article(string id) => articles[id];

    public DossierArticle? Find(string id) => articles.GetValueOrDefault(id);

    /// <summary>The event of an article's record that a report stands for.</summary>
    public RecordEvent Reported(Report report) => Article(report.Document).Record.Events.First(e => e.Id == report.Event);
}
