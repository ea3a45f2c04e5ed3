using Sitrep.Server.Snapshots;

namespace Sitrep.Server.Api;

internal static class StatusEndpoints
{
    private static readonly string ProgramVersion = typeof(Flow).Assembly.GetName().Version?.ToString(3) ?? "";

    public static void MapStatus(this IEndpointRouteBuilder api) =>
        api.MapGet("/status", Status).WithSummary("Whether the store is read, and a tag that changes with its content.");

    private static StatusReply Status(SnapshotFeed feed, StoreFile store)
    {
        StoreSnapshot? ready = feed.Ready;
        string state = ready is null ? "loading" : feed.Building ? "refreshing" : "ready";
        return new StatusReply(state, store.Name, ready?.Tag, ready?.Articles.Length ?? 0, ready?.Events.Length ?? 0, feed.Problem, ProgramVersion);
    }
}
