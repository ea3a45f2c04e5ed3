using System.IO.Compression;
using System.Text;
using Sitrep.Presenting;
using Sitrep.Reading;
using Xunit;

namespace Sitrep.Tests.Reading;

/// <summary>What is too much becomes a problem that names the item. The limits are set low here; the same code holds the real ones.</summary>
public sealed class LimitTests
{
    private static readonly Limits Low = new() { PageBytes = 10_000, TextLength = 2_000, RunLength = 100 };

    [Fact]
    public void A_page_that_unpacks_to_more_than_the_limit_is_named()
    {
        byte[] bomb = Packed(new byte[5_000_000]);
        Assert.True(bomb.Length < Low.PageBytes);
        Assert.Equal("-: larger than 10000 bytes, the most that is read as one page", Assert.Single(Read(bomb, InputFormat.Text)).Problem!.ToString());
    }

    [Fact]
    public void A_packed_page_in_an_archive_is_named_and_the_next_is_read()
    {
        byte[] archive = [.. Response(Packed(Encoding.ASCII.GetBytes("<p>" + new string(' ', 5_000_000)))), .. Response("<p>Police arrested three men in Suva.</p>"u8.ToArray())];
        PageResult[] results = Read(archive, InputFormat.Warc);
        Assert.Equal(2, results.Length);
        Assert.Contains("-:1", results[0].Problem!.Item, StringComparison.Ordinal);
        Assert.NotNull(results[1].Page);
    }

    [Fact]
    public void A_long_line_is_named_and_the_next_is_read()
    {
        PageResult[] results = Read(Encoding.UTF8.GetBytes($$"""
            {"id": "long", "text": "{{new string('a', 20_000)}}"}
            {"id": "short", "text": "Police arrested three men in Suva."}
            """), InputFormat.Ndjson);
        Assert.Equal(1, results[0].Problem!.Line);
        Assert.Equal("short", results[1].Page!.Id);
    }

    [Fact]
    public void A_text_that_is_too_long_is_not_parsed() => Refused(string.Concat(Enumerable.Repeat("Police arrested three men. ", 100)), "2700 characters long");

    [Fact]
    public void A_text_without_spaces_is_not_parsed() => Refused("Police arrested " + new string('x', 500) + " men.", "500 characters without white space");

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b><i>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<ul><li>")]
    [InlineData("<blockquote><p>")]
    public void Nested_tags_are_read_to_any_depth(string tags)
    {
        string html = "<html><body>" + string.Concat(Enumerable.Repeat(tags, 20_000)) + "<p>Police arrested three men in Suva on Monday, the minister said.</p>";
        Assert.NotNull(Annotation.Articles.Flow.Run(new Page("deep", PageKind.Html, html, "")).Article.Text);
    }

    [Fact]
    public void Lone_surrogates_and_nul_reach_no_record()
    {
        PageResult page = Assert.Single(Read("""{"id": "a", "text": "Police \ud800 arrested\u0000 three men \udc00 in Suva."}"""u8.ToArray(), InputFormat.Ndjson));
        byte[] record = RecordWriter.Write(Annotation.Articles.Flow.Run(page.Page!)).ToArray();
        string text = System.Text.Json.JsonDocument.Parse(record).RootElement.GetProperty("text").GetString()!;
        Assert.DoesNotContain(text, char.IsSurrogate);
        Assert.Contains("three men", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_cost_no_line()
    {
        PageResult page = Assert.Single(Read([.. "{\"id\": \"a\", \"text\": \"Police arrested "u8, 0xFF, 0xC3, .. " three men.\"}\n"u8], InputFormat.Ndjson));
        Assert.Equal("Police arrested \uFFFD\uFFFD three men.", page.Page!.Content);
    }

    private static void Refused(string text, string why)
    {
        var flow = new Flow(Resources.Installed, Low);
        LimitException error = Assert.Throws<LimitException>(() => flow.Run(new Page("long", PageKind.Prose, text, "")));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    private static PageResult[] Read(byte[] bytes, InputFormat format) => [.. new PageReader(format, null, Low).Read(["-"], () => new MemoryStream(bytes))];

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Response(byte[] body)
    {
        byte[] head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray();
        string record = $"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {head.Length + body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(record), .. head, .. body, .. "\r\n\r\n"u8];
    }
}
