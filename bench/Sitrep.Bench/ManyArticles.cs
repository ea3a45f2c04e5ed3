using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sitrep.Presenting;
using Sitrep.Reading;
using Sitrep.Storing;

namespace Sitrep.Bench;

/// <summary>
/// Fills a store with many articles that are made of few: records of the repository's invented articles with other ids, days, places and outlets, and with
/// most words of the text exchanged for others of the same length, so that offsets hold and articles are no copies of each other.
/// </summary>
internal static class ManyArticles
{
    private const int Seed = 20260513;
    private const int Days = 360;
    private const int PlacesOfOne = 12;
    private const int Transaction = 200;
    private const int ShortestExchanged = 4;
    private const double Exchanged = 0.85;

    private static readonly string[] Outlets = ["Harbour Post", "Valley Monitor", "Coast Tribune", "Delta Courier", "Hill Observer", "Plain Gazette", "River Herald", "Cape Wire"];

    public static void Fill(string path, int count)
    {
        string[] originals = [.. Originals().Select(record => record.ToJsonString())];
        ILookup<int, string> words = originals.SelectMany(o => Words(JsonNode.Parse(o)!["text"]!.GetValue<string>())).Distinct(StringComparer.Ordinal).ToLookup(w => w.Length);
        Dictionary<int, string[]> vocabulary = words.ToDictionary(g => g.Key, g => g.ToArray());
        var chance = new Random(Seed);
        using var store = new SqliteRecordStore(path);
        foreach (int[] part in Enumerable.Range(0, count).Chunk(Transaction))
        {
            store.Add([.. part.Select(number => Vary(JsonNode.Parse(originals[number % originals.Length])!.AsObject(), number, number * Days / count, vocabulary, chance))]);
        }
    }

    private static IEnumerable<JsonObject> Originals()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Sitrep.slnx")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("not within a checkout");
        }

        var flow = new Flow(Resources.Installed);
        IEnumerable<Page> samples = new PageReader(InputFormat.Auto, null).Read([Path.Combine(root, "samples")], () => Stream.Null).Select(p => p.Page).OfType<Page>();
        foreach (Page page in samples.Where(p => p.Kind == PageKind.Html).Concat(Directory.GetFiles(Path.Combine(root, "eval"), "*.json").Order(StringComparer.Ordinal).Select(Written)))
        {
            yield return JsonNode.Parse(RecordWriter.Write(flow.Run(page)).Span)!.AsObject();
        }
    }

    private static Page Written(string file)
    {
        JsonNode article = JsonNode.Parse(File.ReadAllText(file))!;
        string text = string.Join("\n\n", article["paragraphs"]!.AsArray().Select(p => p!.GetValue<string>()));
        return new Page(article["id"]!.GetValue<string>(), PageKind.Prose, text, "", Title: article["title"]?.GetValue<string>(), Published: article["published"]?.GetValue<string>());
    }

    private static StoredRecord Vary(JsonObject record, int number, int day, Dictionary<int, string[]> vocabulary, Random chance)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"a{number:D6}"), outlet = Outlets[chance.Next(Outlets.Length)];
        string published = new DateOnly(2026, 1, 1).AddDays(day).ToString("O", CultureInfo.InvariantCulture);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
        record["id"] = id;
        record["published"] = published;
        record["source"] = new JsonObject { ["sha256"] = sha256, ["site"] = outlet, ["uri"] = $"https://{outlet.Replace(' ', '-')}.example/{id}".ToLowerInvariant() };
        record["text"] = Exchange(record["text"]!.GetValue<string>(), vocabulary, chance);
        foreach (JsonNode? happening in record["events"]!.AsArray())
        {
            if (happening!["date"] is JsonObject date && date["granularity"]!.GetValue<string>() == "day")
            {
                date["value"] = published;
            }
        }

        int variant = chance.Next(PlacesOfOne);
        foreach (JsonNode? place in record["places"]!.AsArray().Where(p => p!["kind"]!.GetValue<string>() == "town"))
        {
            place!["name"] = $"{place["name"]} {variant}";
            place["latitude"] = Math.Clamp(place["latitude"]!.GetValue<double>() + (variant * 0.31), -80, 80);
            place["longitude"] = Math.Clamp(place["longitude"]!.GetValue<double>() - (variant * 0.23), -180, 180);
        }

        return new StoredRecord(id, sha256, published + "T12:00:00Z", Encoding.UTF8.GetBytes(record.ToJsonString() + "\n"));
    }

    private static IEnumerable<string> Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(CanBeExchanged);

    private static bool CanBeExchanged(string word) => word.Length >= ShortestExchanged && word.All(char.IsAsciiLetterLower);

    private static string Exchange(string text, Dictionary<int, string[]> vocabulary, Random chance) =>
        string.Join('\n', text.Split('\n').Select(line => string.Join(' ', line.Split(' ').Select(word =>
            CanBeExchanged(word) && chance.NextDouble() < Exchanged ? vocabulary[word.Length][chance.Next(vocabulary[word.Length].Length)] : word))));
}
