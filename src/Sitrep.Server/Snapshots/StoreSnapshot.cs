using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Gathering.Copies;
using Sitrep.Gathering.Corrections;
using Sitrep.Gathering.Events;

namespace Sitrep.Server.Snapshots;

/// <summary>What a store's articles tell before any correction, in the order in which it is listed. Never changes.</summary>
/// <param name="Tag">The same for the same articles, also in another run.</param>
/// <param name="Articles">Latest publication first, undated last.</param>
/// <param name="Events">By id.</param>
/// <param name="Statements">Latest publication first, then in the order of the text.</param>
/// <param name="Entities">Most articles first.</param>
internal sealed record GatheredStore(
    string Tag,
    Dossier Dossier,
    ImmutableArray<ArticleEntry> Articles,
    FrozenDictionary<string, ArticleEntry> ArticleById,
    FrozenDictionary<string, EventEntry> Events,
    ImmutableArray<StatementEntry> Statements,
    ImmutableArray<EntityEntry> Entities);

/// <summary>A store at one moment, with the corrections made until then. Never changes.</summary>
/// <param name="Tag">The same for the same content: serves as entity tag.</param>
/// <param name="Corrections">Every correction, also undone ones.</param>
/// <param name="Events">Latest day first, then by number of independent sources.</param>
/// <param name="EventOf">The gathered event that an article's event went into.</param>
internal sealed record StoreSnapshot(
    string Tag,
    GatheredStore Gathered,
    CorrectedDossier Corrected,
    ImmutableArray<Correction> Corrections,
    ImmutableArray<EventEntry> Events,
    FrozenDictionary<string, EventEntry> EventById,
    FrozenDictionary<ReportKey, string> EventOf)
{
    /// <summary>Answers that follow from this snapshot and were given already, by the address asked.</summary>
    public ConcurrentDictionary<string, object> Answers { get; } = new(StringComparer.Ordinal);

    public ImmutableArray<ArticleEntry> Articles => Gathered.Articles;

    public FrozenDictionary<string, ArticleEntry> ArticleById => Gathered.ArticleById;

    public ImmutableArray<StatementEntry> Statements => Gathered.Statements;

    public ImmutableArray<EntityEntry> Entities => Gathered.Entities;
}

/// <param name="Key">Sorts lists and serves as cursor.</param>
internal sealed record ArticleEntry(DossierArticle Article, string Key)
{
    public ArticleRecord Record => Article.Record;

    public CopyPlacement Copies => Article.Copies;
}

/// <summary>A gathered event with what filters compare.</summary>
/// <param name="Day">The day under which it is listed, null where none is known.</param>
/// <param name="PlaceWords">The place as the articles write it.</param>
/// <param name="Words">Everything that a free search looks into, folded.</param>
internal sealed record EventEntry(GatheredEvent Value, string Key, string? Day, string? PlaceWords, string Words, string PlaceKeys, string ActorKeys)
{
    public Review Review { get; init; } = Review.None;

    /// <summary>Names the place as the map knows it.</summary>
    public string? Spot => Value.Place is { } place ? $"{place.Name}|{place.Country}|{char.ToLowerInvariant(place.Precision.ToString()[0])}{place.Precision.ToString()[1..]}" : null;
}

internal sealed record StatementEntry(ArticleEntry Article, RecordStatement Value, string? Speaker, string? Code, string Key, string SpeakerKey);

/// <summary>Somebody who acts or speaks, over all articles that name him the same.</summary>
internal sealed record EntityEntry(string Name, string Type, string? Code, int Articles, int Events, int Statements, string Key, string Words);
