using System.Collections.Immutable;

namespace Sitrep.Storing;

/// <summary>A coded article as it is kept.</summary>
/// <param name="Sha256">Of the input's bytes: the same article with the same bytes is stored once.</param>
/// <param name="Record">The record, one line of JSON.</param>
/// <param name="Captured">When it was added, ISO 8601.</param>
/// <param name="Original">The input's bytes as they came; empty where they are not kept. Given to <see cref="IRecordStore.Add"/>, read by <see cref="IRecordStore.Original"/>.</param>
public sealed record StoredRecord(string Id, string Sha256, string Captured, ReadOnlyMemory<byte> Record, ReadOnlyMemory<byte> Original = default);

/// <summary>A box on the map, in degrees.</summary>
public sealed record GeoBox(double South, double West, double North, double East);

/// <summary>Keeps records of articles. Safe to open from several processes: many may read while one writes.</summary>
public interface IRecordStore : IDisposable
{
    /// <summary>Whether this article with these bytes is there already, or is to stay forgotten.</summary>
    bool Holds(string id, string sha256);

    /// <summary>
    /// Adds records in one transaction: all of them or, if the process dies, none. An article that has new bytes replaces its older version, which is kept aside.
    /// What was forgotten is not added again.
    /// </summary>
    /// <returns>How many are new or replace an older version.</returns>
    int Add(IReadOnlyCollection<StoredRecord> records);

    /// <summary>All records in the order in which their ids were first added.</summary>
    /// <param name="asOf">With a time (ISO 8601, UTC), the versions that were there then.</param>
    /// <exception cref="InvalidDataException">A record or its table is damaged; names the table and the row, counted from 1.</exception>
    IEnumerable<StoredRecord> Records(string? asOf = null);

    /// <summary>The record of one article, null where there is none.</summary>
    StoredRecord? Find(string id);

    /// <summary>The bytes of one article as they came, null where there is no such article or they were not kept.</summary>
    byte[]? Original(string id);

    /// <summary>Ids of articles that hold all of the words, in any form, best match first.</summary>
    IEnumerable<string> Search(string words, int most);

    /// <summary>Ids of articles that report an event placed in the box, in the order in which they were first added.</summary>
    IEnumerable<string> Within(GeoBox box);

    /// <summary>Ids of articles of which a version calls a person by this name, in the order in which they were first added. Case makes no difference.</summary>
    ImmutableArray<string> Naming(string person);

    /// <summary>Removes all articles of which a version calls a person by this name. A hash of the name stays, so that no article that does so is added again.</summary>
    /// <returns>The ids of the articles removed.</returns>
    ImmutableArray<string> ForgetPerson(string name, string time);

    /// <summary>Ids of the articles that have this id or link, in the order in which they were first added.</summary>
    ImmutableArray<string> Matching(string idOrLink);

    /// <summary>Removes an article with all versions of it, by id or link; only its id, link and hashes stay, so that it is not added again.</summary>
    /// <returns>The ids of the articles removed.</returns>
    ImmutableArray<string> Forget(string idOrLink, string time);

    /// <summary>A value that was kept under a name, null where none was.</summary>
    string? Remembered(string name);

    void Remember(string name, string value);

    /// <summary>What was worked out from the records and kept under a key; null where there is none, or no more.</summary>
    byte[]? Derived(string key);

    /// <summary>Keeps what was worked out from the records: the last few such values, until something is forgotten. Keeps nothing where the store cannot be written to.</summary>
    void KeepDerived(string key, byte[] value);

    /// <summary>Differs from an earlier answer of this instance when another one has added, replaced or forgotten records in between.</summary>
    long Version();
}
