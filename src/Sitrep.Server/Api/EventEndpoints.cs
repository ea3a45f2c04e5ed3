using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Sitrep.Gathering.Corrections;
using Sitrep.Server.Snapshots;

namespace Sitrep.Server.Api;

/// <summary>What happened: events, where they are on a map and in time, and where accounts of them differ.</summary>
internal static class EventEndpoints
{
    private const int ChoicesListed = 50;

    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/overview", Overview).AddEndpointFilter<KeptAnswers>().WithSummary("How much there is, and what filters can choose from, among the events asked for.");
        api.MapGet("/events", Events).WithSummary("Events, latest day first.");
        api.MapGet("/events/{id}", Event).WithSummary("An event with every report of it, copies under their origin.").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/contested", Contested).WithSummary("Events on which accounts differ, the accounts side by side.");
        api.MapGet("/places", Places).AddEndpointFilter<KeptAnswers>().WithSummary("Places of events with how exactly each is known.");
        api.MapGet("/timeline", Timeline).AddEndpointFilter<KeptAnswers>().WithSummary("Events a day.");
    }

    private static async Task<OverviewReply> Overview([AsParameters] EventFilter filter, SnapshotFeed feed, CancellationToken cancel)
    {
        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        EventEntry[] events = [.. snapshot.Events.Where(filter.Compile())];
        string[] days = [.. events.Select(e => e.Day).OfType<string>()];
        return new OverviewReply(
            snapshot.Articles.Length,
            events.Length,
            snapshot.Statements.Length,
            events.Count(e => e.Value.Contested.Length > 0),
            snapshot.Articles.Select(a => a.Article.Outlet).Distinct(StringComparer.OrdinalIgnoreCase).Count(),
            snapshot.Articles.Count(a => a.Copies.CopyOf is not null),
            days.Min(StringComparer.Ordinal),
            days.Max(StringComparer.Ordinal),
            events.Length - days.Length,
            events.Count(e => e.Value.Place is null),
            snapshot.Events.Count(e => e.Review.State == ReviewState.Accepted),
            snapshot.Events.Count(e => e.Review.State == ReviewState.Rejected),
            Choices(events.Select(e => e.Value.Plover.Type)),
            Choices(events.Select(e => e.Value.Status)),
            Choices(events.Select(e => e.PlaceWords ?? e.Value.Place?.Name).OfType<string>()),
            Choices(events.SelectMany(e => e.Value.Actors.Select(a => a.Name).Distinct(StringComparer.Ordinal))));
    }

    private static async Task<Part<EventSummary>> Events(
        [AsParameters] EventFilter filter, string? cursor, int? limit, SnapshotFeed feed, CancellationToken cancel)
    {
        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        return Paging.Part(snapshot.Events.Where(filter.Compile()), e => e.Key, descending: true, cursor, limit, Replies.Of);
    }

    private static async Task<Results<Ok<EventReply>, ProblemHttpResult>> Event(string id, SnapshotFeed feed, CancellationToken cancel)
    {
        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        return snapshot.EventById.TryGetValue(id, out EventEntry? entry)
            ? TypedResults.Ok(Replies.Of(entry, snapshot))
            : TypedResults.Problem($"There is no event {id}.", statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<Part<ContestedEvent>> Contested(
        [AsParameters] EventFilter filter, string? cursor, int? limit, SnapshotFeed feed, CancellationToken cancel)
    {
        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        Func<EventEntry, bool> admits = filter.Compile();
        return Paging.Part(snapshot.Events.Where(e => e.Value.Contested.Length > 0 && admits(e)), e => e.Key, descending: true, cursor, limit, e => Replies.Contested(e, snapshot));
    }

    private static async Task<ImmutableArray<MappedPlace>> Places([AsParameters] EventFilter filter, SnapshotFeed feed, CancellationToken cancel)
    {
        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        return
        [
            .. snapshot.Events.Where(filter.Compile()).Where(e => e.Value.Place is not null).GroupBy(e => e.Spot, StringComparer.Ordinal)
                .Select(g => new MappedPlace(Replies.PlaceOf(g.First())!, g.Count(), g.Count(e => e.Value.Contested.Length > 0), [.. g.Select(e => e.Value.Id)]))
                .OrderByDescending(p => p.Events).ThenBy(p => p.Place.Name, StringComparer.Ordinal),
        ];
    }

    private static async Task<TimelineReply> Timeline([AsParameters] EventFilter filter, SnapshotFeed feed, CancellationToken cancel)
    {
        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        EventEntry[] events = [.. snapshot.Events.Where(filter.Compile())];
        return new TimelineReply([.. events.Where(e => e.Day is not null).GroupBy(e => e.Day!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(Of)], events.Count(e => e.Day is null));
    }

    private static TimelineDay Of(IGrouping<string, EventEntry> day)
    {
        int dated = day.Count(e => e.Value.Date is { } date && date.Granularity != "unknown" && date.Earliest == date.Latest);
        return new TimelineDay(
            day.Key,
            dated,
            day.Count() - dated,
            day.Count(e => e.Value.Contested.Length > 0),
            day.CountBy(e => e.Value.Plover.Type, StringComparer.Ordinal).OrderByDescending(t => t.Value).ToDictionary(StringComparer.Ordinal));
    }

    private static ImmutableArray<Choice> Choices(IEnumerable<string> values) =>
        [.. values.CountBy(v => v, StringComparer.Ordinal).OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Take(ChoicesListed).Select(v => new Choice(v.Key, v.Value))];
}
