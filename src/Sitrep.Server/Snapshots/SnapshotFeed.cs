
namespace Sitrep.Server.Snapshots;

/// <summary>Holds the newest snapshot and builds another when the store has changed. Requests are served from the older one meanwhile.</summary>
internal sealed partial class SnapshotFeed(StoreFile store, SnapshotBuilder builder, ILogger<SnapshotFeed> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource<StoreSnapshot> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile StoreSnapshot? current;

    /// <summary>Null until the first snapshot is built.</summary>
    public StoreSnapshot? Ready => current;

    /// <summary>Whether a snapshot is being built.</summary>
    public bool Building { get; private set; }

    /// <summary>Why the last attempt to read the store failed.</summary>
    public string? Problem { get; private set; }

    /// <summary>The newest snapshot; waits for the first one.</summary>
    public Task<StoreSnapshot> CurrentAsync(CancellationToken cancel) => current is { } ready ? Task.FromResult(ready) : first.Task.WaitAsync(cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? seen = null;
        using var timer = new PeriodicTimer(Pause);
        do
        {
            if (store.Version() is var version && version != seen)
            {
                Building = true;
                await Task.Run(Refresh, stoppingToken).ConfigureAwait(false);
                Building = false;
                seen = version;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private void Refresh()
    {
        try
        {
            current = builder.Build(store.Records());
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
