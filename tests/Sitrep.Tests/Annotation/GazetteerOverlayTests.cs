using System.IO.Compression;
using Sitrep.Annotation.Places;
using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class GazetteerOverlayTests : IDisposable
{
    // The first has the id of the packaged Kramatorsk, the second is invented, the third is a stream.
    private const string Dump = """
        704508	Kramatorsk	Kramatorsk	Kramatorske	48.9	37.6	P	PPL	UA		05				147000		90	Europe/Kyiv	2023-01-01
        99999901	Verkhnia Prykladivka	Verkhnia Prykladivka	Verkhnyaya Primerovka,Верхня Прикладівка	48.9	37.5	P	PPL	UA		05				0		90	Europe/Kyiv	2023-01-01
        99999902	Prykladka	Prykladka		48.9	37.5	H	STM	UA		05				0		90	Europe/Kyiv	2023-01-01
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("gazetteer").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_place_with_the_id_of_a_packaged_one_takes_its_place_and_keeps_its_names()
    {
        PlaceFinder packaged = new(Resources.Installed), mine = Finder(Compile([Write("UA.txt", Dump)]).File);
        Place before = Assert.Single(packaged.Meanings("Kramators'k"), p => p.GeonameId == 704508);
        Place after = Assert.Single(mine.Meanings("Kramators'k"), p => p.GeonameId == 704508);
        Assert.NotEqual(48.9, before.Latitude, 2);
        Assert.Equal(48.9, after.Latitude, 2);
        Assert.Empty(packaged.Meanings("Kramatorske"));
        Assert.Equal(704508, Assert.Single(mine.Meanings("Kramatorske")).GeonameId);
    }

    [Fact]
    public void A_new_place_is_found_in_articles_by_each_of_its_names()
    {
        var (file, tally) = Compile([Write("UA.txt", Dump)]);
        Assert.Equal((2, 1), (tally.Places, tally.LeftOut));
        var flow = new Flow(Resources.Installed, places: Finder(file));
        const string Text = "Two people were killed in Verkhnyaya Primerovka, Ukraine, on Monday.";
        Place place = Assert.Single(flow.Run(new Page("a", PageKind.Prose, Text, "")).Annotated.Places, p => p.Kind == PlaceKind.Town);
        Assert.Equal(("Verkhnyaya Primerovka", "Verkhnia Prykladivka", "UKR"), (place.Span.Of(Text), place.Name, place.Country));
    }

    [Fact]
    public void The_zip_of_a_country_is_read_without_its_readme()
    {
        string zip = Path.Combine(folder, "UA.zip");
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(Write("readme.txt", "Not a table"), "readme.txt");
            archive.CreateEntryFromFile(Write("UA.txt", Dump), "UA.txt");
        }

        Assert.Equal(2, Compile([zip]).Tally.Places);
    }

    [Fact]
    public void A_dump_in_the_documented_layout_is_read_with_its_odd_rows()
    {
        // geonameid, name, asciiname, alternatenames, latitude, longitude, feature class, feature code, country code, cc2, admin1 to admin4, population, elevation, dem, timezone, modification date
        string[] rows =
        [
            Row(99999911, "Ţūl al Mithāl", "Tul al Mithal", "Tell al-Mithal,تل المثال,,TAM,", "P", "PPL", "SY", "02", "0"),
            Row(99999912, "Mithal \"Old Town\"", "Mithal \"Old Town\"", "", "P", "PPLX", "SY", "02", "9223372036854775807"),
            Row(99999913, "Mithal Governorate", "Mithal Governorate", "Muhafazat al Mithal", "A", "ADM1", "SY", "99", ""),
            Row(99999914, "Mithal Airport", "Mithal Airport", "MTH", "S", "AIRP", "SY", "02", "0"),
            Row(99999915, "Mithal Ridge", "Mithal Ridge", "", "U", "RDGU", "", "00", "0"),
            Row(99999916, "Wadi Mithal", "Wadi Mithal", "", "H", "WAD", "SY", "02", "0"),
            Row(99999917, "Qaryat Mithal", "Qaryat Mithal", "", "", "", "SY", "02", "0"),
        ];
        string zip = Path.Combine(folder, "allCountries.zip");
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        using (var writer = new StreamWriter(archive.CreateEntry("allCountries.txt").Open()))
        {
            writer.Write(string.Join("\r\n", rows) + "\r\n\r\n");
        }

        var (file, tally) = Compile([zip]);
        Assert.Equal((4, 3), (tally.Places, tally.LeftOut));
        PlaceFinder finder = Finder(file);
        foreach (string name in (ReadOnlySpan<string>)["Ţūl al Mithāl", "Tul al Mithal", "Tell al-Mithal"])
        {
            Place town = Assert.Single(finder.Meanings(name));
            Assert.Equal((99999911, "SYR", PlaceKind.Town), (town.GeonameId, town.Country, town.Kind));
        }

        Assert.Equal(PlaceKind.Province, Assert.Single(finder.Meanings("Muhafazat al Mithal")).Kind);
        Assert.Equal(PlaceKind.Site, Assert.Single(finder.Meanings("Mithal Airport")).Kind);
        Assert.DoesNotContain(finder.Meanings("MTH"), p => p.GeonameId == 99999914);
        Assert.DoesNotContain(finder.Meanings("Wadi Mithal"), p => p.GeonameId == 99999916);

        static string Row(int id, string name, string ascii, string alternates, string featureClass, string code, string country, string admin1, string population) =>
            string.Join('\t', id, name, ascii, alternates, "35.5", "36.5", featureClass, code, country, country.Length > 0 ? "TR,IQ" : "", admin1, "", "", "", population, "", "-9999", "Asia/Damascus", "2024-02-29");
    }

    [Fact]
    public void Of_two_places_with_one_id_the_last_counts()
    {
        string csv = Write("mine.csv", "name,latitude,longitude,country,id,aliases,kind\n\"Prykladivka, Upper\",49,38,UKR,99999901,Oberprykladivka,district\n");
        Place place = Assert.Single(Finder(Compile([Write("UA.txt", Dump), csv]).File).Meanings("Verkhnia Prykladivka"));
        Assert.Equal(("Prykladivka, Upper", PlaceKind.District, 49), (place.Name, place.Kind, place.Latitude));
        string first = Compile([Write("UA.txt", Dump)], "first").File, second = Compile([csv], "second").File;
        Assert.Equal(place, Assert.Single(new PlaceFinder(Resources.Installed, new PlaceSettings { Gazetteers = [first, second] }).Meanings("Verkhnia Prykladivka")) with { Span = place.Span });
    }

    [Fact]
    public void Only_the_countries_asked_for_are_taken_from_a_dump() =>
        Assert.Equal("no place that can be taken", Assert.Throws<InvalidDataException>(() => Compile([Write("UA.txt", Dump)], only: ["PL"])).Message.Split(": ")[^1]);

    [Fact]
    public void The_same_sources_give_the_same_bytes()
    {
        string source = Write("UA.txt", Dump);
        Assert.Equal(File.ReadAllBytes(Compile([source], "a").File), File.ReadAllBytes(Compile([source], "b").File));
    }

    [Theory]
    [InlineData("a.csv", "name,latitude,longitude,country\nA,91,1,UA\n", "a.csv:2: latitude '91' is no number from -90 to 90")]
    [InlineData("a.csv", "name,latitude,longitude,country\nA,1,1,QQ\n", "a.csv:2: 'QQ' is no ISO 3166 code of a country")]
    [InlineData("a.csv", "name,latitude,longitude,country\nA,1,1\n", "a.csv:2: 3 cells under 4 columns")]
    [InlineData("a.csv", "name,latitude,longitude,country\n\"A,1,1,UA\n", "a.csv:2: a quotation mark is not closed on its line")]
    [InlineData("a.csv", "name,latitude,country\n", "a.csv:1: no column 'longitude'")]
    [InlineData("a.csv", "name,latitude,longitude,country,size\n", "a.csv:1: unknown column 'size'; known are name, latitude, longitude, country, id, aliases, kind, population, admin1")]
    [InlineData("a.txt", "1\tA\n", "a.txt:1: 2 cells between tabs, where GeoNames has 19")]
    [InlineData("a.zip", "no archive", "a.zip: no zip file, or damaged")]
    public void A_source_that_cannot_be_read_is_named_with_its_line(string name, string content, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => Compile([Write(name, content)]));
        Assert.Equal(Path.Combine(folder, message), error.Message);
        Assert.False(File.Exists(Path.Combine(folder, "out")));
    }

    [Theory]
    [InlineData("crimea=RU", "RUS", "Republic of Crimea")]
    [InlineData("crimea=UKR:Krym", "UKR", "Krym")]
    [InlineData("crimea=none", "", "Crimea")]
    public void A_disputed_territory_has_the_country_and_name_that_the_user_chose_and_the_words_of_the_source(string choice, string country, string name)
    {
        const string Text = "Two depots burnt in Simferopol and in Crimea on Monday.";
        var flow = new Flow(Resources.Installed, places: new PlaceFinder(Resources.Installed, new PlaceSettings { Disputed = [choice] }));
        var places = flow.Run(new Page("a", PageKind.Prose, Text, "")).Annotated.Places;
        Assert.Equal([("Simferopol", "Simferopol", country, "crimea"), ("Crimea", name, country, "crimea")], places.Select(p => (p.Span.Of(Text), p.Name, p.Country, p.Disputed!)));
        Assert.Equal(name, places[0].Admin1);
    }

    [Fact]
    public void Without_a_choice_a_disputed_territory_is_only_marked()
    {
        Place place = Assert.Single(Articles.Code("Two depots burnt in Simferopol on Monday.").Annotated.Places);
        Assert.Equal(("UKR", "crimea"), (place.Country, place.Disputed));
        Assert.Null(Assert.Single(Articles.Code("Two depots burnt in Poltava on Monday.").Annotated.Places).Disputed);
    }

    [Theory]
    [InlineData("atlantis=UA", "'atlantis=UA': no disputed territory 'atlantis'; known are crimea, ")]
    [InlineData("crimea=QQ", "'crimea=QQ': 'QQ' is no ISO 3166 code of a country")]
    [InlineData("crimea", "'crimea': say who has it: crimea=COUNTRY, crimea=COUNTRY:NAME or crimea=none")]
    public void A_choice_that_cannot_be_made_is_named(string choice, string message) =>
        Assert.StartsWith(message, Assert.Throws<InvalidDataException>(() => new PlaceFinder(Resources.Installed, new PlaceSettings { Disputed = [choice] })).Message, StringComparison.Ordinal);

    private static PlaceFinder Finder(string file) => new(Resources.Installed, new PlaceSettings { Gazetteers = [file] });

    private string Write(string name, string content)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private (string File, GazetteerTally Tally) Compile(IReadOnlyList<string> sources, string output = "out", IReadOnlyList<string>? only = null)
    {
        string path = Path.Combine(folder, output);
        return (path, new GazetteerOverlay(Resources.Installed).Compile(sources, only ?? [], path));
    }
}
