using System.Net;
using System.Text.Json;
using Xunit;

namespace Sitrep.Server.Tests;

public sealed class ApiTests(ServedSamples samples)
{
    [Fact]
    public async Task The_overview_counts_and_offers_what_filters_can_choose_from()
    {
        JsonElement overview = await samples.Get("overview");
        Assert.Equal(11, overview.GetProperty("articles").GetInt32());
        Assert.Contains(overview.GetProperty("places").EnumerateArray(), p => p.GetProperty("value").GetString() == "Kisumu");
        Assert.Contains(overview.GetProperty("types").EnumerateArray(), t => t.GetProperty("value").GetString() == "PROTEST");
    }

    [Theory]
    [InlineData("type=PROTEST", "plover.type", "PROTEST")]
    [InlineData("status=attributed", "status", "attributed")]
    [InlineData("place=kisumu", "place.name", "Kisumu")]
    [InlineData("place=kisúmu", "place.name", "Kisumu")]
    [InlineData("place=kenya", "place.countryName", "Kenya")]
    [InlineData("place=poti", "place.words", "Poti")]
    public async Task Events_are_filtered(string query, string path, string expected)
    {
        JsonElement[] events = [.. (await samples.Get("events?" + query)).GetProperty("items").EnumerateArray()];
        Assert.NotEmpty(events);
        Assert.All(events, e => Assert.Equal(expected, path.Split('.').Aggregate(e, (at, name) => at.GetProperty(name)).GetString()));
    }

    [Fact]
    public async Task Events_outside_the_days_asked_for_are_left_out()
    {
        JsonElement[] events = [.. (await samples.Get("events?from=2026-05-12&to=2026-05-12")).GetProperty("items").EnumerateArray()];
        Assert.NotEmpty(events);
        Assert.All(events, e => Assert.True(string.CompareOrdinal(e.GetProperty("date").GetProperty("earliest").GetString(), "2026-05-12") <= 0));
        Assert.True(events.Length < (await samples.Get("events")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Events_of_few_independent_sources_are_left_out()
    {
        JsonElement[] events = [.. (await samples.Get("events?minSources=2")).GetProperty("items").EnumerateArray()];
        Assert.NotEmpty(events);
        Assert.All(events, e => Assert.True(e.GetProperty("independentSources").GetInt32() >= 2));
    }

    [Fact]
    public async Task Cursors_walk_through_a_whole_list_once()
    {
        var seen = new List<string>();
        string? cursor = null;
        int total;
        do
        {
            JsonElement part = await samples.Get("events?limit=7" + (cursor is null ? "" : "&cursor=" + cursor));
            seen.AddRange(part.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("id").GetString()!));
            cursor = part.GetProperty("next").GetString();
            total = part.GetProperty("total").GetInt32();
        }
        while (cursor is not null);
        Assert.Equal(total, seen.Count);
        Assert.Equal(total, seen.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Each_field_of_each_report_quotes_the_words_at_its_offsets()
    {
        foreach (JsonElement summary in (await samples.Get("events?limit=1000")).GetProperty("items").EnumerateArray())
        {
            JsonElement value = await samples.Get("events/" + summary.GetProperty("id").GetString());
            foreach (JsonElement report in value.GetProperty("origins").EnumerateArray().SelectMany(o => o.GetProperty("reports").EnumerateArray()))
            {
                string text = (await samples.Get("articles/" + report.GetProperty("article").GetProperty("id").GetString())).GetProperty("record").GetProperty("text").GetString()!;
                Assert.Equal(report.GetProperty("quote").GetString(), Words(report, text));
                Assert.All(report.GetProperty("fields").EnumerateArray().Where(f => f.GetProperty("start").ValueKind == JsonValueKind.Number), f => Assert.Equal(f.GetProperty("words").GetString(), Words(f, text).ReplaceLineEndings(" ")));
            }
        }

        static string Words(JsonElement spanned, string text) => text[spanned.GetProperty("start").GetInt32()..spanned.GetProperty("end").GetInt32()];
    }

    [Fact]
    public async Task Copies_are_folded_under_their_origin()
    {
        JsonElement[] raids = [.. (await samples.Get("events?place=poti&type=ASSAULT")).GetProperty("items").EnumerateArray()];
        JsonElement raid = await samples.Get("events/" + raids.MaxBy(e => e.GetProperty("documents").GetInt32()).GetProperty("id").GetString());
        JsonElement origins = raid.GetProperty("origins");
        Assert.Equal(raid.GetProperty("summary").GetProperty("independentSources").GetInt32(), origins.GetArrayLength());
        Assert.All(origins.EnumerateArray(), o => Assert.Null(o.GetProperty("reports")[0].GetProperty("article").GetProperty("copyOf").GetString()));
        Assert.Contains(origins.EnumerateArray(), o => o.GetProperty("reports").GetArrayLength() > 1);
    }

    [Fact]
    public async Task Contested_figures_stand_side_by_side_with_who_gives_them()
    {
        JsonElement[] contested = [.. (await samples.Get("contested")).GetProperty("items").EnumerateArray().SelectMany(e => e.GetProperty("contested").EnumerateArray())];
        JsonElement arrests = contested.First(c => c.GetProperty("field").GetString() == "detained");
        string[] values = [.. arrests.GetProperty("accounts").EnumerateArray().Select(a => a.GetProperty("value").GetString()!)];
        Assert.Contains("15", values);
        Assert.Contains("27", values);
        Assert.All(arrests.GetProperty("accounts").EnumerateArray(), a => Assert.NotEmpty(a.GetProperty("reports").EnumerateArray()));
    }

    [Fact]
    public async Task Places_on_the_map_say_how_exactly_they_are_known()
    {
        JsonElement[] places = [.. (await samples.Get("places")).EnumerateArray()];
        Assert.Equal("country", places.First(p => Name(p) == "Kenya").GetProperty("place").GetProperty("precision").GetString());
        Assert.Equal("exact", places.First(p => Name(p) == "Kisumu").GetProperty("place").GetProperty("precision").GetString());

        static string? Name(JsonElement place) => place.GetProperty("place").GetProperty("name").GetString();
    }

    [Fact]
    public async Task The_timeline_holds_every_event_once()
    {
        JsonElement timeline = await samples.Get("timeline");
        int shown = timeline.GetProperty("days").EnumerateArray().Sum(d => d.GetProperty("events").GetInt32() + d.GetProperty("around").GetInt32());
        Assert.Equal((await samples.Get("overview")).GetProperty("events").GetInt32(), shown + timeline.GetProperty("undated").GetInt32());
    }

    [Fact]
    public async Task Statements_are_found_by_speaker()
    {
        JsonElement[] statements = [.. (await samples.Get("statements?speaker=kapanadze")).GetProperty("items").EnumerateArray()];
        Assert.NotEmpty(statements);
        Assert.All(statements, s => Assert.Contains("Kapanadze", s.GetProperty("speaker").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Statements_tell_whom_they_were_said_to_and_whether_the_source_stands_by_them()
    {
        JsonElement[] statements = [.. (await samples.Get("statements?limit=1000")).GetProperty("items").EnumerateArray()];
        foreach (IGrouping<string, JsonElement> article in statements.GroupBy(s => s.GetProperty("article").GetString()!))
        {
            JsonElement record = (await samples.Get("articles/" + Uri.EscapeDataString(article.Key))).GetProperty("record");
            string text = record.GetProperty("text").GetString()!;
            foreach (JsonElement statement in article)
            {
                JsonElement stored = record.GetProperty("statements").EnumerateArray().First(s => s.GetProperty("id").GetString() == statement.GetProperty("id").GetString());
                Assert.Equal(stored.GetProperty("polarity").GetString(), statement.GetProperty("polarity").GetString());
                Assert.Equal(stored.TryGetProperty("within", out JsonElement within) ? within.GetString() : null, statement.GetProperty("within").GetString());
                Assert.Equal(stored.TryGetProperty("addressee", out JsonElement to) ? text[to.GetProperty("start").GetInt32()..to.GetProperty("end").GetInt32()] : null, statement.GetProperty("addressee").GetString());
            }
        }

        Assert.Contains(statements, s => s.GetProperty("polarity").GetString() == "denies");
        Assert.Contains(statements, s => s.GetProperty("addressee").GetString() is not null);
    }

    [Fact]
    public async Task People_and_groups_carry_their_codes()
    {
        JsonElement governor = (await samples.Get("entities?q=kapanadze")).GetProperty("items").EnumerateArray().First();
        Assert.Equal("GEOGOV", governor.GetProperty("code").GetString());
        Assert.True(governor.GetProperty("statements").GetInt32() > 0);
    }

    [Fact]
    public async Task Search_finds_events_statements_and_articles()
    {
        string?[] kinds = [.. (await samples.Get("search?q=depot")).EnumerateArray().Select(h => h.GetProperty("kind").GetString()).Distinct()];
        Assert.Equal(["event", "statement", "article"], kinds);
    }

    [Fact]
    public async Task What_a_filter_shows_can_be_taken_away_as_csv_and_json()
    {
        int events = (await samples.Get("events?type=PROTEST")).GetProperty("total").GetInt32();
        Assert.Equal(events, (await samples.Get("export?type=PROTEST&format=json")).GetArrayLength());
        string csv = await samples.Client.GetStringAsync("export?type=PROTEST", TestContext.Current.CancellationToken);
        Assert.Equal(events + 1, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("FeatureCollection", await samples.Client.GetStringAsync("export?format=geojson", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_the_client_has_already_is_not_sent_again()
    {
        using HttpResponseMessage first = await samples.Client.GetAsync("events", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "events");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await samples.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("events?from=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("events?cursor=!", HttpStatusCode.BadRequest)]
    [InlineData("events?limit=many", HttpStatusCode.BadRequest)]
    [InlineData("export?format=xls", HttpStatusCode.BadRequest)]
    [InlineData("search", HttpStatusCode.BadRequest)]
    [InlineData("events/none", HttpStatusCode.NotFound)]
    [InlineData("articles/none.html", HttpStatusCode.NotFound)]
    [InlineData("nothing", HttpStatusCode.NotFound)]
    public async Task Faults_are_answered_with_problem_details(string path, HttpStatusCode expected)
    {
        using HttpResponseMessage reply = await samples.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(expected, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        using JsonDocument problem = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((int)expected, problem.RootElement.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task The_open_api_document_describes_every_address()
    {
        JsonElement paths = (await samples.Get("openapi.json")).GetProperty("paths");
        string[] expected = ["overview", "changes", "corrections", "events", "events/{id}", "contested", "places", "timeline", "articles", "statements", "entities", "originals/{id}", "sources/{id}", "search", "export", "status"];
        Assert.All(expected, path => Assert.True(paths.TryGetProperty("/api/v1/" + path, out _), path));
    }

    [Fact]
    public async Task The_page_is_built_on_the_description_that_the_server_gives()
    {
        using JsonDocument built = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(ServedSamples.Root, "web", "openapi.json"), TestContext.Current.CancellationToken));
        JsonElement served = await samples.Get("openapi.json");
        Assert.True(JsonElement.DeepEquals(served, built.RootElement), "web/openapi.json is older than the API: fetch it anew and run npm run types in web/");
    }

    [Fact]
    public async Task Articles_whose_ids_are_paths_are_found()
    {
        JsonElement article = await samples.Get("articles/" + Uri.EscapeDataString(ServedSamples.PathLike));
        Assert.Equal(ServedSamples.PathLike, article.GetProperty("summary").GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_original_is_handed_over_but_never_shown()
    {
        using HttpResponseMessage reply = await samples.Client.GetAsync("originals/depot-herald.html", TestContext.Current.CancellationToken);
        Assert.Equal("application/octet-stream", reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", reply.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("<html", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotFound, (await samples.Client.GetAsync("originals/none", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task An_original_is_shown_as_text_alone()
    {
        using HttpResponseMessage reply = await samples.Client.GetAsync("sources/depot-herald.html", TestContext.Current.CancellationToken);
        Assert.Equal("application/json", reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(reply.Headers.GetValues("X-Content-Type-Options")));
        JsonElement source = await samples.Get("sources/depot-herald.html");
        Assert.Contains("<html", source.GetProperty("text").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.False(source.GetProperty("cut").GetBoolean());
        Assert.Equal(source.GetProperty("text").GetString()!.Length, source.GetProperty("characters").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await samples.Client.GetAsync("sources/none", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Articles_are_found_by_words_in_any_form()
    {
        JsonElement[] found = [.. (await samples.Get("articles?q=guard%20depots")).GetProperty("items").EnumerateArray()];
        Assert.Contains(found, a => a.GetProperty("id").GetString() == "depot-meridian.html");
        Assert.DoesNotContain(found, a => a.GetProperty("id").GetString()!.StartsWith("march", StringComparison.Ordinal));
    }
}
