using System.Collections.Immutable;
using System.ComponentModel;
using Sitrep.Gathering;
using Sitrep.Server.Snapshots;

namespace Sitrep.Server.Api;

/// <summary>Finds words in events, statements and articles at once.</summary>
internal static class SearchEndpoints
{
    private const int HitsOfAKind = 20;
    private const int Surroundings = 80;

    public static void MapSearch(this IEndpointRouteBuilder api) =>
        api.MapGet("/search", Search).WithSummary("Events, statements and articles that hold all of the words, a few of each.");

    private static async Task<ImmutableArray<SearchHit>> Search([Description("Words.")] string? q, SnapshotFeed feed, StoreFile store, CancellationToken cancel)
    {
        string[] words = q?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (words.Length == 0)
        {
            throw new InvalidQueryException("q", "is missing: give the words to look for");
        }

        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        Func<EventEntry, bool> admits = new EventFilter { Query = q }.Compile();
        return
        [
            .. snapshot.Events.Where(admits).Take(HitsOfAKind)
                .Select(e => new SearchHit("event", e.Value.Id, null, e.Value.Plover.Type, e.Day, e.Value.Reports[0].Quote, null, null)),
            .. snapshot.Statements.Where(s => words.All(w => Holds(s, w))).Take(HitsOfAKind).Select(Replies.Of)
                .Select(s => new SearchHit("statement", s.Id, s.Article, s.Speaker, s.Published, s.Words, s.Start, s.End)),
            .. store.Search(q!, HitsOfAKind).Select(snapshot.ArticleById.GetValueOrDefault).OfType<ArticleEntry>().Select(a => HitOf(a.Record, words[0])),
        ];
    }

    private static bool Holds(StatementEntry statement, string word) =>
        Contains(statement.Speaker, word) || statement.Value.Content.Any(c => statement.Article.Record.Text.AsSpan(c.Start, c.End - c.Start).Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool Contains(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;

    private static SearchHit HitOf(ArticleRecord article, string word)
    {
        int at = article.Text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return new SearchHit("article", article.Id, article.Id, article.Title, article.Published, "", null, null);
        }

        int start = WordEdge(article.Text, Math.Max(0, at - Surroundings)), end = WordEdge(article.Text, Math.Min(article.Text.Length, at + word.Length + Surroundings));
        return new SearchHit("article", article.Id, article.Id, article.Title, article.Published, article.Text[start..end].ReplaceLineEndings(" "), at, at + word.Length);
    }

    private static int WordEdge(string text, int at)
    {
        while (at > 0 && at < text.Length && !char.IsWhiteSpace(text[at - 1]))
        {
            at--;
        }

        return at;
    }
}
