using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Sitrep.EndToEnd;

/// <summary>The commands on a store of the samples.</summary>
public sealed class StoreCommandTests : IDisposable
{
    private static readonly Lazy<byte[]> Filled = new(() =>
    {
        string store = Path.Combine(Path.GetTempPath(), $"sitrep-filled-{Guid.NewGuid():N}.db");
        Program.Start(["add", "samples/depot-meridian.html", "samples/depot-herald.html", "samples/march-gazette.html", "--store", store]);
        byte[] bytes = File.ReadAllBytes(store);
        File.Delete(store);
        return bytes;
    });

    private readonly string folder = Directory.CreateTempSubdirectory("sitrep-commands-").FullName;

    public StoreCommandTests()
    {
        Store = Path.Combine(folder, "news.db");
        File.WriteAllBytes(Store, Filled.Value);
    }

    private string Store { get; }

    [Fact]
    public void An_event_can_be_rejected_and_taken_back_and_the_file_of_corrections_moves_to_another_store()
    {
        string id = Events()[0].GetProperty("id").GetString()!;
        int all = Events().Length;
        Assert.Equal(1, Program.Start(["edit", "reject", "nothing", "--store", Store, "--author", "A. Diallo", "--reason", "none"]).Code);
        Assert.Equal(0, Program.Start(["edit", "reject", id[..10], "--store", Store, "--author", "A. Diallo", "--reason", "a drill"]).Code);
        Assert.Equal(all - 1, Events().Length);
        string table = Path.Combine(folder, "corrections.tsv");
        File.WriteAllText(table, Program.Start(["edit", "list", "--store", Store]).Output);
        Assert.Equal(0, Program.Start(["edit", "undo", "1", "--store", Store, "--author", "A. Diallo", "--reason", "no drill"]).Code);
        Assert.Equal(all, Events().Length);

        string other = Path.Combine(folder, "other.db");
        File.WriteAllBytes(other, Filled.Value);
        Assert.Contains("1 corrections added", Program.Start(["edit", "import", table, "--store", other]).Errors, StringComparison.Ordinal);
        Assert.Contains("0 corrections added", Program.Start(["edit", "import", table, "--store", other]).Errors, StringComparison.Ordinal);
        Assert.Equal(all - 1, Program.Start(["export", "--as", "events", "--store", other]).Lines.Length);
    }

    [Fact]
    public void Changes_tell_what_was_withdrawn_by_whom_and_why()
    {
        string id = Events()[0].GetProperty("id").GetString()!;
        Assert.Equal(1, Program.Start(["export", "--changes", "--since", "last", "--store", Store]).Code);
        Run none = Program.Start(["export", "--changes", "--since", "2030-01-01", "--store", Store]);
        Assert.Equal((0, ""), (none.Code, none.Output));
        Thread.Sleep(TimeSpan.FromSeconds(1.1));
        Program.Start(["edit", "withdraw", id, "--store", Store, "--author", "A. Diallo", "--reason", "the outlet took it back"]);
        JsonElement change = JsonDocument.Parse(Program.Start(["export", "--changes", "--since", "last", "--store", Store]).Lines.Single()).RootElement;
        Assert.Equal(("withdrawn", id), (change.GetProperty("change").GetString(), change.GetProperty("id").GetString()));
        Assert.Equal("the outlet took it back", change.GetProperty("decisions")[0].GetProperty("reason").GetString());
        Assert.True(Program.Start(["export", "--changes", "--since", "2020-01-01", "--store", Store]).Lines.Length > 1);
    }

    [Fact]
    public void Original_bytes_come_back_and_a_forgotten_page_is_gone_for_good()
    {
        Assert.Equal(File.ReadAllText(Path.Combine(Program.Samples, "depot-herald.html")), Program.Start(["original", "samples/depot-herald.html", "--store", Store]).Output);
        string record = Program.Start(["export", "--as", "records", "--store", Store]).Lines.Single(l => l.Contains("depot-herald", StringComparison.Ordinal));
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Program.Samples, "depot-herald.html")))),
            JsonDocument.Parse(record).RootElement.GetProperty("source").GetProperty("sha256").GetString());
        Run preview = Program.Start(["forget", "samples/depot-herald.html", "--preview", "--store", Store]);
        Assert.Contains("would be forgotten: samples/depot-herald.html, ", preview.Output, StringComparison.Ordinal);
        Run forget = Program.Start(["forget", "samples/depot-herald.html", "--store", Store]);
        Assert.Contains("forgotten: samples/depot-herald.html", forget.Output, StringComparison.Ordinal);
        Assert.Contains("event", forget.Output, StringComparison.Ordinal);
        Assert.Contains("0 added", Program.Start(["add", "samples/depot-herald.html", "--store", Store]).Errors, StringComparison.Ordinal);
        Assert.Equal(1, Program.Start(["original", "samples/depot-herald.html", "--store", Store]).Code);
    }

    [Fact]
    public void Exports_are_held_to_days()
    {
        int all = Events().Length, week = Program.Start(["export", "--as", "events", "--from", "2026-05-11", "--to", "2026-05-12", "--store", Store]).Lines.Length;
        Assert.InRange(week, 1, all - 1);
        Assert.Empty(Program.Start(["export", "--as", "events", "--to", "1999-12-31", "--store", Store]).Lines);
        Assert.Equal(1, Program.Start(["export", "--as", "events", "--from", "Monday", "--store", Store]).Code);
        Assert.Equal(1, Program.Start(["export", "--as", "records", "--from", "2026-05-11", "--store", Store]).Code);
    }

    [Fact]
    public void Reports_and_exports_go_to_files_and_words_are_found()
    {
        string report = Path.Combine(folder, "report.docx"), csv = Path.Combine(folder, "events.csv");
        Assert.Equal(0, Program.Start(["report", "--store", Store, "--format", "docx", "-o", report, "--since", "2020-01-01"]).Code);
        Assert.StartsWith("PK", Encoding.Latin1.GetString(File.ReadAllBytes(report)), StringComparison.Ordinal);
        Assert.Equal(0, Program.Start(["export", "--store", Store, "--as", "csv", "-o", csv, "--safe"]).Code);
        Assert.DoesNotContain("Tsiklauri", File.ReadAllText(csv), StringComparison.Ordinal);
        Assert.StartsWith("# Chronology", Program.Start(["chronology", "--store", Store]).Output, StringComparison.Ordinal);
        Assert.Contains("depot-herald", Program.Start(["search", "doctors", "hospital", "--store", Store, "--format", "json"]).Output, StringComparison.Ordinal);
        Assert.Contains("march-gazette", Program.Start(["search", "--near", "-0.1", "34.75", "30", "--store", Store]).Output, StringComparison.Ordinal);
        Assert.Equal(1, Program.Start(["export", "--store", Store, "--as", "records", "--safe"]).Code);
    }

    [Fact]
    public void Quotations_come_from_files_as_from_a_store()
    {
        string files = Program.Start(["quotes", "--speaker", "Tsiklauri", "samples/depot-herald.html", "--format", "json"]).Output;
        Assert.Contains("They came from the coast road", files, StringComparison.Ordinal);
        Assert.Equal(files, Program.Start(["quotes", "--speaker", "Tsiklauri", "--store", Store, "--format", "json"]).Output);
        Assert.Equal(1, Program.Start(["quotes", "--speaker", "Tsiklauri"]).Code);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private JsonElement[] Events() => [.. Program.Start(["export", "--as", "events", "--store", Store]).Lines.Select(l => JsonDocument.Parse(l).RootElement)];
}
