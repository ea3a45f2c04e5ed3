using System.Collections.Frozen;
using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Gathering.Copies;
using Sitrep.Gathering.Events;

namespace Sitrep.Server.Snapshots;

/// <summary>What a store held at one moment, gathered and put in the order in which it is listed. Never changes.</summary>
/// <param name="Tag">The same for the same content, also in another run: serves as entity tag.</param>
/// <param name="Articles">Latest publication first, undated last.</param>
/// <param name="Events">Latest day first, then by number of independent sources.</param>
/// <param name="Statements">Latest publication first, then in the order of the text.</param>
/// <param name="Entities">Most articles first.</param>
internal sealed record StoreSnapshot(
    string Tag,
    Dossier Dossier,
    ImmutableArray<ArticleEntry> Articles,
    ImmutableArray<EventEntry> Events,
    ImmutableArray<StatementEntry> Statements,
    ImmutableArray<EntityEntry> Entities,
    FrozenDictionary<string, ArticleEntry> ArticleById,
    FrozenDictionary<string, EventEntry> EventById);

/// <summary>An article and where it stands among its copies.</summary>
internal sealed record ArticleEntry(DossierArticle Article, string Key)
{
    public ArticleRecord Record => Article.Record;

    public CopyPlacement Copies => Article.Copies;

    /// <summary>For the ids of the article's own events, the gathered event that each went into.</summary>
    public Dictionary<string, string> Events { get; } = new(StringComparer.Ordinal);
}

/// <summary>A gathered event with what filters compare.</summary>
/// <param name="Day">The day under which it is listed, null where none is known.</param>
/// <param name="PlaceWords">The place as the articles write it.</param>
/// <param name="Words">Everything that a free search looks into, folded.</param>
internal sealed record EventEntry(GatheredEvent Value, string Key, string? Day, string? PlaceWords, string Words, string PlaceKeys, string ActorKeys)
{
    /// <summary>Names the place as the map knows it.</summary>
    public string? Spot => Value.Place is { } place ? $"{place.Name}|{place.Country}|{char.ToLowerInvariant(place.Precision.ToString()[0])}{place.Precision.ToString()[1..]}" : null;
}

internal sealed record StatementEntry(ArticleEntry Article, RecordStatement Value, string? Speaker, string? Code, string Key, string SpeakerKey);

/// <summary>Somebody who acts or speaks, over all articles that name him the same.</summary>
internal sealed record EntityEntry(string Name, string Type, string? Code, int Articles, int Events, int Statements, string Key, string Words);
