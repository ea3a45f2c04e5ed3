using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Sitrep.Gathering;
using Sitrep.Presenting.Exports;
using Sitrep.Tests.Gathering;
using Xunit;

namespace Sitrep.Tests.Presenting.Exports;

// Layouts of other coders, of annotation tools, and of links between things. Invented incidents in real places.
public sealed partial class LinkedExportTests
{
    private const string Lede = "😀 Gunmen shot a guard named Олена Коваль near the mill in Izium on Monday.";
    private const string Claim = "\"We heard\nsix shots\", Petro Bondar said.";

    private static readonly EventExports Layouts = new(Resources.Installed);

    private static ArticleRecord First { get; } = Articles.Of("news/a 1", Lede + "\n\n" + Claim, "One dead & \"one\" hurt", "2026-05-12T08:00:00Z", "The Donets Courier", "https://a.example/1")
        .WithEntity("e1", "group", "Gunmen", "UKRUAF").WithEntity("e2", "person", "Олена Коваль", "UKRCVL").WithEntity("e3", "person", "Petro Bondar")
        .WithPlace("Izium", "Izium", "UKR", "Kharkiv", 49.2087, 37.2485, "town", 707753)
        .WithStatement("s1", "direct", "Petro Bondar", "e3", "said", "We heard\nsix shots")
        .WithEvent("shot", "ASSAULT", "firearms", acled: ("Violence against civilians", "Attack"), actors: ["e1"], recipients: ["e2"], date: "2026-05-11", counts: ("killed", 1, 1));

    private static Dossier Invented { get; } = Articles.Dossier(
        First with { Times = [new RecordTime(First.At("Monday").Start, First.At("Monday").End, "DATE", "2026-05-11")] },
        Articles.Of("b", "Two guards were shot dead by gunmen in the town of Izium on Monday.", published: "2026-05-12", site: "The Oskil Post")
            .WithEntity("e1", "group", "gunmen", "UKRUAF").WithPlace("Izium", "Izium", "UKR", "Kharkiv", 49.2087, 37.2485, "town")
            .WithEvent("shot", "ASSAULT", "firearms", acled: ("Violence against civilians", "Attack"), actors: ["e1"], date: "2026-05-11", counts: ("killed", 2, 2)),
        Articles.Of("c", "Teachers in Kenya went on strike.", published: "2026-05-12").WithPlace("Kenya", "Kenya", "KEN", null, 0.5, 37.9, "country").WithEvent("strike", "PROTEST", "strike", "143"));

    [Fact]
    public void Icews_rows_have_its_header_names_of_codes_and_sectors_and_no_point_for_a_country()
    {
        Dictionary<string, string>[] rows = Table("icews");
        Assert.All(rows, r => Assert.Equal(20, r.Count));
        Dictionary<string, string> shot = rows.Single(r => r["CAMEO Code"] == "190"), strike = rows.Single(r => r["CAMEO Code"] == "143");
        Assert.Equal(("2026-05-11", "Gunmen", "unidentified armed force", "Ukraine"), (shot["Event Date"], shot["Source Name"], shot["Source Sectors"], shot["Source Country"]));
        Assert.Equal(("Use conventional military force", "-10"), (shot["Event Text"], shot["Intensity"]));
        Assert.Equal(("Олена Коваль", "Izium", "Kharkiv", "49.2087", "1"), (shot["Target Name"], shot["City"], shot["Province"], shot["Latitude"], shot["Sentence Number"]));
        Assert.Equal(("Kenya", "", "", ""), (strike["Country"], strike["City"], strike["Latitude"], strike["Source Name"]));
        Assert.All(rows, r => Assert.True(long.Parse(r["Story ID"], CultureInfo.InvariantCulture) > 0));
    }

    [Fact]
    public void Phoenix_rows_have_26_cells_codes_in_parts_and_all_links_and_outlets_of_an_event()
    {
        string[][] rows = [.. Lines("phoenix").Select(l => l.Split('\t'))];
        Assert.All(rows, cells => Assert.Equal(26, cells.Length));
        string[] shot = rows.Single(r => r[13] == "190");
        Assert.Equal(("20260511", "2026", "05", "11"), (shot[1], shot[2], shot[3], shot[4]));
        Assert.Equal(("UKRUAF", "UKR", "UAF", ""), (shot[5], shot[6], shot[7], shot[8]));
        Assert.Equal(("19", "4", "-10", ""), (shot[14], shot[15], shot[16], shot[17]));
        Assert.Equal(("1;1", "https://a.example/1", "The Donets Courier;The Oskil Post"), (shot[23], shot[24], shot[25]));
        Assert.Matches("^[0-9]+_v", shot[0]);
    }

    [Fact]
    public void Gkg_rows_have_27_cells_whose_offsets_point_at_the_words()
    {
        string[][] rows = [.. Lines("gkg").Select(l => l.Split('\t'))];
        Assert.All(rows, cells => Assert.Equal(27, cells.Length));
        Assert.Equal(["20260515063000-0", "20260515063000-1", "20260515063000-2"], rows.Select(r => r[0]));
        string[] row = rows[0];
        string text = First.Text;
        Assert.Equal(("20260512000000", "1", "a.example", "https://a.example/1"), (row[1], row[2], row[3], row[4]));
        string[] place = row[10].Split('#'), count = row[6].Split('#'), quote = row[22].Split('|'), date = row[16].Split('#');
        Assert.Equal((9, 7), (place.Length, row[9].Split('#').Length));
        Assert.Equal(("4", "Izium, Kharkiv, Ukraine", "UP", "49.2087", "37.2485", "707753"), (place[0], place[1], place[2], place[5], place[6], place[7]));
        Assert.Equal("Izium", text.Substring(Offset(place[8]), 5));
        Assert.Equal((11, 10, "KILL", "1", "shot"), (count.Length, row[5].Split('#').Length, count[0], count[1], count[2]));
        Assert.Equal(("said", "We heard six shots"), (quote[2], quote[3]));
        Assert.Equal("We heard\nsix shots", text.Substring(Offset(quote[0]), Offset(quote[1])));
        Assert.Equal(("1", "5", "11", "2026"), (date[0], date[1], date[2], date[3]));
        Assert.Equal("Monday", text.Substring(Offset(date[4]), 6));
        Assert.Equal("Олена Коваль;Petro Bondar", row[11]);
        Assert.All(row[12].Split(';').Select(m => m.Split(',')), m => Assert.Equal(m[0], text.Substring(Offset(m[1]), m[0].Length)));
        Assert.Equal("<PAGE_TITLE>One dead &amp; &quot;one&quot; hurt</PAGE_TITLE>", row[26]);
        Assert.All((int[])[7, 8, 15, 17], i => Assert.Equal("", row[i]));
    }

    [Fact]
    public void A_geopackage_has_its_tables_and_points_that_another_library_reads()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Bytes("geopackage"));
            using var connection = new SqliteConnection($"Data Source={path};Pooling=false;Mode=ReadOnly");
            connection.Open();
            Assert.Equal(("ok", 0x47504B47L, 10300L), (Scalar(connection, "PRAGMA integrity_check"), Scalar(connection, "PRAGMA application_id"), Scalar(connection, "PRAGMA user_version")));
            Assert.Equal(0L, Scalar(connection, "SELECT count(*) FROM pragma_foreign_key_check"));
            Assert.Equal(("features", "POINT", 4326L), (Scalar(connection, "SELECT data_type FROM gpkg_contents WHERE table_name = 'events'"), Scalar(connection, "SELECT geometry_type_name FROM gpkg_geometry_columns"), Scalar(connection, "SELECT srs_id FROM gpkg_geometry_columns")));
            Assert.Equal(3L, Scalar(connection, "SELECT count(*) FROM gpkg_spatial_ref_sys WHERE srs_id IN (-1, 0, 4326)"));
            Assert.Equal(DBNull.Value, Scalar(connection, "SELECT geom FROM events WHERE country = 'Kenya'"));
            Geometry point = new GeoPackageGeoReader { HandleSRID = true }.Read((byte[])Scalar(connection, "SELECT geom FROM events WHERE place = 'Izium'"));
            Assert.Equal((37.2485, 49.2087, 4326), (point.Coordinate.X, point.Coordinate.Y, point.SRID));
            Assert.Equal(("190", 1d), (Scalar(connection, "SELECT cameo FROM events WHERE place = 'Izium'"), Scalar(connection, "SELECT killed_low FROM events WHERE place = 'Izium'")));
            Assert.Equal((37.2485, 49.2087), (Scalar(connection, "SELECT min_x FROM gpkg_contents"), Scalar(connection, "SELECT max_y FROM gpkg_contents")));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Every_object_of_a_stix_bundle_has_what_it_must_and_refers_to_objects_that_are_there()
    {
        using JsonDocument json = JsonDocument.Parse(Bytes("stix"));
        Assert.Matches(StixId(), json.RootElement.GetProperty("id").GetString());
        JsonElement[] objects = [.. json.RootElement.GetProperty("objects").EnumerateArray()];
        string[] ids = [.. objects.Select(o => o.GetProperty("id").GetString()!)];
        Assert.Equal(ids.Distinct(), ids);
        Dictionary<string, string[]> must = new()
        {
            ["incident"] = ["name"], ["identity"] = ["name"], ["location"] = [], ["note"] = ["content", "object_refs"],
            ["relationship"] = ["relationship_type", "source_ref", "target_ref"], ["report"] = ["name", "published", "object_refs"],
        };
        foreach (JsonElement value in objects)
        {
            string type = value.GetProperty("type").GetString()!;
            Assert.Matches(StixId(), value.GetProperty("id").GetString());
            Assert.StartsWith(type + "--", value.GetProperty("id").GetString(), StringComparison.Ordinal);
            Assert.All((string[])["spec_version", "created", "modified", .. must[type]], p => Assert.True(value.TryGetProperty(p, out _), $"{type} {p}"));
            Assert.Equal("2026-05-15T06:30:00.000Z", value.GetProperty("created").GetString());
            Assert.All(References(value), r => Assert.Contains(r, ids));
        }

        JsonElement Of(string type, string name) => objects.Single(o => o.GetProperty("type").GetString() == type && o.GetProperty("name").GetString() == name);
        Assert.Equal(("UA", 37.2485), (Of("location", "Izium").GetProperty("country").GetString(), Of("location", "Izium").GetProperty("longitude").GetDouble()));
        Assert.False(Of("location", "Kenya").TryGetProperty("latitude", out _));
        Assert.Equal("killed: 1 / 2", objects.Single(o => o.GetProperty("type").GetString() == "note").GetProperty("content").GetString());
        Assert.Contains(objects, o => o.TryGetProperty("description", out JsonElement role) && role.GetString() == "recipient" && o.GetProperty("relationship_type").GetString() == "related-to");
        Assert.Equal(ids.Length - 1, objects[^1].GetProperty("object_refs").GetArrayLength());
    }

    [Fact]
    public void Claims_have_their_words_author_and_first_article_and_no_rating()
    {
        using JsonDocument json = JsonDocument.Parse(Bytes("claims"));
        JsonElement claim = Assert.Single(json.RootElement.GetProperty("@graph").EnumerateArray());
        Assert.Equal(("https://schema.org", "Claim", "We heard six shots", "2026-05-12"), (
            json.RootElement.GetProperty("@context").GetString(), claim.GetProperty("@type").GetString(), claim.GetProperty("text").GetString(), claim.GetProperty("datePublished").GetString()));
        Assert.Equal(("Person", "Petro Bondar"), (claim.GetProperty("author").GetProperty("@type").GetString(), claim.GetProperty("author").GetProperty("name").GetString()));
        JsonElement article = claim.GetProperty("firstAppearance");
        Assert.Equal(("NewsArticle", "https://a.example/1", "The Donets Courier"), (article.GetProperty("@type").GetString(), article.GetProperty("url").GetString(), article.GetProperty("publisher").GetProperty("name").GetString()));
        Assert.DoesNotContain("eviewRating", json.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_speaker_denies_is_no_claim_of_the_speaker()
    {
        ArticleRecord denied = First with { Statements = [First.Statements[0] with { Polarity = "denies" }] };
        using JsonDocument json = JsonDocument.Parse(Bytes("claims", Articles.Dossier(denied)));
        Assert.Equal(0, json.RootElement.GetProperty("@graph").GetArrayLength());
    }

    [Fact]
    public void Provenance_leads_from_each_event_by_its_words_and_article_to_the_bytes_of_the_page()
    {
        using JsonDocument json = JsonDocument.Parse(Bytes("prov"));
        JsonElement root = json.RootElement;
        HashSet<string> declared = [.. ((string[])["entity", "activity", "agent"]).SelectMany(k => root.GetProperty(k).EnumerateObject()).Select(p => p.Name)];
        foreach (string relation in (string[])["wasAttributedTo", "wasGeneratedBy", "wasAssociatedWith", "wasDerivedFrom"])
        {
            Assert.All(root.GetProperty(relation).EnumerateObject().SelectMany(r => r.Value.EnumerateObject()).Where(p => p.Name != "prov:type"), p => Assert.Contains(p.Value.GetString()!, declared));
        }

        var from = root.GetProperty("wasDerivedFrom").EnumerateObject().ToLookup(d => d.Value.GetProperty("prov:generatedEntity").GetString()!, d => d.Value.GetProperty("prov:usedEntity").GetString()!);
        string[] events = [.. declared.Where(d => d.StartsWith("sitrep:event/", StringComparison.Ordinal))];
        Assert.Equal(Invented.Events.Length, events.Length);
        Assert.All(events, e => Assert.All(from[e].SelectMany(words => from[words]).SelectMany(article => from[article]), page => Assert.Equal("sitrep:page/" + new string('a', 64), page)));
        Assert.All(events, e => Assert.NotEmpty(from[e].SelectMany(words => from[words]).SelectMany(article => from[article])));
        JsonElement quoted = root.GetProperty("entity").GetProperty("sitrep:article/news%2Fa%201/v1");
        Assert.Equal("shot", First.Text[quoted.GetProperty("sitrep:start").GetInt32()..quoted.GetProperty("sitrep:end").GetInt32()]);
    }

    [Fact]
    public void Brat_spans_have_the_words_at_their_code_points_fall_apart_at_line_ends_and_events_point_at_spans()
    {
        using var zip = new ZipArchive(new MemoryStream(Bytes("brat")));
        string Entry(string name) => new StreamReader(zip.GetEntry(name)!.Open(), new UTF8Encoding(false)).ReadToEnd();
        Assert.Equal(First.Text, Entry("00001.txt"));
        Rune[] runes = [.. First.Text.EnumerateRunes()];
        string configuration = Entry("annotation.conf");
        string[][] lines = [.. Entry("00001.ann").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t'))];
        foreach (string[] line in lines.Where(l => l[0][0] == 'T'))
        {
            string[] type = line[1].Split(' ', 2);
            Assert.Contains("\n" + type[0], configuration, StringComparison.Ordinal);
            Assert.Equal(line[2], string.Join(' ', type[1].Split(';').Select(f => f.Split(' ')).Select(f => string.Concat(runes[Offset(f[0])..Offset(f[1])]))));
        }

        Assert.Contains(lines, l => l[1].StartsWith("Content ", StringComparison.Ordinal) && l[1].Contains(';', StringComparison.Ordinal));
        string Span(string label) => lines.Single(l => l[1].StartsWith(label + " ", StringComparison.Ordinal))[0];
        string[] participants = [.. lines.Where(l => l[1].StartsWith("Participant ", StringComparison.Ordinal)).Select(l => l[0])];
        Assert.Equal($"ASSAULT:{Span("ASSAULT")} Actor:{participants[0]} Recipient:{participants[1]} Place:{Span("Place")}", lines.Single(l => l[0] == "E1")[1]);
        Assert.Equal("Status E1 asserted", lines.Single(l => l[0] == "A1")[1]);
        Assert.Equal($"Says Arg1:{Span("Source")} Arg2:{Span("Content")}", lines.Single(l => l[0] == "R1")[1]);
    }

    [Fact]
    public void Annotation_tools_get_each_label_at_the_offsets_that_they_count_in()
    {
        using JsonDocument doccano = JsonDocument.Parse(Lines("doccano")[0]), spacy = JsonDocument.Parse(Lines("spacy")[0]), studio = JsonDocument.Parse(Bytes("labelstudio"));
        string text = First.Text;
        Rune[] runes = [.. text.EnumerateRunes()];
        Assert.Equal((text, text), (doccano.RootElement.GetProperty("text").GetString(), spacy.RootElement.GetProperty("text").GetString()));
        string[] units = [.. doccano.RootElement.GetProperty("label").EnumerateArray().Select(l => $"{l[2].GetString()} {text[l[0].GetInt32()..l[1].GetInt32()]}")];
        Assert.Contains("ASSAULT shot", units);
        Assert.Contains("Person Олена Коваль", units);
        Assert.Equal(units, spacy.RootElement.GetProperty("spans").EnumerateArray().Select(s => $"{s.GetProperty("label").GetString()} {string.Concat(runes[s.GetProperty("start").GetInt32()..s.GetProperty("end").GetInt32()])}"));
        JsonElement task = studio.RootElement[0];
        Assert.Equal(text, task.GetProperty("data").GetProperty("text").GetString());
        JsonElement[] results = [.. task.GetProperty("predictions")[0].GetProperty("result").EnumerateArray()];
        Assert.Equal(units, results.Select(r => $"{r.GetProperty("value").GetProperty("labels")[0].GetString()} {text[r.GetProperty("value").GetProperty("start").GetInt32()..r.GetProperty("value").GetProperty("end").GetInt32()]}"));
        Assert.All(results, r => Assert.Equal(("label", "text", "labels"), (r.GetProperty("from_name").GetString(), r.GetProperty("to_name").GetString(), r.GetProperty("type").GetString())));
    }

    [Fact]
    public void An_article_without_events_of_the_dossier_is_in_no_layout_of_articles()
    {
        var some = new Dossier(Invented.Articles, [.. Invented.Events.Where(e => e.Plover.Type == "PROTEST")]);
        Assert.All((string[])["gkg", "doccano", "spacy"], layout => Assert.Single(Encoding.UTF8.GetString(Bytes(layout, some)).Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [GeneratedRegex("^[a-z-]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    private static partial Regex StixId();

    private static IEnumerable<string> References(JsonElement value) => value.EnumerateObject().Where(p => p.Name.EndsWith("_ref", StringComparison.Ordinal)).Select(p => p.Value.GetString()!)
        .Concat(value.EnumerateObject().Where(p => p.Name.EndsWith("_refs", StringComparison.Ordinal)).SelectMany(p => p.Value.EnumerateArray()).Select(r => r.GetString()!));

    private static int Offset(string number) => int.Parse(number, CultureInfo.InvariantCulture);

    private static object Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private static byte[] Bytes(string layout, Dossier? dossier = null)
    {
        using var output = new MemoryStream();
        Layouts.Of(layout).Write(dossier ?? Invented, output);
        return output.ToArray();
    }

    private static string[] Lines(string layout) => Encoding.UTF8.GetString(Bytes(layout)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, string>[] Table(string layout)
    {
        string[][] rows = [.. Lines(layout).Select(l => l.Split('\t'))];
        return [.. rows.Skip(1).Select(r => rows[0].Zip(r).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))];
    }
}
