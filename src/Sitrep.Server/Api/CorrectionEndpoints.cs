using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Text;
using Sitrep.Gathering.Corrections;
using Sitrep.Server.Snapshots;

namespace Sitrep.Server.Api;

/// <summary>What people decide on events: every decision is kept with its author and reason, an undo is another decision.</summary>
internal static class CorrectionEndpoints
{
    public static void MapCorrections(this IEndpointRouteBuilder api)
    {
        api.MapGet("/corrections", Corrections).WithSummary("Every correction, undone ones among them, latest first.");
        api.MapGet("/changes", Changes).WithSummary("What became of events since a time: new, changed, merged, withdrawn.");
        api.MapPost("/corrections", Correct).WithSummary("Accepts, rejects, edits, merges or splits an event, or takes a correction back.").ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Part<Correction>> Corrections([Description("Only those on this event.")] string? @event, string? cursor, int? limit, SnapshotFeed feed, CancellationToken cancel)
    {
        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        return Paging.Part(snapshot.Corrections.Where(c => @event is null || c.Event == @event).Reverse(), c => c.Number.ToString("D12", CultureInfo.InvariantCulture), descending: true, cursor, limit, c => c);
    }

    private static async Task<Part<ChangeReply>> Changes(
        [Description("A day, or a time in UTC: 2026-05-13 or 2026-05-13T17:00:00Z.")] string? since, string? cursor, int? limit, SnapshotFeed feed, ChangeFinder finder, CancellationToken cancel)
    {
        string time = TimeOf(since);
        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        ImmutableArray<ChangeEntry> changes = await Task.Run(() => finder.Since(time, snapshot), cancel).ConfigureAwait(false);
        return Paging.Part(
            changes.OrderBy(Key, StringComparer.Ordinal), Key, descending: false, cursor, limit, c => new ChangeReply(c.Change.Kind, c.Change.Id, c.Change.Into, c.Change.Fields, Replies.Of(c.Event)));

        static string Key(ChangeEntry entry) => $"{(int)entry.Change.Kind}|{entry.Change.Id}";
    }

    private static string TimeOf(string? since)
    {
        string time = since is { Length: 10 } ? since + "T00:00:00Z" : since ?? "";
        return InstantPattern.General.Parse(time).Success ? time : throw new InvalidQueryException("since", "is no time; write it as 2026-05-13 or 2026-05-13T17:00:00Z");
    }

    private static async Task<Results<Created<Correction>, ProblemHttpResult>> Correct(CorrectionRequest request, SnapshotFeed feed, TimeProvider clock, CancellationToken cancel)
    {
        Require("author", request.Author);
        Require("reason", request.Reason);
        if (request.Action == CorrectionAction.Edit && !FieldEdit.Fields.Contains(request.Field ?? "", StringComparer.Ordinal))
        {
            throw new InvalidQueryException("field", $"is not one of {string.Join(", ", FieldEdit.Fields)}");
        }

        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        if (request.Action == CorrectionAction.Undo && !snapshot.Corrections.Any(c => c.Number == request.Undoes))
        {
            throw new InvalidQueryException("undoes", "is the number of no correction");
        }

        var correction = new Correction(
            0, request.Action, request.Event, request.Field, request.Value, request.Into, request.Reports ?? [], request.Undoes, request.Author.Trim(), request.Reason.Trim(),
            clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return await feed.CorrectAsync(correction, cancel).ConfigureAwait(false) is { } added
            ? TypedResults.Created("/api/v1/corrections", added)
            : TypedResults.Problem(Misfit(request), statusCode: StatusCodes.Status409Conflict);
    }

    private static string Misfit(CorrectionRequest request) => request.Action switch
    {
        CorrectionAction.Edit => $"\"{request.Value}\" cannot be read as {request.Field}, or the event is there no longer.",
        CorrectionAction.Merge => "One of the two events is there no longer, or they are the same.",
        CorrectionAction.Split => "A split has to take some of the event's reports and leave some.",
        _ => $"There is no event {request.Event}.",
    };

    private static void Require(string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new InvalidQueryException(name, "is missing");
        }
    }
}
