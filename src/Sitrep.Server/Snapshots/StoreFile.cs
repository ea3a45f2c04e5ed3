using System.Collections.Immutable;
using Sitrep.Gathering.Corrections;
using Sitrep.Storing;

namespace Sitrep.Server.Snapshots;

/// <summary>The store that is served. Safe for several threads: each reading has its own connection.</summary>
internal sealed class StoreFile(string path) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SqliteRecordStore watched = new(path);
    private readonly SqliteCorrectionLog watchedLog = new(path);

    public string Name => Path.GetFileName(path);

    /// <summary>Differs from an earlier answer when somebody has written to the store in between.</summary>
    public long Version()
    {
        lock (gate)
        {
            return watched.Version();
        }
    }

    /// <param name="asOf">With a time (ISO 8601, UTC), as it was then.</param>
    public StoredDossier Gather(StoredDossiers dossiers, string? asOf = null)
    {
        using var store = new SqliteRecordStore(path);
        return dossiers.Gather(store, asOf);
    }

    public StoredRecord? Find(string id)
    {
        using var store = new SqliteRecordStore(path);
        return store.Find(id);
    }

    public byte[]? Original(string id)
    {
        using var store = new SqliteRecordStore(path);
        return store.Original(id);
    }

    /// <summary>Ids of articles that hold all of the words, best match first.</summary>
    public ImmutableArray<string> Search(string words, int most)
    {
        using var store = new SqliteRecordStore(path);
        return [.. store.Search(words, most)];
    }

    public ImmutableArray<Correction> Corrections()
    {
        using var log = new SqliteCorrectionLog(path);
        return log.All();
    }

    public Correction Add(Correction correction)
    {
        using var log = new SqliteCorrectionLog(path);
        return log.Add(correction);
    }

    /// <summary>The number of the last correction, whoever made it.</summary>
    public long LastCorrection()
    {
        lock (gate)
        {
            return watchedLog.Last();
        }
    }

    public void Dispose()
    {
        watched.Dispose();
        watchedLog.Dispose();
    }
}
