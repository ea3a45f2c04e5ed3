namespace Sitrep.Reading;

/// <summary>How to take the bytes of an input.</summary>
public enum InputFormat
{
    /// <summary>By the file's name and first bytes.</summary>
    Auto,
    Text,
    Html,
    Ndjson,
    Warc,
    Feed,
}

/// <summary>A page, or why there is none: exactly one of the two is set.</summary>
/// <param name="Id">The input's own id, else its path relative to the argument.</param>
public sealed record PageResult(string Id, Page? Page, Problem? Problem);

/// <summary>Bytes → pages: files, folders (in ordinal order of their paths) and standard input (<c>-</c>).</summary>
/// <param name="format">How to take each input.</param>
/// <param name="published">The publication date of inputs that give none, as the user wrote it.</param>
public sealed class PageReader(InputFormat format, string? published)
{
    /// <summary>Reads lazily, one input at a time; an input that cannot be read yields a problem and the rest follows.</summary>
    public IEnumerable<PageResult> Read(IEnumerable<string> paths, Func<Stream> standardInput)
    {
        foreach (string path in paths)
        {
            if (format != InputFormat.Ndjson)
            {
                yield return new PageResult(path, null, new Problem(path, "only NDJSON is read so far"));
                continue;
            }

            using Stream stream = path == "-" ? standardInput() : File.OpenRead(path);
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                using var item = System.Text.Json.JsonDocument.Parse(line);
                string id = item.RootElement.GetProperty("id").GetString()!;
                string text = item.RootElement.GetProperty("text").GetString()!;
                string? date = item.RootElement.TryGetProperty("published", out var p) ? p.GetString() : published;
                yield return new PageResult(id, new Page(id, PageKind.Prose, text, "", Published: date), null);
            }
        }
    }
}
