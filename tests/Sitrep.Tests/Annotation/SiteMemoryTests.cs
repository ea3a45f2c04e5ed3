using Sitrep.Annotation.Places;
using Sitrep.Gathering;
using Sitrep.Presenting;
using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class SiteMemoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sites").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_paper_means_the_namesake_that_its_other_articles_mean()
    {
        string[] earlier =
        [
            "The council of Ballarat, Victoria, met in Ballarat on Monday.", "Firemen from Geelong, Victoria, came to Ballarat.", "A lorry overturned near Bendigo, Victoria.",
            "Two men from Melton, Victoria, were fined in Geelong.",
        ];
        string records = Path.Combine(folder, "records.ndjson");
        File.WriteAllLines(records, earlier.Select((text, i) => System.Text.Encoding.UTF8.GetString(RecordWriter.Write(Articles.Flow.Run(Page($"a{i}", text))).Span)).Append("""{"schema":"sitrep/1","id":"x","error":"gone"}"""));
        var (memory, count) = SitePlaces.Of([records]);
        Assert.Equal(4, count);
        string table = Path.Combine(folder, "sites.tsv");
        using (var writer = new StreamWriter(table))
        {
            memory.Write(writer);
        }

        var local = new Flow(Resources.Installed, places: new PlaceFinder(Resources.Installed, new PlaceSettings { Sites = table }));
        Page page = Page("b", "A shop burnt down in Hamilton on Monday.");
        Assert.NotEqual("AUS", Assert.Single(Articles.Flow.Run(page).Annotated.Places).Country);
        Place place = Assert.Single(local.Run(page).Annotated.Places);
        Assert.Equal(("AUS", "Victoria"), (place.Country, place.Admin1));
        Assert.NotEqual("AUS", Assert.Single(local.Run(page with { Uri = "https://other.example/b" }).Annotated.Places).Country);
    }

    [Theory]
    [InlineData("site\tcountry\tadmin1\tname\tlatitude\tlongitude\tarticles\na.example\tAUS\tVictoria\tMelton\t-37.7\t144.6\t0\n", "sites.tsv:2: articles '0' is no number of articles")]
    [InlineData("site\tcountry\tadmin1\tname\tlatitude\tlongitude\tarticles\na.example\tAUS\tVictoria\tMelton\tx\t144.6\t1\n", "sites.tsv:2: latitude 'x' is no number from -90 to 90")]
    [InlineData("site\tcountry\n\na.example\tAUS\n", "sites.tsv: no column 'admin1'")]
    public void A_damaged_table_is_named_with_its_line(string content, string message)
    {
        string path = Path.Combine(folder, "sites.tsv");
        File.WriteAllText(path, content);
        Assert.EndsWith(message, Assert.Throws<InvalidDataException>(() => new PlaceFinder(Resources.Installed, new PlaceSettings { Sites = path })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_no_record_is_named()
    {
        string path = Path.Combine(folder, "records.ndjson");
        File.WriteAllText(path, "\nnot JSON\n");
        Assert.StartsWith($"{path}:2: no record: ", Assert.Throws<InvalidDataException>(() => SitePlaces.Of([path])).Message, StringComparison.Ordinal);
    }

    private static Page Page(string id, string text) => new(id, PageKind.Prose, text, "", Uri: "https://paper.example/" + id);
}
