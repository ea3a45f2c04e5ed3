using Sitrep.Gathering;
using Sitrep.Learning;
using Sitrep.Presenting;
using Sitrep.Reading;
using Sitrep.Storing;

namespace Sitrep.Fuzz;

/// <summary>The readers of bytes from outside. Each takes any bytes and throws nothing but what it documents.</summary>
internal sealed class Targets : IDisposable
{
    private readonly Lazy<Flow> flow = new(() => new Flow(Resources.Installed, new Limits { TextLength = 20_000, RunLength = 2_000 }));
    private readonly string file = Path.Combine(Path.GetTempPath(), $"sitrep-fuzz-{Environment.ProcessId}");

    public static IReadOnlyList<string> Names { get; } = ["page", "text", "ndjson", "warc", "feed", "model", "store"];

    public Action<byte[]> Of(string name) => name switch
    {
        "page" => bytes => Pages(bytes, InputFormat.Html, page => flow.Value.Extract(page)),
        "text" => bytes => Pages(bytes, InputFormat.Text, page => RecordWriter.Write(flow.Value.Run(page))),
        "ndjson" => bytes => Pages(bytes, InputFormat.Ndjson, page => flow.Value.Extract(page)),
        "warc" => bytes => Pages(bytes, InputFormat.Warc, page => flow.Value.Extract(page)),
        "feed" => bytes => Pages(bytes, InputFormat.Feed, page => flow.Value.Extract(page)),
        "model" => Model,
        "store" => Store,
        _ => throw new ArgumentException($"no target {name}; there are {string.Join(", ", Names)}", nameof(name)),
    };

    public void Dispose() => DeleteFiles();

    private static void Pages(byte[] bytes, InputFormat format, Action<Page> use)
    {
        foreach (PageResult result in new PageReader(format, null).Read(["-"], () => new MemoryStream(bytes)))
        {
            if ((result.Page is null) == (result.Problem is null))
            {
                throw new InvalidOperationException($"{result.Id}: a page and a problem, or neither");
            }

            try
            {
                if (result.Page is { } page)
                {
                    use(page);
                }
            }
            catch (LimitException)
            {
                // A text beyond the limits is refused by this name.
            }
        }
    }

    private void Model(byte[] bytes)
    {
        File.WriteAllBytes(file, bytes);
        try
        {
            ModelFile model = ModelFile.Open(file);
            foreach (string section in model.Sections)
            {
                _ = model.Bytes(section).Length;
            }
        }
        catch (InvalidDataException)
        {
            // What a damaged file is documented to give.
        }
    }

    private void Store(byte[] bytes)
    {
        DeleteFiles();
        File.WriteAllBytes(file, bytes);
        try
        {
            using var store = new SqliteRecordStore(file);
            foreach (StoredRecord record in store.Records())
            {
                _ = ArticleRecord.Read(record.Record.Span);
            }
        }
        catch (Exception error) when (error is InvalidDataException or System.Text.Json.JsonException)
        {
            // What a damaged store is documented to give.
        }
    }

    private void DeleteFiles()
    {
        foreach (string path in Directory.EnumerateFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
        {
            File.Delete(path);
        }
    }
}
