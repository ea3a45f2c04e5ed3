using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Gathering.Corrections;
using Sitrep.Storing;

namespace Sitrep.Cli;

/// <summary>A store that is there already, with what its articles tell after the corrections that people made.</summary>
internal sealed class StoredPicture : IDisposable
{
    /// <summary>Characters of the hash that are shown: enough to tell states apart.</summary>
    private const int StateLength = 16;

    private readonly StoredDossiers dossiers = new(Resources.Installed);
    private readonly SqliteCorrectionLog log;

    /// <exception cref="InvalidDataException">There is no such store.</exception>
    public StoredPicture(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{path}: no such store");
        }

        Store = new SqliteRecordStore(path);
        log = new SqliteCorrectionLog(path);
    }

    public SqliteRecordStore Store { get; }

    /// <summary>Names the records, the program and its tables that the last dossier was gathered from; the same for the same ones.</summary>
    public string State { get; private set; } = "";

    public ImmutableArray<Correction> Corrections => log.All();

    /// <param name="asOf">With a time (ISO 8601, UTC), as it was then.</param>
    public Dossier Gather(string? asOf = null) => Shown(Corrected(Corrections.Where(c => asOf is null || string.CompareOrdinal(c.At, asOf) <= 0), asOf));

    /// <summary>The articles with their copies, and no events.</summary>
    public Dossier Copies() => dossiers.Copies(Store);

    /// <summary>A dossier without the events that people rejected.</summary>
    public static Dossier Shown(CorrectedDossier corrected) =>
        new(corrected.Dossier.Articles, [.. corrected.Dossier.Events.Where(e => corrected.ReviewOf(e.Id).State != ReviewState.Rejected)]);

    /// <summary>What the articles tell, with rejected events and the corrections that do not fit.</summary>
    public CorrectedDossier Corrected(IEnumerable<Correction> corrections, string? asOf = null)
    {
        StoredDossier stored = dossiers.Gather(Store, asOf);
        State = stored.Tag[..StateLength];
        return CorrectedDossier.Replay(stored.Dossier, corrections);
    }

    public Correction Add(Correction correction) => log.Add(correction);

    /// <summary>Adds all of them or, where the process dies, none.</summary>
    public void Add(IEnumerable<Correction> corrections) => log.Add(corrections);

    public void Dispose()
    {
        log.Dispose();
        Store.Dispose();
    }
}
