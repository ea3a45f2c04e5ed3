using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Sitrep.Reading;
using Sitrep.Server.Snapshots;

namespace Sitrep.Server.Api;

/// <summary>What was read: articles, who says what in them, who is in them.</summary>
internal static class ArticleEndpoints
{
    /// <summary>Characters of an input that are shown beside its article.</summary>
    private const int MostShown = 300_000;

    public static void MapArticles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/articles", Articles).WithSummary("Articles, latest publication first.");
        // Ids of articles are often paths, so the rest of the address is the id; a server leaves its escaped slashes as they are.
        api.MapGet("/articles/{**id}", Article).WithSummary("An article: its record, its copies, and the events that its reports went into.").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/originals/{**id}", Original).WithSummary("An article's input as it came, byte for byte.").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/sources/{**id}", Source).WithSummary("An article's input as text, to be read beside the article; its markup is not run.").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/statements", Statements).WithSummary("Who says what, latest publication first.");
        api.MapGet("/entities", Entities).WithSummary("People and groups, those in most articles first.");
    }

    private static async Task<Part<ArticleSummary>> Articles(
        [Description("Words that all have to occur in title or text, in any form.")] string? q, string? cursor, int? limit, SnapshotFeed feed, StoreFile store, CancellationToken cancel)
    {
        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        HashSet<string>? found = string.IsNullOrWhiteSpace(q) ? null : [.. store.Search(q, int.MaxValue)];
        return Paging.Part(snapshot.Articles.Where(a => found is null || found.Contains(a.Record.Id)), a => a.Key, descending: true, cursor, limit, Replies.Of);
    }

    private static async Task<Results<Ok<ArticleReply>, ProblemHttpResult>> Article(string id, SnapshotFeed feed, StoreFile store, CancellationToken cancel)
    {
        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        id = Unescaped(id);
        if (!snapshot.ArticleById.TryGetValue(id, out ArticleEntry? entry) || store.Find(id) is not { } stored)
        {
            return TypedResults.Problem($"There is no article {id}.", statusCode: StatusCodes.Status404NotFound);
        }

        using JsonDocument record = JsonDocument.Parse(stored.Record);
        return TypedResults.Ok(Replies.Of(entry, record.RootElement.Clone(), snapshot));
    }

    // The bytes are handed over to be kept, never to be shown: what a page of unknown origin holds must not run here.
    private static Results<FileContentHttpResult, ProblemHttpResult> Original(string id, StoreFile store) =>
        store.Original(Unescaped(id)) is { } bytes
            ? TypedResults.File(bytes, "application/octet-stream", Path.GetFileName(Unescaped(id)))
            : TypedResults.Problem($"The store keeps no original of {id}.", statusCode: StatusCodes.Status404NotFound);

    private static Results<Ok<SourceReply>, ProblemHttpResult> Source(string id, StoreFile store)
    {
        if (store.Original(Unescaped(id)) is not { } bytes)
        {
            return TypedResults.Problem($"The store keeps no original of {Unescaped(id)}.", statusCode: StatusCodes.Status404NotFound);
        }

        string text = TextDecoder.Decode(bytes, declared: null, html: true);
        int shown = Math.Min(text.Length, MostShown);
        shown -= shown > 0 && char.IsHighSurrogate(text[shown - 1]) ? 1 : 0;
        return TypedResults.Ok(new SourceReply(text[..shown], text.Length, shown < text.Length));
    }

    private static string Unescaped(string id) => id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static async Task<Part<StatementReply>> Statements(
        [Description("Part of the speaker's name or code.")] string? speaker,
        [Description("Words that all have to occur in what is said.")] string? about,
        string? cursor,
        int? limit,
        SnapshotFeed feed,
        CancellationToken cancel)
    {
        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        string? name = string.IsNullOrWhiteSpace(speaker) ? null : Folding.Fold(speaker.Trim());
        string[] words = about?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return Paging.Part(
            snapshot.Statements.Where(s => (name is null || s.SpeakerKey.Contains(name, StringComparison.Ordinal)) && words.All(w => s.Value.Content.Any(c => s.Article.Record.Text.AsSpan(c.Start, c.End - c.Start).Contains(w, StringComparison.OrdinalIgnoreCase)))),
            s => s.Key, descending: true, cursor, limit, Replies.Of);
    }

    private static async Task<Part<EntityReply>> Entities(
        [Description("Part of the name or code.")] string? q,
        [Description("person, organization or group.")] string? type,
        string? cursor,
        int? limit,
        SnapshotFeed feed,
        CancellationToken cancel)
    {
        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        string? name = string.IsNullOrWhiteSpace(q) ? null : Folding.Fold(q.Trim());
        return Paging.Part(
            snapshot.Entities.Where(e => (name is null || e.Words.Contains(name, StringComparison.Ordinal)) && (type is null || e.Type == type)),
            e => e.Key, descending: false, cursor, limit, Replies.Of);
    }
}
