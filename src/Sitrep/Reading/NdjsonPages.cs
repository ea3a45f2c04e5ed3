using System.Globalization;
using System.Text.Json;

namespace Sitrep.Reading;

/// <summary>An article a line: <c>{"id", "text" | "html", "title"?, "published"?, "url"?}</c>. Blank lines are skipped.</summary>
internal static class NdjsonPages
{
    public static IEnumerable<PageResult> Read(PageInput input)
    {
        var lines = new LineReader(input.Stream, input.Limits.PageBytes);
        while (lines.Read() is { } line)
        {
            if (line.TooLong)
            {
                yield return Bad(input, lines.Number, "the line is " + input.TooLarge);
            }
            else if (line.Bytes.Span.ContainsAnyExcept(" \t\r"u8))
            {
                yield return ReadLine(input, line.Bytes, lines.Number);
            }
        }
    }

    private static PageResult ReadLine(PageInput input, ReadOnlyMemory<byte> line, int number)
    {
        try
        {
            using var item = JsonDocument.Parse(line);
            return ReadItem(input, item.RootElement, line.Span, number);
        }
        catch (JsonException failure)
        {
            return Bad(input, number, $"this is not JSON (at byte {failure.BytePositionInLine ?? 0})");
        }
    }

    private static PageResult ReadItem(PageInput input, JsonElement item, ReadOnlySpan<byte> line, int number)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return Bad(input, number, "the line is JSON, but not an object");
        }

        var fields = new Fields(item);
        string? id = fields.Text("id", alsoNumber: true), text = fields.Text("text"), html = fields.Text("html");
        string? title = fields.Text("title"), published = fields.Text("published"), url = fields.Text("url");
        if (fields.Wrong is { } wrong)
        {
            return Bad(input, number, wrong, id);
        }

        string? content = text ?? html;
        if (string.IsNullOrWhiteSpace(content))
        {
            return Bad(input, number, content is null ? "the article has neither \"text\" nor \"html\"" : "the article is empty", id);
        }

        PageKind kind = text is null ? PageKind.Html : PageKind.Prose;
        return PageResult.Of(new Page(id ?? Place(input, number), kind, content, PageInput.Hash(line), url, title, published ?? input.Published) { Bytes = line.ToArray() });
    }

    private static PageResult Bad(PageInput input, int number, string message, string? id = null) =>
        new(id ?? Place(input, number), null, new Problem(id ?? input.Id, message, number));

    private static string Place(PageInput input, int number) => input.Id + ":" + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The fields of an item; remembers the first whose type is wrong. A null counts as absent.</summary>
    private sealed class Fields(JsonElement item)
    {
        public string? Wrong { get; private set; }

        public string? Text(string name, bool alsoNumber = false)
        {
            if (!item.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            if (value.ValueKind == JsonValueKind.String)
            {
                return JsonStrings.Read(value);
            }

            if (alsoNumber && value.ValueKind == JsonValueKind.Number)
            {
                return value.GetRawText();
            }

            Wrong ??= $"\"{name}\" is not a string";
            return null;
        }
    }
}
