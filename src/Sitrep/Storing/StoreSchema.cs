using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Sitrep.Storing;

/// <summary>The tables of a store, and the steps by which older stores are brought up to date.</summary>
internal static class StoreSchema
{
    // Each step leads to the version of its place in the list, counted from 1. A step that has been released is never changed.
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE IF NOT EXISTS document (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, captured TEXT NOT NULL, record BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS superseded (number INTEGER, id TEXT NOT NULL, sha256 TEXT NOT NULL, captured TEXT NOT NULL, record BLOB NOT NULL);
        """,
        """
        ALTER TABLE document ADD COLUMN link TEXT;
        ALTER TABLE document ADD COLUMN original BLOB;
        ALTER TABLE superseded ADD COLUMN link TEXT;
        ALTER TABLE superseded ADD COLUMN original BLOB;
        CREATE INDEX document_link ON document (link);
        CREATE INDEX superseded_id ON superseded (id);
        CREATE TABLE forgotten (id TEXT NOT NULL, sha256 TEXT NOT NULL, link TEXT, time TEXT NOT NULL);
        CREATE INDEX forgotten_id ON forgotten (id);
        CREATE INDEX forgotten_sha256 ON forgotten (sha256);
        CREATE INDEX forgotten_link ON forgotten (link);
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE log (number INTEGER PRIMARY KEY, time TEXT NOT NULL, action TEXT NOT NULL, id TEXT NOT NULL, sha256 TEXT);
        CREATE TRIGGER log_keeps_lines BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER log_loses_none BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE VIRTUAL TABLE article_text USING fts5 (title, body, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2');
        CREATE VIRTUAL TABLE event_point USING rtree (number, south, north, west, east, +document INTEGER);
        """,
        """
        CREATE TABLE derived (number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, value BLOB NOT NULL);
        """,
        """
        CREATE TABLE forgotten_person (name_sha256 TEXT PRIMARY KEY, time TEXT NOT NULL);
        """,
    ];

    /// <summary>From this version on, a store has tables for words and places that are filled from its records.</summary>
    private const int Indexed = 2;

    /// <param name="reindex">Called within the transaction when the tables for words and places are new.</param>
    /// <exception cref="InvalidDataException">The file was made by a newer version.</exception>
    public static void Migrate(SqliteConnection connection, string path, Action reindex)
    {
        if (VersionOf(connection) == Steps.Length)
        {
            return;
        }

        // Another process may have come first: only within the transaction does the version stand still.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        int version = VersionOf(connection);
        if (version < 0 || version > Steps.Length)
        {
            throw new InvalidDataException($"{path}: a store of version {version}, this program knows up to {Steps.Length}");
        }

        for (int step = version; step < Steps.Length; step++)
        {
            Execute(connection, Steps[step]);
        }

        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Steps.Length}"));
        if (version < Indexed)
        {
            reindex();
        }

        transaction.Commit();
    }

    private static int VersionOf(SqliteConnection connection)
    {
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(query.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
