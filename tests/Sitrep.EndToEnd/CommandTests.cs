using System.Text.Json;
using Xunit;

namespace Sitrep.EndToEnd;

public sealed class CommandTests
{
    [Fact]
    public void Help_names_every_command_and_shows_examples()
    {
        Run run = Program.Start(["--help"]);
        Assert.Equal(0, run.Code);
        Assert.All(["read", "code", "extract", "parse", "models", "sitrep read page.html"], word => Assert.Contains(word, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_shows_the_words_under_every_line_at_eighty_columns_without_colour()
    {
        Run run = Program.Start(["read", "samples/depot-herald.html"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("WHAT HAPPENED", run.Output, StringComparison.Ordinal);
        Assert.Contains("“the accusation”", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.All(run.Lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void Read_as_html_is_one_page_that_asks_for_nothing_outside()
    {
        Run run = Program.Start(["read", "--format", "html", "samples/march-gazette.html"]);
        Assert.StartsWith("<!doctype html>", run.Output, StringComparison.Ordinal);
        Assert.Contains("<mark>", run.Output, StringComparison.Ordinal);
        Assert.All(["<script", "<img", "<link", "src="], tag => Assert.DoesNotContain(tag, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Explain_tells_of_one_event_and_names_the_events_there_are()
    {
        Run run = Program.Start(["explain", "samples/depot-herald.html", "--event", "v1"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("Features that spoke most for it", run.Output, StringComparison.Ordinal);
        Assert.Contains("v1: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("v2: ", run.Output, StringComparison.Ordinal);
        Run unknown = Program.Start(["explain", "samples/depot-herald.html", "--event", "v999", "--format", "json"]);
        Assert.Equal(1, unknown.Code);
        Assert.Contains("no event v999: it has v1 to v", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_gives_a_record_a_page_in_order_of_their_names()
    {
        Run run = Program.Start(["code", "samples"]);
        string[] ids = [.. run.Lines.Select(Id)];
        Assert.Equal(Directory.GetFiles(Program.Samples).Select(Path.GetFileName).Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void A_bad_line_gives_an_error_record_and_the_run_goes_on()
    {
        Run run = Program.Start(["code", "-", "--input-format", "ndjson"], "{\"id\":\"a\",\"text\":\"Police arrested three men in Suva on Monday.\"}\n{broken\n{\"id\":\"c\",\"text\":\"It rained.\"}\n");
        Assert.Equal(1, run.Code);
        Assert.Equal(3, run.Lines.Length);
        Assert.Equal("a", Id(run.Lines[0]));
        Assert.True(JsonDocument.Parse(run.Lines[1]).RootElement.TryGetProperty("error", out _));
        Assert.Equal("c", Id(run.Lines[2]));
        Assert.Contains("line 2", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void An_article_that_takes_too_long_gives_an_error_record_and_the_run_goes_on()
    {
        string endless = string.Join(", ", Enumerable.Range(0, 60_000).Select(i => $"N{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i / 676 % 26))}"));
        Run run = Program.Start(
            ["code", "-", "--input-format", "ndjson", "--jobs", "2", "--time-limit", "0.05"],
            $"{{\"id\":\"a\",\"text\":\"{endless}\"}}\n{{\"text\":3}}\n");
        Assert.Equal(1, run.Code);
        Assert.Equal(2, run.Lines.Length);
        Assert.Contains("took longer than 0.05 s", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal("a", Id(run.Lines[0]));
    }

    [Fact]
    public void Timings_stand_on_standard_error_and_change_no_byte()
    {
        Run run = Program.Start(["code", "samples/depot-herald.html", "--timings"]);
        Assert.Equal(Program.Start(["code", "samples/depot-herald.html"]).Output, run.Output);
        Assert.All(["1 articles", "extract", "parse", "annotate", "code", "write"], word => Assert.Contains(word, run.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public void The_reference_of_commands_is_what_the_commands_say()
    {
        Run run = Program.Start(["reference"]);
        Assert.Equal(File.ReadAllText(Path.Combine(Program.Root, "docs", "commands.md")), run.Output);
    }

    [Fact]
    public void A_missing_file_is_named_and_the_others_are_read()
    {
        Run run = Program.Start(["extract", "no-such-page.html", "samples/depot-amp.html"]);
        Assert.Equal(1, run.Code);
        Assert.Contains("no-such-page.html", run.Errors, StringComparison.Ordinal);
        Assert.Equal(2, run.Lines.Length);
    }

    [Fact]
    public void The_number_of_jobs_the_culture_and_the_time_zone_change_no_byte()
    {
        string expected = Program.Start(["code", "samples", "--jobs", "1"]).Output;
        Assert.Equal(expected, Program.Start(["code", "samples", "--jobs", "4"]).Output);
        Assert.Equal(expected, Program.Start(["code", "samples"], environment: new Dictionary<string, string> { ["LANG"] = "tr_TR.UTF-8", ["TZ"] = "Pacific/Auckland" }).Output);
    }

    [Fact]
    public void An_article_alone_gives_the_record_that_it_gives_in_a_batch()
    {
        string alone = Program.Start(["code", "samples/march-meridian.html"]).Lines.Single();
        string among = Program.Start(["code", "samples"]).Lines.Single(line => Id(line) == "march-meridian.html");
        Assert.Equal(alone.Replace("samples/march-meridian.html", "march-meridian.html", StringComparison.Ordinal), among);
    }

    [Fact]
    public void A_publication_date_from_outside_dates_the_weekdays()
    {
        const string Line = "{\"id\":\"a\",\"text\":\"Police arrested three men in Suva on Monday.\"}\n";
        Assert.Contains("XXXX-WXX-1", Program.Start(["code", "-", "--input-format", "ndjson"], Line).Output, StringComparison.Ordinal);
        Assert.Contains("2026-05-11", Program.Start(["code", "-", "--input-format", "ndjson", "--published", "2026-05-13"], Line).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_keeps_every_character_of_plain_text()
    {
        Run run = Program.Start(["parse", "samples/depot-scraped.txt"]);
        Assert.StartsWith("# newdoc id =", run.Output, StringComparison.Ordinal);
        string text = File.ReadAllText(Path.Combine(Program.Samples, "depot-scraped.txt"));
        string forms = string.Concat(run.Lines.Where(l => l[0] != '#').Select(l => l.Split('\t')).Where(Whole()).Select(c => c[1]));
        Assert.Equal(string.Concat(text.Where(c => !char.IsWhiteSpace(c))), string.Concat(forms.Where(c => !char.IsWhiteSpace(c))));
    }

    [Fact]
    public void A_store_takes_each_article_once_and_tells_copies_and_contested_figures()
    {
        string store = Path.Combine(Path.GetTempPath(), $"sitrep-{Guid.NewGuid():N}.db");
        try
        {
            Assert.Contains("0 there already", Program.Start(["add", "samples", "--store", store]).Errors, StringComparison.Ordinal);
            Assert.Contains("0 added, 13 there already", Program.Start(["add", "samples", "--store", store]).Errors, StringComparison.Ordinal);
            Dictionary<string, int> groups = Program.Start(["export", "--store", store, "--as", "documents"]).Lines
                .Select(l => JsonDocument.Parse(l).RootElement).ToDictionary(e => e.GetProperty("id").GetString()!, e => e.GetProperty("copyGroup").GetInt32(), StringComparer.Ordinal);
            Assert.Equal(groups["depot-meridian.html"], groups["depot-blog.html"]);
            Assert.Equal(groups["depot-herald.html"], groups["depot-oldstyle.html"]);
            Assert.NotEqual(groups["depot-herald.html"], groups["depot-meridian.html"]);
            Assert.NotEqual(groups["march-gazette.html"], groups["march-meridian.html"]);
            JsonElement raid = Program.Start(["export", "--store", store, "--as", "events"]).Lines.Select(l => JsonDocument.Parse(l).RootElement)
                .First(e => e.GetProperty("contested").EnumerateArray().Any(c => c.GetProperty("field").GetString() == "killed"));
            Assert.True(raid.GetProperty("documents").GetInt32() > raid.GetProperty("independentSources").GetInt32());
        }
        finally
        {
            foreach (string file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(store) + "*"))
            {
                File.Delete(file);
            }
        }
    }

    [Fact]
    public void A_file_that_is_no_store_is_refused()
    {
        Run run = Program.Start(["export", "--store", "README.md", "--as", "documents"]);
        Assert.Equal(1, run.Code);
        Assert.Contains("not a store", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_are_listed()
    {
        Run run = Program.Start(["models"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("language.model", run.Output, StringComparison.Ordinal);
    }

    // The words of a contraction follow the line of the whole word and count with it.
    private static Func<string[], bool> Whole()
    {
        int until = 0;
        return cells =>
        {
            if (cells[0].Contains('-', StringComparison.Ordinal))
            {
                until = int.Parse(cells[0].Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);
                return true;
            }

            int id = int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture);
            bool counted = id > until;
            until = counted ? 0 : until;
            return counted;
        };
    }

    private static string Id(string line) => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!;
}
