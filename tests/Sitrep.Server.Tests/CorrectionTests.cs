using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Sitrep.Server.Tests;

/// <summary>Each test has a server and a store of its own, for decisions change what is shown.</summary>
public sealed class CorrectionTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("sitrep-review-").FullName;
    private WebApplication? server;
    private HttpClient client = new();

    public async ValueTask InitializeAsync()
    {
        ServedSamples.Fill(Path.Combine(folder, "review.db"), "march-*.html");
        await Start();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_rejected_event_leaves_the_lists_until_the_decision_is_undone()
    {
        string id = Id((await Events()).First());
        JsonElement rejected = await Correct(new { action = "reject", @event = id, author = "A. Coder", reason = "an opinion, no event" });
        Assert.DoesNotContain(await Events(), e => Id(e) == id);
        Assert.Contains(await Events("?review=rejected"), e => Id(e) == id);
        await Correct(new { action = "undo", @event = id, undoes = rejected.GetProperty("number").GetInt64(), author = "A. Coder", reason = "was one after all" });
        Assert.Contains(await Events(), e => Id(e) == id);
    }

    [Fact]
    public async Task A_changed_figure_keeps_its_source_sentences()
    {
        string id = Id((await Events()).First(e => e.GetProperty("counts").EnumerateArray().Any(c => c.GetProperty("what").GetString() == "detained")));
        string before = (await Get("events/" + id)).GetProperty("origins").GetRawText();
        await Correct(new { action = "edit", @event = id, field = "detained", value = "15-27", author = "A. Coder", reason = "both figures" });
        JsonElement after = await Get("events/" + id);
        JsonElement count = after.GetProperty("summary").GetProperty("counts").EnumerateArray().First(c => c.GetProperty("what").GetString() == "detained");
        Assert.Equal((15, 27), (count.GetProperty("low").GetInt32(), count.GetProperty("high").GetInt32()));
        Assert.Equal(before, after.GetProperty("origins").GetRawText());
        Assert.Equal("both figures", after.GetProperty("corrections")[0].GetProperty("reason").GetString());
        Assert.Equal("detained", after.GetProperty("summary").GetProperty("edited")[0].GetString());
    }

    [Fact]
    public async Task Merged_events_share_their_reports_and_can_be_split_again()
    {
        JsonElement[] events = await Events();
        (string one, string other) = (Id(events[0]), Id(events[1]));
        int reports = Reports(await Get("events/" + one)).Length + Reports(await Get("events/" + other)).Length;
        await Correct(new { action = "merge", @event = one, into = other, author = "A. Coder", reason = "the same talks" });
        JsonElement merged = await Get("events/" + other);
        Assert.Equal(reports, Reports(merged).Length);
        Assert.Equal(events.Length - 1, (await Events()).Length);
        Assert.Contains(Reports(merged), r => !r.GetProperty("isFirst").GetBoolean() && r.GetProperty("merged").ValueKind == JsonValueKind.Null);

        JsonElement taken = Reports(merged)[^1];
        await Correct(new
        {
            action = "split", @event = other, author = "B. Senior", reason = "another thing",
            reports = new[] { new { document = taken.GetProperty("article").GetProperty("id").GetString(), @event = taken.GetProperty("event").GetString() } },
        });
        Assert.Equal(reports - 1, Reports(await Get("events/" + other)).Length);
        Assert.Equal(events.Length, (await Events()).Length);
    }

    [Fact]
    public async Task Decisions_outlive_the_server()
    {
        string id = Id((await Events()).First());
        await Correct(new { action = "accept", @event = id, author = "A. Coder", reason = "read and agreed" });
        await server!.DisposeAsync();
        await Start();
        Assert.Equal([id], (await Events("?review=accepted")).Select(Id));
        Assert.Equal("A. Coder", (await Get("corrections")).GetProperty("items")[0].GetProperty("author").GetString());
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_not_kept()
    {
        string id = Id((await Events()).First());
        Assert.Equal(HttpStatusCode.Conflict, await Refused(new { action = "edit", @event = id, field = "killed", value = "many", author = "A", reason = "r" }));
        Assert.Equal(HttpStatusCode.Conflict, await Refused(new { action = "merge", @event = id, into = id, author = "A", reason = "r" }));
        Assert.Equal(HttpStatusCode.Conflict, await Refused(new { action = "accept", @event = "none", author = "A", reason = "r" }));
        Assert.Equal(HttpStatusCode.BadRequest, await Refused(new { action = "accept", @event = id, author = "A", reason = " " }));
        Assert.Equal(HttpStatusCode.BadRequest, await Refused(new { action = "edit", @event = id, field = "truth", value = "1", author = "A", reason = "r" }));
        Assert.Equal(0, (await Get("corrections")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_foreign_page_cannot_make_the_browser_decide()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "corrections") { Content = JsonContent.Create(new { action = "accept", @event = "x", author = "A", reason = "r" }) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using HttpResponseMessage reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }

    [Fact]
    public async Task A_correction_made_elsewhere_shows_without_a_restart()
    {
        string id = Id((await Events()).First());
        using (var log = new Sitrep.Storing.SqliteCorrectionLog(Path.Combine(folder, "review.db")))
        {
            log.Add(new Sitrep.Gathering.Corrections.Correction(0, Sitrep.Gathering.Corrections.CorrectionAction.Reject, id, null, null, null, [], null, "C. Line", "from the command line", "2026-05-21T00:00:00Z"));
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await Events()).Any(e => Id(e) == id))
        {
            await Task.Delay(50, patience.Token);
        }

        Assert.Contains(await Events("?review=rejected"), e => Id(e) == id);
    }

    [Fact]
    public async Task Changes_tell_what_is_new_and_what_was_withdrawn()
    {
        string id = Id((await Events()).First());
        Assert.All((await Get("changes?since=2026-01-01")).GetProperty("items").EnumerateArray(), c => Assert.Equal("new", c.GetProperty("kind").GetString()));
        await Correct(new { action = "reject", @event = id, author = "A. Coder", reason = "no event" });
        JsonElement change = Assert.Single((await Get("changes?since=2026-05-21T00:00:00Z")).GetProperty("items").EnumerateArray());
        Assert.Equal(("withdrawn", id), (change.GetProperty("kind").GetString(), Id(change)));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("changes?since=yesterday", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static string Id(JsonElement value) => value.GetProperty("id").GetString()!;

    private static JsonElement[] Reports(JsonElement value) => [.. value.GetProperty("origins").EnumerateArray().SelectMany(o => o.GetProperty("reports").EnumerateArray())];

    private async Task Start()
    {
        server = StoreServer.Build(new ServerOptions(Path.Combine(folder, "review.db"), IPAddress.Loopback, 0, null));
        await server.StartAsync(TestContext.Current.CancellationToken);
        client.Dispose();
        client = new HttpClient { BaseAddress = new Uri(server.Urls.First() + "/api/v1/") };
    }

    private async Task<JsonElement> Get(string path) => JsonDocument.Parse(await client.GetStringAsync(path, TestContext.Current.CancellationToken)).RootElement;

    private async Task<JsonElement[]> Events(string query = "") => [.. (await Get("events" + query)).GetProperty("items").EnumerateArray()];

    private async Task<JsonElement> Correct(object correction)
    {
        using HttpResponseMessage reply = await client.PostAsJsonAsync("corrections", correction, TestContext.Current.CancellationToken);
        string text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(reply.StatusCode == HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<HttpStatusCode> Refused(object correction)
    {
        using HttpResponseMessage reply = await client.PostAsJsonAsync("corrections", correction, TestContext.Current.CancellationToken);
        return reply.StatusCode;
    }
}
