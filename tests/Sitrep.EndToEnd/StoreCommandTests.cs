using System.Diagnostics;
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
    public void A_table_changed_by_hand_comes_back_as_corrections_and_coders_can_be_compared()
    {
        string table = Path.Combine(folder, "week.csv"), changed = Path.Combine(folder, "changed.csv");
        Assert.Equal(0, Program.Start(["export", "--as", "csv", "--excel", "-o", table, "--store", Store]).Code);
        string[] import = ["import", changed, "--store", Store, "--author", "A. Diallo", "--reason", "read again"];
        File.Copy(table, changed);
        Run none = Program.Start(import);
        Assert.Equal(0, none.Code);
        Assert.Contains($"0 corrections added for 0 events; {Events().Length} lines unchanged, 0 with faults", none.Errors, StringComparison.Ordinal);

        JsonElement first = Events()[0];
        string id = first.GetProperty("id").GetString()!, status = first.GetProperty("status").GetString()!;
        File.WriteAllText(changed, File.ReadAllText(table).Replace($"{id},{status},", $"{id},possible,", StringComparison.Ordinal) + $"none{new string(',', File.ReadLines(table).First().Count(c => c == ','))}\r\n");
        Assert.Contains($"\tedit\t{id}\tstatus\tpossible\t", Program.Start([.. import, "--preview"]).Output, StringComparison.Ordinal);
        Assert.Equal(status, Events()[0].GetProperty("status").GetString());
        Run once = Program.Start(import);
        Assert.Equal(1, once.Code);
        Assert.Contains("column id: none: the store has no such event", once.Errors, StringComparison.Ordinal);
        Assert.Contains("1 corrections added for 1 events", once.Errors, StringComparison.Ordinal);
        Assert.Equal("possible", Events().Single(e => e.GetProperty("id").GetString() == id).GetProperty("status").GetString());
        Assert.Matches("\tA. Diallo\tread again \\(changed.csv, line [0-9]+\\)\t", Program.Start(["edit", "list", "--store", Store]).Output);
        Assert.Contains("0 corrections added", Program.Start(import).Errors, StringComparison.Ordinal);

        Assert.Contains($"{id}\tstatus\t{status}\tpossible", Program.Start(["agreement", table, changed, "--differences"]).Lines);
        Assert.Contains($"type\t{Events().Length}\t100.0\t1.000", Program.Start(["agreement", table, changed]).Lines);
        Program.Start(["edit", "accept", id, "--store", Store, "--author", "B. Sow", "--reason", "seen"]);
        Assert.Contains("status\t1\t0.0\t0.000", Program.Start(["agreement", "A. Diallo", "B. Sow", "--store", Store]).Lines);
        Assert.Equal(1, Program.Start(["agreement", "A. Diallo", "nobody", "--store", Store]).Code);
        File.WriteAllBytes(changed, [.. "id,actors\n"u8, 0xE9]);
        Assert.Contains("not UTF-8", Program.Start(import).Errors, StringComparison.Ordinal);
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
    public async Task Review_prints_the_address_of_the_queue_that_was_asked_for_and_serves_it()
    {
        Assert.Contains("district", Program.Start(["review", "--store", Store, "--queue", "Poti", "--no-browser"]).Errors, StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Sitrep.Cli.dll"), "review", "--store", Store, "--queue", "district:Poti", "--queue", "type:ASSAULT", "--no-browser", "--port", "0"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process server = Process.Start(start)!;
        try
        {
            var address = new Uri((await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);
            Assert.Equal("/review?place=Poti&type=ASSAULT", address.PathAndQuery);
            using var client = new HttpClient();
            string queue = await client.GetStringAsync(new Uri(address, "/api/v1/events?review=open&place=Poti&type=ASSAULT"), TestContext.Current.CancellationToken);
            JsonElement[] events = [.. JsonDocument.Parse(queue).RootElement.GetProperty("items").EnumerateArray()];
            Assert.NotEmpty(events);
            Assert.All(events, e => Assert.Equal("ASSAULT", e.GetProperty("plover").GetProperty("type").GetString()));
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void What_is_shared_by_units_names_no_closer_place()
    {
        string town = Program.Start(["export", "--store", Store, "--as", "csv"]).Output, country = Program.Start(["export", "--store", Store, "--as", "csv", "--safe", "--admin", "country"]).Output;
        string district = Program.Start(["export", "--store", Store, "--as", "csv", "--safe", "--admin", "adm2"]).Output;
        Assert.Contains(",Kisumu,exact,", town, StringComparison.Ordinal);
        Assert.All([country, district], csv => Assert.DoesNotContain(",exact,", csv, StringComparison.Ordinal));
        Assert.Contains(",Kenya,KEN,,Kenya,country,,,", country, StringComparison.Ordinal);
        Assert.DoesNotContain("Tsiklauri", country + district, StringComparison.Ordinal);
        Assert.Equal(1, Program.Start(["export", "--store", Store, "--as", "annotation", "--admin", "adm1"]).Code);
    }

    [Fact]
    public void A_package_holds_the_file_its_description_and_a_readme()
    {
        string package = Path.Combine(folder, "shared");
        Run run = Program.Start(["export", "--store", Store, "--as", "csv", "--safe", "--package", package, "--licence", "CC-BY-4.0", "--contact", "desk@example.org"]);
        Assert.True(run.Code == 0 && run.Output.Length == 0, run.Errors);
        Assert.Equal(["README.md", "datapackage.json", "events.csv"], Directory.GetFiles(package).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        JsonElement resource = JsonDocument.Parse(File.ReadAllText(Path.Combine(package, "datapackage.json"))).RootElement.GetProperty("resources")[0];
        Assert.Equal("sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(package, "events.csv")))), resource.GetProperty("hash").GetString());
        Assert.Contains("Licence: CC-BY-4.0", File.ReadAllText(Path.Combine(package, "README.md")), StringComparison.Ordinal);
        Assert.Equal(1, Program.Start(["export", "--store", Store, "--as", "csv", "--licence", "CC0-1.0"]).Code);
        Assert.Equal(1, Program.Start(["export", "--store", Store, "--as", "records", "--package", package]).Code);
    }

    [Fact]
    public void Quotations_come_from_files_as_from_a_store()
    {
        string files = Program.Start(["quotes", "--speaker", "Tsiklauri", "samples/depot-herald.html", "--format", "json"]).Output;
        Assert.Contains("They came from the coast road", files, StringComparison.Ordinal);
        Assert.Equal(files, Program.Start(["quotes", "--speaker", "Tsiklauri", "--store", Store, "--format", "json"]).Output);
        Assert.Equal(1, Program.Start(["quotes", "--speaker", "Tsiklauri"]).Code);
    }

    [Fact]
    public void Quotations_show_the_sentences_around_them_on_request()
    {
        string bare = Program.Start(["quotes", "--speaker", "Tsiklauri", "--store", Store]).Output;
        string around = Program.Start(["quotes", "--speaker", "Tsiklauri", "--with-context", "--store", Store]).Output;
        Assert.True(around.Length > bare.Length, around);
    }

    [Fact]
    public void A_report_in_several_formats_and_humanitarian_parts_goes_to_files()
    {
        string name = Path.Combine(folder, "sitrep");
        Run run = Program.Start(["report", "--store", Store, "--template", "ocha", "--admin", "adm2", "--number", "4", "--next", "2026-05-20", "--format", "docx,html,markdown", "-o", name]);
        Assert.True(run.Code == 0, run.Errors);
        Assert.StartsWith("PK", Encoding.Latin1.GetString(File.ReadAllBytes(name + ".docx")), StringComparison.Ordinal);
        Assert.Contains("<h2>Figures by administrative unit</h2>", File.ReadAllText(name + ".html").Replace(" id=", "><x ", StringComparison.Ordinal), StringComparison.Ordinal);
        string text = File.ReadAllText(name + ".md");
        Assert.All(["Number: 4", "Next report: 2026-05-20", "## Situation by place", "## Gaps and constraints", "| Unit |"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Equal(1, Program.Start(["report", "--store", Store, "--format", "docx,html"]).Code);
        Assert.Equal(1, Program.Start(["report", "--store", Store, "--format", "pdf"]).Code);
    }

    [Fact]
    public void Exports_are_held_to_weeks_units_and_dialects()
    {
        string[] Export(params string[] options) => Program.Start(["export", "--store", Store, .. options]).Lines;
        Assert.Equal(Export("--as", "events", "--from", "2026-05-11", "--to", "2026-05-17"), Export("--as", "events", "--week", "2026-W20"));
        Assert.Equal(1, Program.Start(["export", "--store", Store, "--as", "events", "--week", "2026-W54"]).Code);
        Assert.Equal(1, Program.Start(["export", "--store", Store, "--as", "records", "--admin", "adm1"]).Code);
        static string? Precision(JsonElement e) => e.TryGetProperty("place", out JsonElement place) ? place.GetProperty("precision").GetString() : null;
        Assert.Contains(Events(), e => Precision(e) == "exact");
        JsonElement[] coarse = [.. Export("--as", "events", "--admin", "adm1").Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal(Events().Length, coarse.Length);
        Assert.DoesNotContain(coarse, e => Precision(e) is "exact" or "near" or "district");
        Assert.Contains(coarse, e => Precision(e) == "province");
        string excel = Path.Combine(folder, "excel.csv");
        Assert.Equal(0, Program.Start(["export", "--store", Store, "--as", "csv", "--excel-locale", "--flat", "-o", excel]).Code);
        byte[] bytes = File.ReadAllBytes(excel);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.StartsWith("id;status;", Encoding.UTF8.GetString(bytes[3..]), StringComparison.Ordinal);
    }

    [Fact]
    public void Older_articles_are_left_out_on_request()
    {
        string store = Path.Combine(folder, "since.db"), articles = Path.Combine(folder, "articles.ndjson");
        File.WriteAllLines(articles,
        [
            """{"id": "old", "published": "2026-05-01", "text": "Two men were shot in Poti on Friday, police said."}""",
            """{"id": "new", "published": "2026-05-12", "text": "Three men were shot in Batumi on Monday, police said."}""",
            """{"id": "undated", "text": "Four men were shot in Gori, police said."}""",
        ]);
        Assert.Contains("2 added, 0 there already, 1 published before 2026-05-10", Program.Start(["add", articles, "--store", store, "--since", "2026-05-10"]).Errors, StringComparison.Ordinal);
        Assert.Equal(["new", "undated"], Program.Start(["export", "--as", "documents", "--store", store]).Lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()).Order());
    }

    [Fact]
    public void A_region_is_packed_from_a_folder_of_the_dump()
    {
        string dump = Path.Combine(folder, "XK.txt"), pack = Path.Combine(folder, "region.pack");
        File.WriteAllText(dump, "9900001\tNovoselje e Re\tNovoselje e Re\t\t42.61\t20.81\tP\tPPL\tXK\t\t00\t\t\t\t12000\t\t550\tEurope/Belgrade\t2026-01-01\n");
        Run run = Program.Start(["pack", "--countries", "xk", "--from", folder, "-o", pack]);
        Assert.True(run.Code == 0, run.Errors);
        Assert.Contains("Novoselje e Re", Program.Start(["gazetteer", "find", "Novoselje e Re", "--gazetteer", pack]).Output, StringComparison.Ordinal);
        Assert.Contains("no UA.zip", Program.Start(["pack", "--countries", "UA", "--from", folder, "-o", pack]).Errors, StringComparison.Ordinal);
        Assert.Equal(1, Program.Start(["pack", "--countries", "Ukraine", "--from", folder, "-o", pack]).Code);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private JsonElement[] Events() => [.. Program.Start(["export", "--as", "events", "--store", Store]).Lines.Select(l => JsonDocument.Parse(l).RootElement)];
}
