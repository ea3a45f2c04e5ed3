using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;

namespace Sitrep.Evaluation;

/// <summary>Articles with gold, as one folder or one file holds them.</summary>
internal sealed record GoldSet(string Name, ImmutableArray<GoldArticle> Articles)
{
    /// <summary>A folder of the open test set (<c>*.json</c>), and every file of lines (<c>*.jsonl</c>, <c>*.jsonl.gz</c>) in a format of the benches; other files are left alone.</summary>
    /// <exception cref="InvalidDataException">A file is in no known format, or its gold does not fit its text.</exception>
    public static IEnumerable<GoldSet> Read(string path)
    {
        if (File.Exists(path))
        {
            yield return Lines(path);
            yield break;
        }

        if (!Directory.Exists(path))
        {
            throw new InvalidDataException($"{path}: there is no such file or folder");
        }

        string[] files = [.. Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)];
        ImmutableArray<GoldArticle> articles = [.. files.Where(f => f.EndsWith(".json", StringComparison.Ordinal)).Select(EvalArticleReader.Read)];
        if (articles.Length > 0)
        {
            yield return new GoldSet(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), articles);
        }

        foreach (string file in files.Where(IsLines))
        {
            yield return Lines(file);
        }
    }

    private static bool IsLines(string path) => path.EndsWith(".jsonl", StringComparison.Ordinal) || path.EndsWith(".jsonl.gz", StringComparison.Ordinal);

    private static GoldSet Lines(string path)
    {
        using FileStream file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        var articles = ImmutableArray.CreateBuilder<GoldArticle>();
        var texts = new Lazy<Dictionary<string, JsonElement>>(() => Texts(Path.Combine(Path.GetDirectoryName(path)!, "articles.ndjson")));
        for (int number = 1; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                using var item = JsonDocument.Parse(line);
                articles.Add(item.RootElement.TryGetProperty("stories", out JsonElement stories)
                    ? BenchArticleReader.ReadStories(item.RootElement, stories, texts.Value)
                    : BenchArticleReader.Read(item.RootElement));
            }
            catch (Exception error) when (error is JsonException or InvalidDataException or KeyNotFoundException or InvalidOperationException)
            {
                throw new InvalidDataException($"{path}: line {number}: {error.Message}", error);
            }
        }

        string name = Path.GetFileName(path);
        return new GoldSet(name[..name.IndexOf(".jsonl", StringComparison.Ordinal)], articles.ToImmutable());
    }

    // The gold of copies names articles whose texts lie beside it.
    private static Dictionary<string, JsonElement> Texts(string path) =>
        File.ReadLines(path).Where(l => l.Length > 0).Select(l => JsonElement.Parse(l)).ToDictionary(a => a.GetProperty("id").ToString(), StringComparer.Ordinal);
}
