using System.IO.Compression;
using System.Text;
using Sitrep.Reading;
using Xunit;

namespace Sitrep.Tests.Reading;

public sealed class PageReaderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_folder_is_read_to_any_depth_in_ordinal_order_with_paths_from_the_folder()
    {
        Write("b.txt", "Second.");
        Write("a/z.html", "<p>First.");
        Write("a.txt", "Before the folder, as a full stop sorts before a slash.");

        Assert.Equal(["a.txt", "a/z.html", "b.txt"], Read(folder.FullName).Select(result => result.Id));
    }

    [Fact]
    public void Every_line_of_ndjson_gives_a_page_or_a_problem_that_names_its_line()
    {
        Write("in.ndjson", """
            {"id": "one", "text": "A text.", "title": "T", "published": "2024-05-01", "url": "https://news.example/1"}
            not json

            [1]
            {"id": "two", "text": 7}
            {"id": "three"}
            {"id": "four", "html": "<p>A page.", "title": null}
            {"id": 5, "text": "A number is an id."}
            """);

        PageResult[] results = Read(Path.Combine(folder.FullName, "in.ndjson"));

        Assert.Equal(
            [
                "one Prose", "2 problem", "4 problem", "5 problem", "6 problem", "four Html", "5 Prose",
            ],
            results.Select(result => result.Page is { } page ? $"{page.Id} {page.Kind}" : $"{result.Problem!.Line} problem"));
        Assert.Equal("2024-05-01", results[0].Page!.Published);
        Assert.Contains("\"text\" is not a string", results[3].Problem!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.txt", null, "there is no such file")]
    [InlineData("empty.html", "", "the input is empty")]
    [InlineData("blank.txt", " \n\n ", "the input is empty")]
    [InlineData("paper.txt", "%PDF-1.7 …", "a PDF document")]
    [InlineData("noise.bin", "\u0001\u0002\u0003\u0004\u0005\u0006", "a binary file")]
    public void What_cannot_be_read_is_a_problem_and_the_next_input_follows(string name, string? content, string message)
    {
        if (content is not null)
        {
            Write(name, content);
        }

        Write("good.txt", "Good.");

        PageResult[] results = Read(Path.Combine(folder.FullName, name), Path.Combine(folder.FullName, "good.txt"));

        Assert.Contains(message, results[0].Problem!.Message, StringComparison.Ordinal);
        Assert.NotNull(results[1].Page);
    }

    [Fact]
    public void A_file_compressed_by_gzip_is_read_as_what_it_holds()
    {
        using (var file = new GZipStream(File.Create(Path.Combine(folder.FullName, "p.html.gz")), CompressionLevel.Fastest))
        {
            file.Write("<p>Packed.</p>"u8);
        }

        PageResult result = Assert.Single(Read(folder.FullName));

        Assert.Equal(PageKind.Html, result.Page?.Kind);
        Assert.Equal("<p>Packed.</p>", result.Page?.Content);
    }

    [Fact]
    public void A_damaged_archive_is_a_problem()
    {
        File.WriteAllBytes(Path.Combine(folder.FullName, "p.gz"), [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

        Assert.NotNull(Assert.Single(Read(folder.FullName)).Problem);
    }

    [Theory]
    [InlineData("{\"id\": \"x\", \"text\": \"a\"}", "Prose")]
    [InlineData("<!DOCTYPE html><p>a", "Html")]
    [InlineData("Some words.", "ScrapedText")]
    public void Standard_input_is_known_by_its_first_bytes(string content, string kind)
    {
        PageResult result = Assert.Single(new PageReader(InputFormat.Auto, "2024-01-02").Read(["-"], () => new MemoryStream(Encoding.UTF8.GetBytes(content))));

        Assert.Equal(kind, result.Page!.Kind.ToString());
        Assert.Equal("2024-01-02", result.Page.Published);
    }

    [Fact]
    public void Nul_and_half_surrogates_never_reach_the_text_and_offsets_stay()
    {
        Write("in.ndjson", """{"id": "a", "text": "a\u0000b\ud800c\ud83d\ude00"}""");

        Assert.Equal("a\uFFFDb\uFFFDc😀", Assert.Single(Read(folder.FullName)).Page!.Content);
    }

    [Fact]
    public void A_list_of_feeds_reads_those_beside_it_and_names_those_that_are_elsewhere()
    {
        Write("feeds/town.xml", "<rss version=\"2.0\"><channel><item><guid>g1</guid><description>The mill reopened.</description></item></channel></rss>");
        Write("feeds.opml", """
            <?xml version="1.0"?><opml version="2.0"><head><title>Mine & yours</title></head><body><outline text="Papers">
            <outline type="rss" text="Town" xmlUrl="feeds/town.xml"/><outline type="rss" text="Web" xmlUrl="https://news.example/rss"/>
            <outline type="rss" text="Gone" xmlUrl="feeds/gone.xml"/><outline type="rss" text="Outside" xmlUrl="../secret.xml"/></outline></body></opml>
            """);

        PageResult[] results = Read(Path.Combine(folder.FullName, "feeds.opml"));

        Assert.Equal(["g1", "https://news.example/rss", "feeds/gone.xml", "../secret.xml"], results.Select(result => result.Id));
        Assert.Contains("The mill reopened.", results[0].Page!.Content, StringComparison.Ordinal);
        Assert.Contains("nothing is fetched", results[1].Problem!.Message, StringComparison.Ordinal);
        Assert.Equal("there is no such file", results[2].Problem!.Message);
        Assert.Contains("not in its own folder", results[3].Problem!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<opml version=\"2.0\"><body/></opml>", "names no feed")]
    [InlineData("<opml version=\"2.0\"><body>", "not a list of feeds")]
    public void A_list_without_feeds_or_cut_off_is_a_problem(string list, string message)
    {
        Write("feeds.opml", list);
        Assert.Matches(message, Assert.Single(Read(Path.Combine(folder.FullName, "feeds.opml"))).Problem!.Message);
    }

    private PageResult[] Read(params string[] paths) => [.. new PageReader(InputFormat.Auto, null).Read(paths, () => Stream.Null)];

    private void Write(string name, string content)
    {
        string path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
