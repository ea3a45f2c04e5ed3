using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sitrep.Gathering;

namespace Sitrep.Storing;

/// <summary>A store in one SQLite file.</summary>
public sealed class SqliteRecordStore : IRecordStore
{
    /// <summary>Derived values that are kept: for the store as it is and as it was at a few earlier times.</summary>
    private const int DerivedKept = 4;

    private readonly string path;
    private readonly SqliteConnection connection;
    private long seen = -1, recordsVersion;

    /// <exception cref="InvalidDataException">The file is no store, or was made by a newer version.</exception>
    public SqliteRecordStore(string path)
    {
        this.path = path;
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            Execute("PRAGMA busy_timeout = 30000");
            Execute("PRAGMA journal_mode = WAL");

            // What is forgotten is overwritten, not only unlinked.
            Execute("PRAGMA secure_delete = ON");
            StoreSchema.Migrate(connection, path, Reindex);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new InvalidDataException($"{path}: not a store: {error.Message}", error);
        }
        catch (InvalidDataException)
        {
            connection.Dispose();
            throw;
        }
    }

    public bool Holds(string id, string sha256)
    {
        using SqliteCommand command = Command(
            """
            SELECT 1 FROM document WHERE id = $id AND sha256 = $sha256
            UNION ALL SELECT 1 FROM forgotten WHERE id = $id OR sha256 = $sha256 LIMIT 1
            """,
            ("$id", id),
            ("$sha256", sha256));
        return command.ExecuteScalar() is not null;
    }

    public int Add(IReadOnlyCollection<StoredRecord> records)
    {
        // An immediate transaction takes the write lock at once, so two writers wait for each other instead of failing half-way.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        int added = 0;
        HashSet<string> persons = [.. Ids("SELECT name_sha256 FROM forgotten_person")];
        foreach (StoredRecord record in records)
        {
            added += Add(record, persons) ? 1 : 0;
        }

        transaction.Commit();
        return added;
    }

    public IEnumerable<StoredRecord> Records(string? asOf = null)
    {
        // With max() in a group, SQLite takes the other columns from the row that holds the greatest.
        using SqliteCommand command = asOf is null
            ? Command("SELECT id, sha256, captured, record FROM document ORDER BY number")
            : Command(
                """
                SELECT id, sha256, max(captured), record FROM
                (SELECT number, id, sha256, captured, record FROM document UNION ALL SELECT number, id, sha256, captured, record FROM superseded)
                WHERE captured <= $time GROUP BY number ORDER BY number
                """,
                ("$time", asOf));
        int row = 0;
        using SqliteDataReader reader = Sound(command.ExecuteReader);
        while (Sound(() => reader.Read() ? Read(reader) : null, ++row) is { } record)
        {
            yield return record;
        }
    }

    public StoredRecord? Find(string id)
    {
        using SqliteCommand command = Command("SELECT id, sha256, captured, record FROM document WHERE id = $id", ("$id", id));
        return Sound(() =>
        {
            using SqliteDataReader reader = command.ExecuteReader();
            return reader.Read() ? Read(reader) : null;
        }, id);
    }

    public byte[]? Original(string id)
    {
        using SqliteCommand command = Command("SELECT original FROM document WHERE id = $id", ("$id", id));
        return Sound(() => command.ExecuteScalar() is byte[] packed ? Unpack(packed) : null, id);
    }

    public IEnumerable<string> Search(string words, int most)
    {
        // Each word is quoted, so that none is taken for an operator.
        string query = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => $"\"{w.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        return query.Length == 0
            ? []
            : Ids("SELECT d.id FROM article_text JOIN document d ON d.number = article_text.rowid WHERE article_text MATCH $query ORDER BY rank, d.number LIMIT $most", ("$query", query), ("$most", most));
    }

    public IEnumerable<string> Within(GeoBox box) => Ids(
        """
        SELECT DISTINCT d.id FROM event_point p JOIN document d ON d.number = p.document
        WHERE p.south >= $south AND p.north <= $north AND p.west >= $west AND p.east <= $east ORDER BY d.number
        """,
        ("$south", box.South),
        ("$north", box.North),
        ("$west", box.West),
        ("$east", box.East));

    public ImmutableArray<string> Naming(string person)
    {
        // The words of a name stand in the index of what is current; older versions are few.
        string key = PersonKeys.Of(person);
        var naming = Search(person, int.MaxValue).Where(id => Names(Find(id)!, key)).Concat(Superseded().Where(r => Names(r, key)).Select(r => r.Id)).ToHashSet(StringComparer.Ordinal);
        return [.. Ids("SELECT id FROM document ORDER BY number").Where(naming.Contains)];
    }

    public ImmutableArray<string> ForgetPerson(string name, string time)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        ImmutableArray<string> ids = Naming(name);
        Execute("INSERT OR IGNORE INTO forgotten_person VALUES ($key, $time)", ("$key", PersonKeys.Of(name)), ("$time", time));
        Remove(ids, time);
        transaction.Commit();
        Execute("PRAGMA wal_checkpoint (TRUNCATE)");
        return ids;
    }

    public ImmutableArray<string> Matching(string idOrLink) =>
        [.. Ids("SELECT id FROM document WHERE id = $key OR link = $key ORDER BY number", ("$key", idOrLink))];

    public ImmutableArray<string> Forget(string idOrLink, string time)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        ImmutableArray<string> ids = Matching(idOrLink);
        Remove(ids, time);
        transaction.Commit();
        Execute("PRAGMA wal_checkpoint (TRUNCATE)");
        return ids;
    }

    public string? Remembered(string name)
    {
        using SqliteCommand command = Command("SELECT value FROM setting WHERE name = $name", ("$name", name));
        return Sound(() => command.ExecuteScalar() as string);
    }

    public void Remember(string name, string value) => Execute(
        "INSERT INTO setting (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", ("$name", name), ("$value", value));

    public byte[]? Derived(string key)
    {
        using SqliteCommand command = Command("SELECT value FROM derived WHERE key = $key", ("$key", key));
        return Sound(() => command.ExecuteScalar() as byte[]);
    }

    public void KeepDerived(string key, byte[] value)
    {
        try
        {
            Execute(
                """
                INSERT INTO derived (key, value) VALUES ($key, $value) ON CONFLICT (key) DO UPDATE SET value = excluded.value;
                DELETE FROM derived WHERE number NOT IN (SELECT number FROM derived ORDER BY number DESC LIMIT $kept);
                """,
                ("$key", key),
                ("$value", value),
                ("$kept", DerivedKept));
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_FULL)
        {
            // It can be worked out again.
        }
    }

    public long Version()
    {
        using SqliteCommand gate = Command("PRAGMA data_version");
        long written = Convert.ToInt64(gate.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (written != seen)
        {
            // Others may have written what is no record; the log has a line for every change of one.
            using SqliteCommand count = Command("SELECT count(*) FROM log");
            recordsVersion = Convert.ToInt64(count.ExecuteScalar(), CultureInfo.InvariantCulture);
            seen = written;
        }

        return recordsVersion;
    }

    public void Dispose() => connection.Dispose();

    private void Remove(ImmutableArray<string> ids, string time)
    {
        Execute("DELETE FROM derived");
        foreach (string id in ids)
        {
            Unindex(id);
            Execute(
                """
                INSERT INTO forgotten SELECT id, sha256, link, $time FROM document WHERE id = $id UNION SELECT id, sha256, link, $time FROM superseded WHERE id = $id;
                INSERT INTO log (time, action, id) VALUES ($time, 'forget', $id);
                DELETE FROM document WHERE id = $id;
                DELETE FROM superseded WHERE id = $id;
                """,
                ("$id", id),
                ("$time", time));
        }

        // Words of deleted rows stay in the index until its parts are merged.
        Execute("INSERT INTO article_text (article_text) VALUES ('optimize')");
    }

    private static bool Names(StoredRecord record, string person) => Parse(record) is { } article && PersonKeys.In(article).Contains(person);

    private List<StoredRecord> Superseded()
    {
        using SqliteCommand command = Command("SELECT id, sha256, captured, record FROM superseded ORDER BY number");
        return Sound(() =>
        {
            using SqliteDataReader reader = command.ExecuteReader();
            var records = new List<StoredRecord>();
            while (reader.Read())
            {
                records.Add(Read(reader));
            }

            return records;
        });
    }

    private static StoredRecord Read(SqliteDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetString(2), Unpack(reader.GetFieldValue<byte[]>(3)));

    private static byte[] Pack(ReadOnlyMemory<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            brotli.Write(bytes.Span);
        }

        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        brotli.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <param name="persons">Keys of the names of persons to be forgotten.</param>
    private bool Add(StoredRecord record, HashSet<string> persons)
    {
        ArticleRecord? article = Parse(record);
        string? link = article?.Source.CanonicalUrl ?? article?.Source.Uri;
        if (Holds(record.Id, record.Sha256) || IsForgotten(link) || (persons.Count > 0 && article is not null && PersonKeys.In(article).Any(persons.Contains)))
        {
            return false;
        }

        if (Find(record.Id) is not null)
        {
            Unindex(record.Id);
            Execute("INSERT INTO superseded SELECT * FROM document WHERE id = $id", ("$id", record.Id));
        }

        Execute(
            """
            INSERT INTO document (id, sha256, captured, record, link, original) VALUES ($id, $sha256, $captured, $record, $link, $original)
            ON CONFLICT (id) DO UPDATE SET sha256 = excluded.sha256, captured = excluded.captured, record = excluded.record, link = excluded.link, original = excluded.original;
            INSERT INTO log (time, action, id, sha256) VALUES ($captured, 'add', $id, $sha256);
            """,
            ("$id", record.Id),
            ("$sha256", record.Sha256),
            ("$captured", record.Captured),
            ("$record", Pack(record.Record)),
            ("$link", link ?? (object)DBNull.Value),
            ("$original", record.Original.IsEmpty ? DBNull.Value : Pack(record.Original)));
        Index(record.Id, article);
        return true;
    }

    // A record of an input that could not be read has no text.
    private static ArticleRecord? Parse(StoredRecord record)
    {
        try
        {
            return ArticleRecord.Read(record.Record.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsForgotten(string? link)
    {
        if (link is null)
        {
            return false;
        }

        using SqliteCommand command = Command("SELECT 1 FROM forgotten WHERE link = $link", ("$link", link));
        return command.ExecuteScalar() is not null;
    }

    private void Index(string id, ArticleRecord? article)
    {
        if (article is null)
        {
            return;
        }

        using SqliteCommand query = Command("SELECT number FROM document WHERE id = $id", ("$id", id));
        long number = Convert.ToInt64(query.ExecuteScalar(), CultureInfo.InvariantCulture);
        Execute("INSERT INTO article_text (rowid, title, body) VALUES ($number, $title, $body)", ("$number", number), ("$title", article.Title ?? ""), ("$body", article.Text));
        foreach (RecordPlace place in article.Events.Select(e => e.Place).OfType<int>().Where(p => p < article.Places.Length).Distinct().Select(p => article.Places[p]).Where(p => p.Kind != "country"))
        {
            Execute(
                "INSERT INTO event_point (south, north, west, east, document) VALUES ($latitude, $latitude, $longitude, $longitude, $number)",
                ("$latitude", place.Latitude),
                ("$longitude", place.Longitude),
                ("$number", number));
        }
    }

    private void Unindex(string id)
    {
        Execute(
            """
            DELETE FROM article_text WHERE rowid IN (SELECT number FROM document WHERE id = $id);
            DELETE FROM event_point WHERE document IN (SELECT number FROM document WHERE id = $id);
            """,
            ("$id", id));
    }

    private void Reindex()
    {
        foreach (StoredRecord record in Records().ToArray())
        {
            ArticleRecord? article = Parse(record);
            Execute("UPDATE document SET link = $link WHERE id = $id", ("$id", record.Id), ("$link", article?.Source.CanonicalUrl ?? article?.Source.Uri ?? (object)DBNull.Value));
            Index(record.Id, article);
        }
    }

    private List<string> Ids(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        return Sound(() =>
        {
            using SqliteDataReader reader = command.ExecuteReader();
            var ids = new List<string>();
            while (reader.Read())
            {
                ids.Add(reader.GetString(0));
            }

            return ids;
        });
    }

    // A file that opens may still lack a table, a column or a value, or hold bytes that do not unpack. Row: a document's place or id, where one is read.
    private T Sound<T>(Func<T> read, object? row = null)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_ERROR or SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB } or InvalidOperationException or InvalidCastException or InvalidDataException)
        {
            string where = row is null ? "" : string.Create(CultureInfo.InvariantCulture, $"table document, row {row}: ");
            throw new InvalidDataException($"{path}: a damaged store: {where}{error.Message}", error);
        }
    }

    private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
