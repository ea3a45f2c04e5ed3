using System.Collections.Immutable;
using Sitrep.Gathering.Corrections;
using Sitrep.Storing;

namespace Sitrep.Server.Snapshots;

/// <summary>Holds the newest snapshot and builds another when the store has changed. Requests are served from the older one meanwhile.</summary>
internal sealed partial class SnapshotFeed(StoreFile store, StoredDossiers dossiers, ILogger<SnapshotFeed> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource<StoreSnapshot> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private volatile StoreSnapshot? current;

    /// <summary>Null until the first snapshot is built.</summary>
    public StoreSnapshot? Ready => current;

    /// <summary>Whether a snapshot is being built.</summary>
    public bool Building { get; private set; }

    /// <summary>Why the last attempt to read the store failed.</summary>
    public string? Problem { get; private set; }

    /// <summary>The newest snapshot; waits for the first one.</summary>
    public Task<StoreSnapshot> CurrentAsync(CancellationToken cancel) => current is { } ready ? Task.FromResult(ready) : first.Task.WaitAsync(cancel);

    /// <summary>Adds a correction to the store and shows it at once.</summary>
    /// <returns>The correction with its number; null where it does not fit the events as they are.</returns>
    public async Task<Correction?> CorrectAsync(Correction correction, CancellationToken cancel)
    {
        await CurrentAsync(cancel).ConfigureAwait(false);
        lock (gate)
        {
            StoreSnapshot before = current!;
            ImmutableArray<Correction> all = store.Corrections();
            Correction tried = correction with { Number = (all.LastOrDefault()?.Number ?? 0) + 1 };
            StoreSnapshot after = SnapshotBuilder.Correct(before.Gathered, all.Add(tried));
            if (after.Corrected.Unapplied.Contains(tried))
            {
                return null;
            }

            Correction added = store.Add(correction);
            current = SnapshotBuilder.Correct(before.Gathered, store.Corrections());
            return added;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await FollowAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        long? seen = null;
        using var timer = new PeriodicTimer(Pause);
        do
        {
            if (store.Version() is var version && version != seen)
            {
                Building = true;
                await Task.Run(Refresh, stop).ConfigureAwait(false);
                Building = false;
                seen = version;
            }
            else if (current is { } shown && store.LastCorrection() != (shown.Corrections.LastOrDefault()?.Number ?? 0))
            {
                await Task.Run(Recorrect, stop).ConfigureAwait(false);
            }
        }
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
    }

    // Somebody corrected from elsewhere.
    private void Recorrect()
    {
        lock (gate)
        {
            current = SnapshotBuilder.Correct(current!.Gathered, store.Corrections());
        }
    }

    private void Refresh()
    {
        try
        {
            GatheredStore gathered = SnapshotBuilder.Describe(store.Gather(dossiers));
            lock (gate)
            {
                current = SnapshotBuilder.Correct(gathered, store.Corrections());
            }

            Problem = null;
            first.TrySetResult(current);
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidDataException or System.Data.Common.DbException)
        {
            Problem = error.Message;
            StoreUnreadable(error);
        }
    }

    [LoggerMessage(LogLevel.Error, "the store cannot be read")]
    private partial void StoreUnreadable(Exception error);
}
