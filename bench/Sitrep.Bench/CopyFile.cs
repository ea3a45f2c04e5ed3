using System.Text.Json;
using System.Text.Json.Nodes;
using Sitrep.Gathering.Copies;

namespace Sitrep.Bench;

/// <summary>Groups the texts of an NDJSON file as a store would, without coding them: <c>copies FILE</c>. Writes what <c>export --as documents</c> says of groups.</summary>
internal static class CopyFile
{
    public static void Run(string path)
    {
        var articles = File.ReadLines(path).Where(line => line.Length > 0).Select(Read).ToList();
        foreach (CopyPlacement placed in new CopyFinder(Resources.Installed).Group(articles))
        {
            var line = new JsonObject { ["id"] = placed.Id, ["copyGroups"] = new JsonArray([.. placed.Groups.Select(g => (JsonNode)g)]), ["copyOf"] = placed.CopyOf };
            Console.WriteLine(line.ToJsonString());
        }
    }

    private static CopyCandidate Read(string line)
    {
        using JsonDocument article = JsonDocument.Parse(line);
        JsonElement root = article.RootElement;
        return new CopyCandidate(root.GetProperty("id").GetString()!, root.TryGetProperty("published", out JsonElement published) ? published.GetString() : null, root.GetProperty("text").GetString()!);
    }
}
