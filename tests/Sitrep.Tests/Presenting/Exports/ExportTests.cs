using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CsvHelper;
using CsvHelper.Configuration;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Parquet;
using Parquet.Schema;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;
using Sitrep.Presenting.Exports;
using Sitrep.Tests.Gathering;
using Xunit;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using CellValues = DocumentFormat.OpenXml.Spreadsheet.CellValues;
using Row = DocumentFormat.OpenXml.Spreadsheet.Row;

namespace Sitrep.Tests.Presenting.Exports;

// Each layout is read by a program that is not ours. Invented incidents in real places.
public sealed class ExportTests
{
    private const string Lede = "😀 Gunmen shot a guard named Олена Коваль near the \"Zorya\" mill in Izium on Monday, police said.";
    private const string Formula = "=cmd|calc";

    private static readonly EventExports Layouts = new(Resources.Installed);

    public static TheoryData<string> Names => [.. Layouts.Names];

    [Fact]
    public void The_csv_keeps_letters_and_quotes_and_turns_no_cell_into_a_formula()
    {
        Dictionary<string, string> row = Csv("csv")[0];
        Assert.Contains("Олена Коваль near the \"Zorya\" mill", row["quote"], StringComparison.Ordinal);
        Assert.StartsWith("'" + Formula, row["outlets"], StringComparison.Ordinal);
        Assert.Equal("49.2087", row["latitude"]);
        Assert.Equal("killed: 1 / 2", row["contested"]);
        Assert.Equal(("1", "", "2"), (row["killed_low"], row["killed_best"], row["killed_high"]));
    }

    [Fact]
    public void A_negative_number_stays_a_number()
    {
        var text = new MemoryStream();
        using (var writer = new DelimitedWriter(text, Delimited.Csv))
        {
            writer.Row(-1.5, "-1.5", " =x", "a;b");
        }

        Assert.Equal("-1.5,'-1.5,' =x,\"a;b\"\r\n", Encoding.UTF8.GetString(text.ToArray()));
    }

    [Fact]
    public void A_dialect_marks_the_file_sets_semicolons_and_flattens_cells()
    {
        var text = new MemoryStream();
        using (var writer = new DelimitedWriter(text, Delimited.Csv, new CsvDialect(Mark: true, Semicolons: true, Flat: true)))
        {
            writer.Row(22.5, "a,b", "two\r\nlines", "a;b", "1.5");
        }

        Assert.Equal("\uFEFF22,5;\"a,b\";two lines;\"a;b\";1.5\r\n", Encoding.UTF8.GetString(text.ToArray()));
    }

    [Theory]
    [InlineData(AdminLevel.Adm2, 2347954, "Bama", PlacePrecision.District)]
    [InlineData(AdminLevel.Adm2, null, "Borno", PlacePrecision.Province)]
    [InlineData(AdminLevel.Adm1, 2347954, "Borno", PlacePrecision.Province)]
    [InlineData(AdminLevel.Country, 2347954, "Nigeria", PlacePrecision.Country)]
    public void A_place_is_given_by_its_administrative_unit(AdminLevel level, int? geonameId, string name, PlacePrecision precision)
    {
        Dossier dossier = Articles.Dossier(Articles.Of("a", "Gunmen shot two farmers in Bama on Monday.", published: "2026-05-12")
            .WithPlace("Bama", "Bama", "NGA", "Borno", 11.52134, 13.68952, "town", geonameId).WithEvent("shot", "ASSAULT", "firearms", date: "2026-05-11"));
        GatheredPlace place = new AdminUnits(Resources.Installed).Coarsen(dossier, level).Events.Single().Place!;
        Assert.Equal((name, precision), (place.Name, place.Precision));
        Assert.NotEqual(11.52134, place.Latitude);
    }

    [Fact]
    public void Acled_rows_have_its_columns_lowest_fatalities_and_the_dispute_in_the_notes()
    {
        Dictionary<string, string> row = Csv("acled").Single();
        Assert.Equal(31, row.Count);
        Assert.StartsWith("UKR", row["event_id_cnty"], StringComparison.Ordinal);
        Assert.Equal(("1", "804", "Europe", "1"), (row["fatalities"], row["iso"], row["region"], row["geo_precision"]));
        Assert.Equal(("3", "7", "37", "Civilian targeting"), (row["inter1"], row["inter2"], row["interaction"], row["civilian_targeting"]));
        Assert.Contains("Accounts differ: killed: 1 / 2", row["notes"], StringComparison.Ordinal);
        Assert.Equal("Political violence", row["disorder_type"]);
    }

    [Fact]
    public void Ucdp_rows_give_low_and_high_but_no_best_where_accounts_differ()
    {
        Dictionary<string, string> row = Csv("ucdp").Single();
        Assert.Equal(49, row.Count);
        Assert.Equal(("1", "2", ""), (row["low"], row["high"], row["best"]));
        Assert.Equal(("3", "369", "POINT (37.2485 49.2087)"), (row["type_of_violence"], row["country_id"], row["geom_wkt"]));
        Assert.Equal(((int)((49.2087 + 90) * 2) * 720) + (int)((37.2485 + 180) * 2) + 1, int.Parse(row["priogrid_gid"], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Gdelt_rows_have_61_cells_and_codes_as_text()
    {
        string[] cells = Lines("gdelt")[0].Split('\t');
        Assert.Equal(61, cells.Length);
        Assert.Equal(("20260511", "202605", "2026", "2026.4411"), (cells[1], cells[2], cells[3], cells[4]));
        Assert.Equal(("UKRUAF", "UKR", "UAF"), (cells[5], cells[7], cells[12]));
        Assert.Equal(("1", "190", "190", "19", "4"), (cells[25], cells[26], cells[27], cells[28], cells[29]));
        Assert.Equal(("4", "Izium, Kharkiv, Ukraine", "UP"), (cells[51], cells[52], cells[53]));
        Assert.Equal(("20260515063000", "https://a.example/1"), (cells[59], cells[60]));
    }

    [Fact]
    public void Polecat_rows_have_its_header_and_the_words_of_the_place()
    {
        string[] lines = Lines("polecat");
        string[] header = lines[0].Split('\t'), cells = lines[1].Split('\t');
        Assert.Equal((40, 40), (header.Length, cells.Length));
        Assert.Equal("ASSAULT", cells[Array.IndexOf(header, "Event Type")]);
        Assert.Equal("Izium", cells[Array.IndexOf(header, "Raw Placename")]);
        Assert.Equal("369", cells[Array.IndexOf(header, "Actor COW")]);
    }

    [Fact]
    public void Geojson_puts_longitude_first_and_a_country_nowhere()
    {
        using JsonDocument json = JsonDocument.Parse(Bytes("geojson"));
        JsonElement[] features = [.. json.RootElement.GetProperty("features").EnumerateArray()];
        Assert.Equal(features.Select(f => f.GetProperty("id").GetString()).Order(StringComparer.Ordinal), features.Select(f => f.GetProperty("id").GetString()));
        JsonElement placed = features.Single(f => f.GetProperty("geometry").ValueKind == JsonValueKind.Object);
        Assert.Equal([37.2485, 49.2087], placed.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(n => n.GetDouble()));
        Assert.Contains(features, f => f.GetProperty("geometry").ValueKind == JsonValueKind.Null && f.GetProperty("properties").GetProperty("country").GetString() == "Kenya");
    }

    [Fact]
    public void Kml_has_a_point_only_for_what_is_placed_and_a_span_for_vague_days()
    {
        XDocument kml = XDocument.Load(new MemoryStream(Bytes("kml")));
        XNamespace ns = "http://www.opengis.net/kml/2.2";
        Assert.Equal("37.2485,49.2087", kml.Descendants(ns + "coordinates").Single().Value);
        Assert.Equal("2026-05-11", kml.Descendants(ns + "when").Single().Value);
        Assert.Single(kml.Descendants(ns + "TimeSpan"));
        Assert.Contains(kml.Descendants(ns + "description"), d => d.Value.Contains("😀", StringComparison.Ordinal) && d.Value.Contains("Олена", StringComparison.Ordinal));
    }

    [Fact]
    public void Hxl_has_a_tag_under_every_header()
    {
        List<Dictionary<string, string>> rows = Csv("hxl");
        Assert.All(rows[0].Values, tag => Assert.Matches("^#[a-z0-9]+(\\+[a-z0-9]+)*$", tag));
        Assert.Equal("1", rows[1]["Killed, lowest"]);
    }

    [Theory]
    [InlineData("hxl", "Admin 2")]
    [InlineData("acled", "admin2")]
    [InlineData("ucdp", "adm_2")]
    public void The_district_of_a_town_stands_in_its_column_until_the_place_is_coarsened(string layout, string column)
    {
        ArticleRecord article = Articles.Of("a", "Gunmen killed three farmers in Bama on Monday, police said.", published: "2026-05-12")
            .WithPlace("Bama", "Bama", "NGA", "Borno State", 11.52134, 13.68952, "town", geonameId: 2347954)
            .WithEvent("killed", "ASSAULT", "firearms", "193", acled: ("Violence against civilians", "Attack"), date: "2026-05-11", counts: ("killed", 3, 3));
        Dossier dossier = Articles.Dossier(article);
        Assert.Equal("Bama", Csv(layout, dossier).Last()[column]);
        Assert.Equal("", Csv(layout, new SafeProfile(Resources.Installed).Apply(dossier).Dossier).Last()[column]);
    }

    [Fact]
    public void Timemap_values_are_strings_or_lists_of_strings_and_sources_are_listed()
    {
        using JsonDocument json = JsonDocument.Parse(Bytes("timemap"));
        string[] sources = [.. json.RootElement.GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("id").GetString()!)];
        foreach (JsonElement value in json.RootElement.GetProperty("events").EnumerateArray())
        {
            Assert.All(value.EnumerateObject(), p => Assert.True(
                p.Value.ValueKind == JsonValueKind.String || (p.Value.ValueKind == JsonValueKind.Array && p.Value.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String)), p.Name));
            Assert.All(value.GetProperty("sources").EnumerateArray(), s => Assert.Contains(s.GetString()!, sources));
        }

        Assert.Contains(json.RootElement.GetProperty("events").EnumerateArray(), e => e.GetProperty("date").GetString() == "5/11/2026");
    }

    [Fact]
    public void Annotations_count_code_points_and_quote_the_same_words()
    {
        using JsonDocument json = JsonDocument.Parse(Bytes("annotation"));
        JsonElement selector = json.RootElement.GetProperty("items").EnumerateArray()
            .Select(i => i.GetProperty("target")).First(t => t.GetProperty("source").GetString() == "https://a.example/1").GetProperty("selector");
        Rune[] runes = [.. Lede.EnumerateRunes()];
        int start = selector[0].GetProperty("start").GetInt32(), end = selector[0].GetProperty("end").GetInt32();
        Assert.Equal("shot", string.Concat(runes[start..end]));
        Assert.Equal("shot", selector[1].GetProperty("exact").GetString());
        Assert.Equal("😀 Gunmen ", selector[1].GetProperty("prefix").GetString());
    }

    [Fact]
    public async Task Parquet_reads_back_with_types_and_nulls()
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(Bytes("parquet")), cancellationToken: TestContext.Current.CancellationToken);
        using ParquetRowGroupReader rows = reader.OpenRowGroupReader(0);
        DataField[] fields = reader.Schema.GetDataFields();
        double?[] best = new double?[rows.RowCount], high = new double?[rows.RowCount];
        string[] quotes = new string[rows.RowCount];
        await rows.ReadAsync<double>(fields.First(f => f.Name == "killed_best"), best, cancellationToken: TestContext.Current.CancellationToken);
        await rows.ReadAsync<double>(fields.First(f => f.Name == "killed_high"), high, cancellationToken: TestContext.Current.CancellationToken);
        await rows.ReadAsync(fields.First(f => f.Name == "quote"), quotes, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((null, 2), (best[0], high[0]));
        Assert.Contains("Олена Коваль", quotes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_keeps_codes_as_texts_and_numbers_as_numbers_and_is_valid()
    {
        using SpreadsheetDocument book = SpreadsheetDocument.Open(new MemoryStream(Bytes("xlsx")), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(book).Select(e => e.Description));
        Cell[][] rows = [.. book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().ToArray())];
        Dictionary<string, string> columns = rows[0].ToDictionary(c => c.InnerText, c => c.CellReference!.Value!.TrimEnd('1'), StringComparer.Ordinal);
        Cell At(string column) => rows[1].Single(c => c.CellReference == columns[column] + "2");
        Assert.Equal((CellValues.InlineString, "190"), (At("cameo").DataType!.Value, At("cameo").InnerText));
        Assert.Equal((null, "49.2087"), (At("latitude").DataType?.Value, At("latitude").CellValue!.Text));
        Assert.StartsWith(Formula, At("outlets").InnerText, StringComparison.Ordinal);
        Assert.Contains("Олена Коваль", At("quote").InnerText, StringComparison.Ordinal);
        Assert.DoesNotContain(rows[1], c => c.CellReference == columns["killed_best"] + "2");
    }

    [Fact]
    public void Gdelt_mentions_have_16_cells_a_report_and_point_at_the_events_and_their_words()
    {
        string[][] rows = [.. Lines("gdelt-mentions").Select(l => l.Split('\t'))];
        string[] ids = [.. Lines("gdelt").Select(l => l.Split('\t')[0])];
        Assert.All(rows, cells => Assert.Equal(16, cells.Length));
        Assert.Equal(ids.Order(StringComparer.Ordinal), rows.Select(r => r[0]).Distinct().Order(StringComparer.Ordinal));
        string[] first = rows.Single(r => r[5] == "https://a.example/1");
        Assert.Equal(("20260515063000", "1", "a.example", "1"), (first[2], first[3], first[4], first[6]));
        Assert.Equal("shot", Lede.Substring(int.Parse(first[9], CultureInfo.InvariantCulture), 4));
        Assert.Contains(rows, r => r[3] == "2" && r[5].StartsWith("The Donets Courier", StringComparison.Ordinal));
        Assert.All(rows, r => Assert.Equal("", r[11]));
    }

    [Fact]
    public void Timesketch_lines_have_its_three_fields_and_a_timestamp_that_agrees()
    {
        JsonElement[] lines = [.. Lines("timesketch").Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.All(lines, line =>
        {
            DateTimeOffset time = DateTimeOffset.Parse(line.GetProperty("datetime").GetString()!, CultureInfo.InvariantCulture);
            Assert.Equal(time.ToUnixTimeMilliseconds() * 1000, line.GetProperty("timestamp").GetInt64());
            Assert.NotEqual("", line.GetProperty("message").GetString());
        });
        Assert.Equal(["Day of the event", "Day of the news; the text gives no date"], lines.Select(l => l.GetProperty("timestamp_desc").GetString()));
        Assert.Equal(["ASSAULT", "contested"], lines[0].GetProperty("tag").EnumerateArray().Select(t => t.GetString()));
    }

    [Fact]
    public void A_package_describes_the_columns_of_the_table_its_bytes_and_its_limits()
    {
        byte[] content = Bytes("csv");
        Dossier dossier = Invented();
        var about = new EventPackage("csv", "events.csv", dossier.Events.Length, "0123456789abcdef", "CC-BY-4.0", "desk@example.org");
        JsonElement package = JsonDocument.Parse(about.Description(dossier, content, CsvDialect.Plain)).RootElement;
        JsonElement resource = package.GetProperty("resources")[0];
        JsonElement[] fields = [.. resource.GetProperty("schema").GetProperty("fields").EnumerateArray()];
        Assert.Equal(Csv("csv")[0].Keys, fields.Select(f => f.GetProperty("name").GetString()));
        Assert.All(fields.Where(f => f.GetProperty("type").GetString() == "number"), f => Assert.All(
            Csv("csv").Select(r => r[f.GetProperty("name").GetString()!]).Where(v => v.Length > 0), v => Assert.True(double.TryParse(v, CultureInfo.InvariantCulture, out _), v)));
        Assert.Equal("sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), resource.GetProperty("hash").GetString());
        Assert.Equal((content.Length, "CC-BY-4.0"), (resource.GetProperty("bytes").GetInt32(), package.GetProperty("licenses")[0].GetProperty("name").GetString()));
        string readme = about.Readme(dossier);
        Assert.All(["`events.csv`, 2 events", "published 2026-05-12 to 2026-05-12", "As of: 2026-05-15T06:30:00Z", "Licence: CC-BY-4.0", "Errors: desk@example.org", "## Limits"], words => Assert.Contains(words, readme, StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_gives_points_as_well_known_text_and_none_for_a_country() =>
        Assert.Equal(["POINT (37.2485 49.2087)", ""], Csv("csv").Select(r => r["wkt"]));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_events_give_the_same_bytes(string layout) => Assert.Equal(Bytes(layout), Bytes(layout));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_events_are_a_file_too(string layout)
    {
        using var output = new MemoryStream();
        Assert.Equal(0, Layouts.Of(layout).Write(Articles.Dossier(), output));
        Assert.True(layout is "gdelt" or "gdelt-mentions" or "gkg" or "phoenix" or "timesketch" or "doccano" or "spacy" || output.Length > 0);
    }

    private static Dossier Invented()
    {
        ArticleRecord first = Articles.Of("a", Lede + "\n\nIt was the third such killing there since the spring.", "One dead at mill", "2026-05-12", Formula, "https://a.example/1")
            .WithEntity("e1", "group", "Gunmen", "UKRUAF").WithEntity("e2", "person", "Олена Коваль", "UKRCVL")
            .WithPlace("Izium", "Izium", "UKR", "Kharkiv", 49.2087, 37.2485, "town")
            .WithEvent("shot", "ASSAULT", "firearms", acled: ("Violence against civilians", "Attack"), actors: ["e1"], recipients: ["e2"], date: "2026-05-11", counts: ("killed", 1, 1));
        ArticleRecord second = Articles.Of("b", "Two guards were shot dead by gunmen in the town of Izium on Monday.", published: "2026-05-12", site: "The Donets Courier")
            .WithEntity("e1", "group", "gunmen", "UKRUAF").WithPlace("Izium", "Izium", "UKR", "Kharkiv", 49.2087, 37.2485, "town")
            .WithEvent("shot", "ASSAULT", "firearms", acled: ("Violence against civilians", "Attack"), actors: ["e1"], date: "2026-05-11", counts: ("killed", 2, 2));
        ArticleRecord third = Articles.Of("c", "Teachers in Kenya went on strike.", published: "2026-05-12")
            .WithPlace("Kenya", "Kenya", "KEN", null, 0.5, 37.9, "country").WithEvent("strike", "PROTEST", "strike", "143");
        return Articles.Dossier(first, second, third);
    }

    private static byte[] Bytes(string layout, Dossier? dossier = null)
    {
        using var output = new MemoryStream();
        Layouts.Of(layout).Write(dossier ?? Invented(), output);
        return output.ToArray();
    }

    private static string[] Lines(string layout) => Encoding.UTF8.GetString(Bytes(layout)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static List<Dictionary<string, string>> Csv(string layout, Dossier? dossier = null)
    {
        using var reader = new CsvReader(new StreamReader(new MemoryStream(Bytes(layout, dossier))), new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = false });
        var rows = new List<Dictionary<string, string>>();
        reader.Read();
        reader.ReadHeader();
        while (reader.Read())
        {
            rows.Add(reader.HeaderRecord!.ToDictionary(h => h, h => reader.GetField(h) ?? "", StringComparer.Ordinal));
        }

        return rows;
    }
}
