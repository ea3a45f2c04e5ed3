using System.Text.Json;
using Sitrep.Reading;

namespace Sitrep.Training.Extraction;

/// <summary>A page of a benchmark with its truth: the whole text, or segments that must and must not be in it.</summary>
internal sealed record LabelledPage(string Set, string Id, Page Page, string? Text, string[] With, string[] Without)
{
    /// <summary>A stable number from the id, for folds.</summary>
    public int Fold(int folds) => (int)(Sitrep.Learning.FeatureSet.Hash(Id + "fold") % (ulong)folds);

    /// <param name="folder">The folder that holds the sets, each with <c>truth.jsonl</c> and <c>html/</c>.</param>
    public static IEnumerable<LabelledPage> ReadAll(string folder)
    {
        foreach (string set in (string[])["scrapinghub", "wcxb", "trafilatura"])
        {
            foreach (string line in File.ReadLines(Path.Combine(folder, set, "truth.jsonl")))
            {
                using var truth = JsonDocument.Parse(line);
                JsonElement root = truth.RootElement;
                string id = root.GetProperty("id").GetString()!;
                string path = Path.Combine(folder, set, "html", id + ".html.gz");
                Page page = new PageReader(InputFormat.Html, null).Read([path], () => Stream.Null).First().Page!;
                string? text = root.TryGetProperty("text", out JsonElement whole) ? whole.GetString() : null;
                yield return new LabelledPage(set, id, page, text, Strings(root, "with"), Strings(root, "without"));
            }
        }
    }

    private static string[] Strings(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
