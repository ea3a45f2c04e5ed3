using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sitrep.Gathering;
using Sitrep.Presenting;
using Sitrep.Storing;
using Sitrep.Tests.Gathering;
using Xunit;

namespace Sitrep.Tests.Storing;

// Invented incidents in real places.
public sealed class StoredDossiersTests : IDisposable
{
    private const string Strike = "Dockers in Beira walked out on Monday over unpaid wages, and the container terminal stood still until the evening shift arrived from Dondo with the harbour master.";

    private static readonly StoredDossiers Dossiers = new(Resources.Installed);

    private readonly string path = Path.Combine(Path.GetTempPath(), $"sitrep-dossiers-{Guid.NewGuid():N}.db");

    [Fact]
    public void What_was_kept_tells_the_same_as_gathering_anew()
    {
        using SqliteRecordStore store = Filled();
        StoredDossier first = Dossiers.Gather(store);
        Assert.Equal(1L, Query("SELECT count(*) FROM derived"));
        Assert.Equal("a", first.Dossier.Articles[1].Copies.CopyOf);
        Assert.Contains(first.Dossier.Events, e => e.Reports.Any(r => r.Merged is not null));

        StoredDossier again = Dossiers.Gather(store);
        Assert.Equal(first.Tag, again.Tag);
        Assert.Equal(Lines(first.Dossier), Lines(again.Dossier));
        Assert.Equal(1L, Query("SELECT count(*) FROM derived"));
    }

    [Fact]
    public void Copies_alone_are_the_same_as_with_events_whether_kept_or_not()
    {
        using SqliteRecordStore store = Filled();
        Dossier copies = Dossiers.Copies(store);
        Assert.Equal(0L, Query("SELECT count(*) FROM derived"));
        DossierArticle[] whole = [.. Dossiers.Gather(store).Dossier.Articles];
        Assert.Equal(whole.Select(Placement), copies.Articles.Select(Placement));
        Assert.Equal(whole.Select(Placement), Dossiers.Copies(store).Articles.Select(Placement));
        Assert.Empty(copies.Events);

        static string Placement(DossierArticle a) => $"{a.Id} {string.Join('+', a.Copies.Groups)} {a.Copies.CopyOf} {a.Copies.Similarity} {a.Captured}";
    }

    [Fact]
    public void What_was_kept_is_used()
    {
        using SqliteRecordStore store = Filled();
        string tag = Dossiers.Gather(store).Tag;
        using var other = new SqliteRecordStore(path + "-other");
        other.Add([Record("a", Strike), Record("b", "Teachers from Beira walked out in Lusaka."), Record("c", "Nurses from Beira walked out in Suva.")]);
        store.KeepDerived(tag, other.Derived(Dossiers.Gather(other).Tag)!);
        Assert.All(Dossiers.Gather(store).Dossier.Articles, a => Assert.Null(a.Copies.CopyOf));
    }

    [Fact]
    public void Other_records_are_gathered_anew()
    {
        using SqliteRecordStore store = Filled();
        string tag = Dossiers.Gather(store).Tag;
        store.Add([Record("d", Strike)]);
        StoredDossier more = Dossiers.Gather(store);
        Assert.NotEqual(tag, more.Tag);
        Assert.Equal(4, more.Dossier.Articles.Length);
        Assert.Equal("a", more.Dossier.Article("d").Copies.CopyOf);
    }

    [Theory]
    [InlineData("UPDATE derived SET value = x'00'")]
    [InlineData("UPDATE derived SET value = substr(value, 1, 40)")]
    [InlineData("UPDATE derived SET value = value || x'00'")]
    public void Damaged_values_are_worked_out_again(string harm)
    {
        using SqliteRecordStore store = Filled();
        string[] lines = Lines(Dossiers.Gather(store).Dossier);
        Query(harm);
        Assert.Equal(lines, Lines(Dossiers.Gather(store).Dossier));
    }

    [Fact]
    public void Forgetting_an_article_drops_what_was_worked_out_from_it()
    {
        using SqliteRecordStore store = Filled();
        Dossiers.Gather(store);
        store.Forget("a", "2026-05-02T08:00:00Z");
        Assert.Equal(0L, Query("SELECT count(*) FROM derived"));
    }

    [Fact]
    public void Of_many_states_the_last_few_are_kept()
    {
        using SqliteRecordStore store = Filled();
        for (int i = 0; i < 6; i++)
        {
            store.KeepDerived($"key {i}", [1]);
        }

        Assert.Equal(4L, Query("SELECT count(*) FROM derived"));
        Assert.Null(store.Derived("key 1"));
        Assert.NotNull(store.Derived("key 5"));
    }

    public void Dispose()
    {
        foreach (string file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*"))
        {
            File.Delete(file);
        }
    }

    private static string[] Lines(Dossier dossier) =>
        [.. dossier.Articles.Select(a => PictureWriter.Write(a.Record, a.Copies)).Concat(dossier.Events.Select(PictureWriter.Write)).Select(Convert.ToBase64String)];

    private static StoredRecord Record(string id, string text)
    {
        ArticleRecord article = Articles.WithEvent(Articles.WithPlace(Articles.Of(id, text), "Beira", "Beira", "MOZ", "Sofala", -19.84, 34.84, "town"), "walked", "PROTEST", "strike", "143");
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(article, JsonSerializerOptions.Web);
        return new StoredRecord(id, Convert.ToHexStringLower(SHA256.HashData(json)), "2026-05-01T08:00:00Z", json);
    }

    private SqliteRecordStore Filled()
    {
        var store = new SqliteRecordStore(path);
        store.Add([Record("a", Strike), Record("b", Strike), Record("c", "Nurses from Beira walked out of a clinic in Suva on Friday.")]);
        return store;
    }

    private object? Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
