using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sitrep.Gathering.Corrections;

namespace Sitrep.Storing;

/// <summary>The corrections of a store, in its file. Only ever added to.</summary>
public sealed class SqliteCorrectionLog : IDisposable
{
    private readonly SqliteConnection connection;

    public SqliteCorrectionLog(string path)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            """
            PRAGMA busy_timeout = 30000;
            CREATE TABLE IF NOT EXISTS correction (
                number INTEGER PRIMARY KEY AUTOINCREMENT, action TEXT NOT NULL, event TEXT NOT NULL, field TEXT, value TEXT, into_event TEXT, reports TEXT NOT NULL,
                undoes INTEGER, author TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL);
            """;
        command.ExecuteNonQuery();
    }

    /// <param name="correction">Its number is ignored.</param>
    /// <returns>The correction with the number that it got.</returns>
    public Correction Add(Correction correction) => Add(correction, null);

    /// <summary>Adds corrections in one transaction: all of them or, if the process dies, none.</summary>
    public void Add(IEnumerable<Correction> corrections)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        foreach (Correction correction in corrections)
        {
            Add(correction, transaction);
        }

        transaction.Commit();
    }

    /// <summary>All corrections in the order in which they were made.</summary>
    public ImmutableArray<Correction> All()
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT number, action, event, field, value, into_event, reports, undoes, author, reason, at FROM correction ORDER BY number";
        using SqliteDataReader reader = command.ExecuteReader();
        var all = ImmutableArray.CreateBuilder<Correction>();
        while (reader.Read())
        {
            all.Add(new Correction(
                reader.GetInt64(0),
                Enum.Parse<CorrectionAction>(reader.GetString(1)),
                reader.GetString(2),
                Text(reader, 3),
                Text(reader, 4),
                Text(reader, 5),
                JsonSerializer.Deserialize<ImmutableArray<ReportKey>>(reader.GetString(6)),
                reader.IsDBNull(7) ? null : reader.GetInt64(7),
                reader.GetString(8),
                reader.GetString(9),
                reader.GetString(10)));
        }

        return all.ToImmutable();
    }

    /// <summary>The number of the last correction, 0 where there is none.</summary>
    public long Last()
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT ifnull(max(number), 0) FROM correction";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Dispose() => connection.Dispose();

    private Correction Add(Correction correction, SqliteTransaction? transaction)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            """
            INSERT INTO correction (action, event, field, value, into_event, reports, undoes, author, reason, at)
            VALUES ($action, $event, $field, $value, $into, $reports, $undoes, $author, $reason, $at) RETURNING number
            """;
        command.Parameters.AddWithValue("$action", correction.Action.ToString());
        command.Parameters.AddWithValue("$event", correction.Event);
        command.Parameters.AddWithValue("$field", (object?)correction.Field ?? DBNull.Value);
        command.Parameters.AddWithValue("$value", (object?)correction.Value ?? DBNull.Value);
        command.Parameters.AddWithValue("$into", (object?)correction.Into ?? DBNull.Value);
        command.Parameters.AddWithValue("$reports", JsonSerializer.Serialize(correction.Reports));
        command.Parameters.AddWithValue("$undoes", (object?)correction.Undoes ?? DBNull.Value);
        command.Parameters.AddWithValue("$author", correction.Author);
        command.Parameters.AddWithValue("$reason", correction.Reason);
        command.Parameters.AddWithValue("$at", correction.At);
        return correction with { Number = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) };
    }

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
