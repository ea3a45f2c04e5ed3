using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Sitrep.Server.Tests;

/// <summary>What the API tells of why reports were joined to an event.</summary>
public sealed class MergeTests(ServedSamples samples)
{
    [Fact]
    public async Task Each_report_but_the_first_names_the_report_of_the_event_that_it_was_joined_to()
    {
        int joined = 0;
        foreach (JsonElement summary in (await samples.Get("events?limit=1000")).GetProperty("items").EnumerateArray())
        {
            JsonElement[] reports = Reports(await samples.Get("events/" + summary.GetProperty("id").GetString()));
            Assert.Single(reports, r => r.GetProperty("isFirst").GetBoolean());
            Assert.All(reports, r => Assert.Equal(r.GetProperty("isFirst").GetBoolean(), r.GetProperty("merged").ValueKind == JsonValueKind.Null));
            foreach (JsonElement merged in reports.Select(r => r.GetProperty("merged")).Where(m => m.ValueKind != JsonValueKind.Null))
            {
                joined++;
                Assert.Contains(reports, r => Key(r) == (merged.GetProperty("document").GetString(), merged.GetProperty("event").GetString()));
                double[] weights = [.. merged.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("weight").GetDouble())];
                if (weights.Length > 0)
                {
                    // Each weight is rounded to a hundredth.
                    Assert.Equal(merged.GetProperty("score").GetDouble(), weights.Sum(), 0.005 * (weights.Length + 1));
                }
            }
        }

        Assert.NotEqual(0, joined);
    }

    [Fact]
    public async Task What_an_article_only_recalls_is_marked()
    {
        string folder = Directory.CreateTempSubdirectory("sitrep-recalled-").FullName;
        try
        {
            string store = Path.Combine(folder, "recalled.db");
            ServedSamples.Fill(store, "depot-meridian.html");
            ServedSamples.Fill(store, "depot-herald.html", record => record with { Record = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(record.Record.Span).Replace("\"time\":\"current\"", "\"time\":\"background\"", StringComparison.Ordinal)) });
            await using WebApplication server = StoreServer.Build(new ServerOptions(store, IPAddress.Loopback, 0, null));
            await server.StartAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient { BaseAddress = new Uri(server.Urls.First() + "/api/v1/") };
            JsonElement raid = (await Get(client, "events?place=poti&type=ASSAULT&minSources=2")).GetProperty("items")[0];
            JsonElement[] reports = Reports(await Get(client, "events/" + raid.GetProperty("id").GetString()));
            Assert.All(reports, r => Assert.Equal(Key(r).Document == "depot-herald.html" ? "background" : "current", r.GetProperty("time").GetString()));
            Assert.Contains(reports, r => Key(r).Document == "depot-herald.html" && r.GetProperty("merged").GetProperty("reasons").GetArrayLength() > 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Every_ground_of_a_merge_has_words_on_the_page()
    {
        string words = File.ReadAllText(Path.Combine(ServedSamples.Root, "web", "src", "lib", "words.ts"));
        string[] fields = [.. File.ReadLines(Path.Combine(ServedSamples.Root, "data", "merging.tsv")).Where(l => l.Length > 0 && l[0] != '#').Skip(1).Select(l => JsonNamingPolicy.CamelCase.ConvertName(l.Split('\t')[0]))];
        Assert.NotEmpty(fields);
        Assert.All(fields, field => Assert.Contains($"\n  {field}: '", words, StringComparison.Ordinal));
    }

    private static (string? Document, string? Event) Key(JsonElement report) => (report.GetProperty("article").GetProperty("id").GetString(), report.GetProperty("event").GetString());

    private static JsonElement[] Reports(JsonElement value) => [.. value.GetProperty("origins").EnumerateArray().SelectMany(o => o.GetProperty("reports").EnumerateArray())];

    private static async Task<JsonElement> Get(HttpClient client, string path) => JsonDocument.Parse(await client.GetStringAsync(path, TestContext.Current.CancellationToken)).RootElement;
}
