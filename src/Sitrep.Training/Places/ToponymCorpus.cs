using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sitrep.Annotation.Places;
using Sitrep.Parsing;

namespace Sitrep.Training.Places;

/// <summary>A toponym as annotators marked it.</summary>
/// <param name="Country">Alpha-2.</param>
internal sealed record GoldToponym(Span Span, bool IsLiteral, double? Latitude, double? Longitude, int? GeonameId, string Country, bool IsCountry)
{
    private const double Near = 161;

    /// <summary>Whether only the country is known, as in the own notes.</summary>
    public bool HasCountryOnly { get; init; }

    /// <summary>What the annotator says it is: the city or the region around it, which are equally near.</summary>
    public PlaceKind? Kind { get; init; }

    /// <summary>Whether the benchmark asks for it.</summary>
    public bool IsRequired => IsLiteral && (Latitude is not null || HasCountryOnly);

    /// <summary>Whether an answer is right: within 100 miles, the same id, or the same country for a country's name.</summary>
    public bool IsRight(GazetteerEntry entry, string alpha3, CountryTables countries) =>
        HasCountryOnly ? countries.Alpha3(Country) == alpha3 : GreatCircle.Kilometres(Latitude!.Value, Longitude!.Value, entry.Latitude, entry.Longitude) <= Near
        || (GeonameId is { } id && id == entry.Id)
        || (IsCountry && entry.Class == PlaceClass.Country && countries.Alpha3(Country) == alpha3);
}

/// <summary>A parsed article of the toponym corpora.</summary>
/// <param name="Half">0 or 1, by a hash of its site, so that no outlet is in both.</param>
internal sealed record GoldArticle(ParsedArticle Parsed, IReadOnlyList<GoldToponym> Toponyms, int Half, bool IsNote = false)
{
    /// <summary>What the site's other articles were resolved to; null where that is not used.</summary>
    public SiteProfile? Site { get; init; }
}

/// <summary>Reads and parses <c>bench/places/*.jsonl</c>.</summary>
internal static class ToponymCorpus
{
    public static IEnumerable<GoldArticle> Read(string path, LanguageParser parser)
    {
        foreach (string line in File.ReadLines(path))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement item = json.RootElement;
            string id = item.GetProperty("id").GetString()!, text = item.GetProperty("text").GetString()!;
            string? site = Text(item, "site");
            var article = new Article
            {
                Id = id, Text = text, Title = Text(item, "title"), Source = new ArticleSource("", Text(item, "url"), site), Language = "en",
                Blocks = [new Block(BlockKind.Paragraph, new Span(0, text.Length))],
            };
            int half = SHA256.HashData(Encoding.UTF8.GetBytes(site ?? id))[0] % 2;
            yield return new GoldArticle(parser.Parse(article), [.. item.GetProperty("toponyms").EnumerateArray().Select(Toponym)], half);
        }
    }

    /// <summary>The notes of <c>data/labelled/toponyms</c>: what is meant as a place, by country; every other name is none.</summary>
    public static IEnumerable<(GoldArticle Article, bool IsSetAside)> ReadNotes(string path, LanguageParser parser)
    {
        foreach (string line in File.ReadLines(path))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement item = json.RootElement;
            string id = item.GetProperty("id").GetString()!, text = item.GetProperty("text").GetString()!;
            var article = new Article
            {
                Id = id, Text = text, Source = new ArticleSource("", null, null), Language = "en", Blocks = [new Block(BlockKind.Paragraph, new Span(0, text.Length))],
            };
            var places = item.GetProperty("places").EnumerateArray().Select(place => new GoldToponym(
                new Span(place.GetProperty("start").GetInt32(), place.GetProperty("end").GetInt32()), !place.TryGetProperty("literal", out _), null, null, null, Text(place, "country") ?? "", false)
            {
                HasCountryOnly = true,
                Kind = Text(place, "kind") switch { "town" => PlaceKind.Town, "province" => PlaceKind.Province, _ => null },
            });
            yield return (new GoldArticle(parser.Parse(article), [.. places], 0, IsNote: true), SHA256.HashData(Encoding.UTF8.GetBytes(id))[0] % 5 == 0);
        }
    }

    private static GoldToponym Toponym(JsonElement item) => new(
        new Span(item.GetProperty("start").GetInt32(), item.GetProperty("end").GetInt32()), Text(item, "type") == "literal",
        Number(item, "lat"), Number(item, "lon"), (int?)Number(item, "geonameId"), Text(item, "country") ?? "", Text(item, "level") == "country")
    {
        Kind = Text(item, "feature") switch
        {
            { } code when code.StartsWith("PPL", StringComparison.Ordinal) => PlaceKind.Town,
            "ADM1" => PlaceKind.Province,
            "ADM2" => PlaceKind.District,
            _ => null,
        },
    };

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
