using System.IO.Compression;
using System.Text;
using Sitrep.Reading;
using Xunit;

namespace Sitrep.Tests.Reading;

public sealed class ContainerTests
{
    [Fact]
    public void A_web_archive_gives_its_pages_and_passes_over_the_rest()
    {
        string archive = Record("warcinfo", "application/warc-fields", "software: x")
            + Record("response", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>One.</p>")
            + Record("response", "application/http; msgtype=response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone.</p>")
            + Record("response", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n5\r\n<p>Tw\r\n6\r\no.</p>\r\n0\r\n\r\n");

        PageResult[] results = Read(Encoding.UTF8.GetBytes(archive));

        Assert.Equal(["<p>One.</p>", "<p>Two.</p>"], results.Select(result => result.Page?.Content));
        Assert.Equal("https://news.example/a", results[0].Page?.Uri);
    }

    [Fact]
    public void An_archive_compressed_record_by_record_is_read_to_its_end()
    {
        using var file = new MemoryStream();
        for (int i = 0; i < 3; i++)
        {
            using var member = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
            member.Write(Encoding.UTF8.GetBytes(Record("response", "application/http", $"HTTP/1.1 200 OK\r\n\r\n<p>Page {i}.</p>")));
        }

        Assert.Equal(3, Read(file.ToArray()).Count(result => result.Page is not null));
    }

    [Theory]
    [InlineData("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\nshort")]
    [InlineData("WARC/1.0\r\nWARC-Type: response\r\n\r\n")]
    public void A_broken_archive_is_a_problem(string archive) => Assert.NotNull(Read(Encoding.UTF8.GetBytes(archive))[^1].Problem);

    [Theory]
    [InlineData("&#29; in the title")]
    [InlineData("salt & pepper, cr&ecirc;pe")]
    [InlineData("plain")]
    public void One_bad_character_does_not_cost_a_feed_its_items(string title)
    {
        string feed = $"""
            <?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
            <item><title>{title}</title><link>https://news.example/1</link><pubDate>Sat, 10 Aug 2024 14:05:00 +0300</pubDate><description><![CDATA[<p>First & last.</p>]]></description></item>
            <item><title>Second</title><guid>g2</guid><description>Words.</description></item>
            </channel></rss>
            """;

        PageResult[] results = Read(Encoding.UTF8.GetBytes(feed));

        Assert.Equal(["https://news.example/1", "g2"], results.Select(result => result.Id));
        Assert.Contains("<p>First & last.</p>", results[0].Page!.Content, StringComparison.Ordinal);
        Assert.Equal("Sat, 10 Aug 2024 14:05:00 +0300", results[0].Page!.Published);
    }

    [Fact]
    public void A_feed_that_is_no_xml_is_a_problem_with_its_line() =>
        Assert.NotNull(Assert.Single(Read("<rss>\n<item>\n</rss>"u8.ToArray())).Problem?.Line);

    private static string Record(string type, string content, string block) =>
        $"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: https://news.example/a\r\nContent-Type: {content}\r\nContent-Length: {Encoding.UTF8.GetByteCount(block)}\r\n\r\n{block}\r\n\r\n";

    private static PageResult[] Read(byte[] bytes) => [.. new PageReader(InputFormat.Auto, null).Read(["-"], () => new MemoryStream(bytes))];
}
