namespace Sitrep.Storing;

/// <summary>A coded article as it is kept.</summary>
/// <param name="Sha256">Of the input's bytes: the same article with the same bytes is stored once.</param>
/// <param name="Record">The record, one line of JSON.</param>
/// <param name="Captured">When it was added, ISO 8601.</param>
public sealed record StoredRecord(string Id, string Sha256, string Captured, ReadOnlyMemory<byte> Record);

/// <summary>Keeps records of articles. Safe to open from several processes: many may read while one writes.</summary>
public interface IRecordStore : IDisposable
{
    /// <summary>Whether this article with these bytes is there already.</summary>
    bool Holds(string id, string sha256);

    /// <summary>Adds records in one transaction: all of them or, if the process dies, none. An article that has new bytes replaces its older version, which is kept aside.</summary>
    void Add(IReadOnlyCollection<StoredRecord> records);

    /// <summary>All records in the order in which their ids were first added.</summary>
    IEnumerable<StoredRecord> Records();

    /// <summary>The record of one article, null where there is none.</summary>
    StoredRecord? Find(string id);

    /// <summary>Differs from an earlier answer of this instance when another one has added or replaced records in between.</summary>
    long Version();
}
