using System.Globalization;
using System.IO.Compression;
using Microsoft.Data.Sqlite;

namespace Sitrep.Storing;

/// <summary>A store in one SQLite file.</summary>
public sealed class SqliteRecordStore : IRecordStore
{
    private const int SchemaVersion = 1;

    private readonly SqliteConnection connection;
    private long seen = -1, recordsVersion;

    /// <exception cref="InvalidDataException">The file is no store, or was made by a newer version.</exception>
    public SqliteRecordStore(string path)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            Execute("PRAGMA journal_mode = WAL");
            Execute("PRAGMA busy_timeout = 30000");
            Migrate(path);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new InvalidDataException($"{path}: not a store: {error.Message}", error);
        }
    }

    public bool Holds(string id, string sha256)
    {
        using SqliteCommand command = Command("SELECT 1 FROM document WHERE id = $id AND sha256 = $sha256", ("$id", id), ("$sha256", sha256));
        return command.ExecuteScalar() is not null;
    }

    public void Add(IReadOnlyCollection<StoredRecord> records)
    {
        // An immediate transaction takes the write lock at once, so two writers wait for each other instead of failing half-way.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        foreach (StoredRecord record in records)
        {
            byte[] packed = Pack(record.Record);
            using (SqliteCommand aside = Command(
                "INSERT INTO superseded SELECT * FROM document WHERE id = $id AND sha256 <> $sha256", ("$id", record.Id), ("$sha256", record.Sha256)))
            {
                aside.Transaction = transaction;
                aside.ExecuteNonQuery();
            }

            using SqliteCommand insert = Command(
                """
                INSERT INTO document (id, sha256, captured, record) VALUES ($id, $sha256, $captured, $record)
                ON CONFLICT (id) DO UPDATE SET sha256 = excluded.sha256, captured = excluded.captured, record = excluded.record WHERE sha256 <> excluded.sha256
                """,
                ("$id", record.Id),
                ("$sha256", record.Sha256),
                ("$captured", record.Captured),
                ("$record", packed));
            insert.Transaction = transaction;
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public IEnumerable<StoredRecord> Records()
    {
        using SqliteCommand command = Command("SELECT id, sha256, captured, record FROM document ORDER BY number");
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new StoredRecord(reader.GetString(0), reader.GetString(1), reader.GetString(2), Unpack(reader.GetFieldValue<byte[]>(3)));
        }
    }

    public StoredRecord? Find(string id)
    {
        using SqliteCommand command = Command("SELECT id, sha256, captured, record FROM document WHERE id = $id", ("$id", id));
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? new StoredRecord(reader.GetString(0), reader.GetString(1), reader.GetString(2), Unpack(reader.GetFieldValue<byte[]>(3))) : null;
    }

    public long Version()
    {
        using SqliteCommand gate = Command("PRAGMA data_version");
        long written = Convert.ToInt64(gate.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (written != seen)
        {
            // Others may have written what is no record.
            using SqliteCommand count = Command("SELECT (SELECT count(*) FROM document) + 1000000007 * (SELECT count(*) FROM superseded)");
            recordsVersion = Convert.ToInt64(count.ExecuteScalar(), CultureInfo.InvariantCulture);
            seen = written;
        }

        return recordsVersion;
    }

    public void Dispose() => connection.Dispose();

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

    private void Migrate(string path)
    {
        using SqliteCommand query = Command("PRAGMA user_version");
        int version = Convert.ToInt32(query.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (version > SchemaVersion)
        {
            throw new InvalidDataException($"{path}: a store of version {version}, this program knows up to {SchemaVersion}");
        }

        if (version < 1)
        {
            Execute(
                $"""
                BEGIN IMMEDIATE;
                CREATE TABLE IF NOT EXISTS document (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, captured TEXT NOT NULL, record BLOB NOT NULL);
                CREATE TABLE IF NOT EXISTS superseded (number INTEGER, id TEXT NOT NULL, sha256 TEXT NOT NULL, captured TEXT NOT NULL, record BLOB NOT NULL);
                PRAGMA user_version = {SchemaVersion};
                COMMIT;
                """);
        }
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = Command(sql);
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
