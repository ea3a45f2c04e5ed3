using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sitrep.Gathering;
using Sitrep.Storing;
using Xunit;

namespace Sitrep.Tests.Storing;

// Invented incidents in real places.
public sealed class StoreTests : IDisposable
{
    private const string Early = "2026-05-01T08:00:00Z", Late = "2026-05-02T08:00:00Z";

    private readonly string path = Path.Combine(Path.GetTempPath(), $"sitrep-store-{Guid.NewGuid():N}.db");

    [Fact]
    public void A_record_comes_back_as_it_was_with_the_bytes_of_its_page()
    {
        using var store = new SqliteRecordStore(path);
        StoredRecord record = Record("a", "Dockers in Beira walked out.", Early);
        Assert.Equal(1, store.Add([record]));
        Assert.Equal(record.Record.ToArray(), store.Find("a")!.Record.ToArray());
        Assert.Equal(record.Sha256, Convert.ToHexStringLower(SHA256.HashData(store.Original("a")!)));
        Assert.Equal(0, store.Add([record]));
    }

    [Theory]
    [InlineData("UPDATE document SET record = x'ff00ff00ff00'")]
    [InlineData("ALTER TABLE document RENAME COLUMN sha256 TO sha")]
    [InlineData("PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, 'captured TEXT NOT NULL', 'captured TEXT') WHERE name = 'document'; PRAGMA writable_schema = RESET; UPDATE document SET captured = NULL")]
    public void A_store_that_opens_but_is_damaged_is_refused_by_name(string harm)
    {
        using (var store = new SqliteRecordStore(path))
        {
            store.Add([Record("a", "Dockers in Beira walked out.", Early)]);
        }

        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this test.
            command.CommandText = harm;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        using var damaged = new SqliteRecordStore(path);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => damaged.Records().Count()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => damaged.Find("a"));
    }

    [Fact]
    public void A_file_of_no_version_of_the_store_is_refused()
    {
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = -3";
            command.ExecuteNonQuery();
        }

        Assert.Throws<InvalidDataException>(() => new SqliteRecordStore(path));
    }

    [Fact]
    public void The_store_of_an_earlier_time_can_be_read()
    {
        using var store = new SqliteRecordStore(path);
        store.Add([Record("a", "Dockers in Beira walked out.", Early), Record("b", "It rained.", Early)]);
        store.Add([Record("a", "Dockers in Beira walked out and came back.", Late), Record("c", "It rained again.", Late)]);
        Assert.Equal(["a", "b", "c"], store.Records().Select(r => r.Id));
        Assert.Equal(["a", "b"], store.Records(Early).Select(r => r.Id));
        Assert.DoesNotContain("came back", Encoding.UTF8.GetString(store.Records(Early).First().Record.Span), StringComparison.Ordinal);
        Assert.Empty(store.Records("2026-04-30T00:00:00Z"));
    }

    [Fact]
    public void A_damaged_record_is_named_by_table_and_row_and_the_ones_before_it_are_read()
    {
        using var store = new SqliteRecordStore(path);
        store.Add([Record("a", "Dockers in Beira walked out.", Early), Record("b", "It rained.", Early)]);
        using (var other = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            other.Open();
            using SqliteCommand damage = other.CreateCommand();
            damage.CommandText = "UPDATE document SET record = x'ff00ff00ff', original = x'ff00ff00ff' WHERE id = 'b'";
            damage.ExecuteNonQuery();
        }

        var read = new List<string>();
        var error = Assert.Throws<InvalidDataException>(() => read.AddRange(store.Records().Select(r => r.Id)));
        Assert.Contains("table document, row 2", error.Message, StringComparison.Ordinal);
        Assert.Equal("a", store.Records().First().Id);
        Assert.Contains("row b", Assert.Throws<InvalidDataException>(() => store.Find("b")).Message, StringComparison.Ordinal);
        Assert.Contains("row b", Assert.Throws<InvalidDataException>(() => store.Original("b")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_are_found_in_other_forms_and_operators_are_words()
    {
        using var store = new SqliteRecordStore(path);
        store.Add([Record("a", "Attackers fired at the café in Beira.", Early), Record("b", "An attack, and nothing else: NOT \"this\".", Early)]);
        Assert.Equal(["a", "b"], store.Search("attackers", 9).Concat(store.Search("ATTACK", 9)).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["a"], store.Search("cafe beira", 9));
        Assert.Equal(["b"], store.Search("NOT \"this\"", 9));
        Assert.Empty(store.Search("beira nothing", 9));
        Assert.Empty(store.Search("  ", 9));
    }

    [Fact]
    public void A_newer_version_replaces_the_words_of_the_older_one()
    {
        using var store = new SqliteRecordStore(path);
        store.Add([Record("a", "Dockers walked out.", Early)]);
        store.Add([Record("a", "Porters walked out.", Late)]);
        Assert.Empty(store.Search("dockers", 9));
        Assert.Equal(["a"], store.Search("porters", 9));
    }

    [Fact]
    public void Articles_are_found_by_where_their_events_are()
    {
        using var store = new SqliteRecordStore(path);
        store.Add([Record("a", "Dockers in Beira walked out.", Early, latitude: -19.84, longitude: 34.84), Record("b", "It rained.", Early)]);
        Assert.Equal(["a"], store.Within(new GeoBox(-20, 34, -19, 35)));
        Assert.Empty(store.Within(new GeoBox(10, 34, 11, 35)));
    }

    [Fact]
    public void What_is_forgotten_leaves_no_words_and_is_not_added_again()
    {
        StoredRecord record = Record("a", "Zambezia-secret-word walked out.", Early, link: "https://a.example/1");
        using (var store = new SqliteRecordStore(path))
        {
            store.Add([record, Record("b", "It rained.", Early)]);
            store.Add([Record("a", "Zambezia-secret-word came back.", Late, link: "https://a.example/1")]);
            Assert.Equal(["a"], store.Forget("https://a.example/1", Late));
            Assert.Empty(store.Forget("https://a.example/1", Late));
            Assert.True(store.Holds("a", "another hash"));
            Assert.Equal(0, store.Add([record, Record("other-id", "Words.", Late, link: "https://a.example/1")]));
            Assert.Equal(["b"], store.Records().Select(r => r.Id));
            Assert.Equal(["b"], store.Records(Early).Select(r => r.Id));
            Assert.Empty(store.Search("secret", 9));
        }

        Assert.DoesNotContain("secret", Encoding.Latin1.GetString(File.ReadAllBytes(path)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_log_keeps_every_line()
    {
        using (var store = new SqliteRecordStore(path))
        {
            store.Add([Record("a", "It rained.", Early)]);
            store.Forget("a", Late);
        }

        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = "SELECT group_concat(action) FROM log";
        Assert.Equal("add,forget", query.ExecuteScalar());
        query.CommandText = "DELETE FROM log";
        Assert.Throws<SqliteException>(() => query.ExecuteNonQuery());
    }

    [Fact]
    public void A_store_of_the_first_version_is_brought_up_to_date_with_its_words()
    {
        string packed = Convert.ToHexString(Brotli(Record("a", "Dockers in Beira walked out.", Early).Record.ToArray()));
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText =
                "CREATE TABLE document (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, captured TEXT NOT NULL, record BLOB NOT NULL);"
                + "CREATE TABLE superseded (number INTEGER, id TEXT NOT NULL, sha256 TEXT NOT NULL, captured TEXT NOT NULL, record BLOB NOT NULL);"
                + $"INSERT INTO document VALUES (1, 'a', 'hash', '{Early}', x'{packed}'); PRAGMA user_version = 1;";
            command.ExecuteNonQuery();
        }

        using var store = new SqliteRecordStore(path);
        Assert.Equal(["a"], store.Search("docker", 9));
        Assert.Null(store.Original("a"));
    }

    [Fact]
    public void A_store_of_a_newer_program_is_refused()
    {
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        Assert.Contains("version 99", Assert.Throws<InvalidDataException>(() => new SqliteRecordStore(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Readers_see_whole_transactions_while_another_writes()
    {
        using var writer = new SqliteRecordStore(path);
        using var reader = new SqliteRecordStore(path);
        writer.Add([.. Enumerable.Range(0, 50).Select(i => Record($"a{i}", "It rained.", Early))]);
        using IEnumerator<StoredRecord> reading = reader.Records().GetEnumerator();
        Assert.True(reading.MoveNext());
        writer.Add([.. Enumerable.Range(50, 50).Select(i => Record($"a{i}", "It rained.", Early))]);
        int seen = 1;
        while (reading.MoveNext())
        {
            seen++;
        }

        Assert.Equal(50, seen);
        Assert.Equal(100, reader.Records().Count());
    }

    [Fact]
    public void Evidence_keeps_its_offsets_when_the_rest_of_the_text_goes()
    {
        const string Text = "The sky was grey. Dockers in Beira walked out on Monday. Nobody minded the gulls.";
        ArticleRecord article = Gathering.Articles.Of("a", Text).WithPlaceAndEvent();
        byte[] record = JsonSerializer.SerializeToUtf8Bytes(article, JsonSerializerOptions.Web);
        ArticleRecord kept = ArticleRecord.Read(EvidenceOnly.Of(record).Span);
        Assert.Equal(Text.Length, kept.Text.Length);
        Assert.Equal("walked", kept.Quote(kept.Events[0].Trigger));
        Assert.Contains("Dockers in Beira walked out on Monday.", kept.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("gulls", kept.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("grey", kept.Text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach (string file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*"))
        {
            File.Delete(file);
        }
    }

    private static StoredRecord Record(string id, string text, string captured, string? link = null, double? latitude = null, double? longitude = null)
    {
        ArticleRecord article = Gathering.Articles.Of(id, text, link: link);
        article = latitude is null ? article : article.WithPlaceAndEvent(latitude.Value, longitude!.Value);
        byte[] page = Encoding.UTF8.GetBytes("<p>" + text);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(article, JsonSerializerOptions.Web);
        return new StoredRecord(id, Convert.ToHexStringLower(SHA256.HashData(page)), captured, json, page);
    }

    private static byte[] Brotli(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            brotli.Write(bytes);
        }

        return packed.ToArray();
    }
}

/// <summary>An event in Beira.</summary>
internal static class BeiraArticles
{
    public static ArticleRecord WithPlaceAndEvent(this ArticleRecord article, double latitude = -19.84, double longitude = 34.84) =>
        Gathering.Articles.WithEvent(Gathering.Articles.WithPlace(article, "Beira", "Beira", "MOZ", "Sofala", latitude, longitude, "town"), "walked", "PROTEST", "strike", "143");
}
