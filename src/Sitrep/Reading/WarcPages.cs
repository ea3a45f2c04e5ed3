using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Sitrep.Reading;

/// <summary>The HTML pages of a web archive (WARC 1.0 and 1.1): answers with status 200. Other records hold no page and are passed over.</summary>
internal static class WarcPages
{
    private const int LongestHeader = 64 * 1024;

    /// <summary>No answer has more header fields; those of a damaged archive must not fill the memory.</summary>
    private const int MostFields = 1000;

    public static IEnumerable<PageResult> Read(PageInput input)
    {
        using var stream = new BufferedStream(input.Stream, 64 * 1024);
        for (int number = 1; FirstLine(stream) is { } version; number++)
        {
            string id = input.Id + ":" + number.ToString(CultureInfo.InvariantCulture);
            if (!version.StartsWith("WARC/", StringComparison.Ordinal))
            {
                yield return new PageResult(id, null, new Problem(id, "this is no WARC record; the rest of the archive is not read"));
                yield break;
            }

            Dictionary<string, string> header = Header(stream);
            if (!long.TryParse(header.GetValueOrDefault("content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out long length))
            {
                yield return new PageResult(id, null, new Problem(id, "the record does not say how long it is; the rest of the archive is not read"));
                yield break;
            }

            bool wanted = header.GetValueOrDefault("warc-type") == "response" && header.GetValueOrDefault("content-type")?.StartsWith("application/http", StringComparison.OrdinalIgnoreCase) == true;
            if (!wanted || length > input.Limits.PageBytes)
            {
                bool whole = Skip(stream, length);
                if (wanted || !whole)
                {
                    yield return new PageResult(id, null, new Problem(id, whole ? "the page is " + input.TooLarge : "the archive is cut short"));
                }

                continue;
            }

            byte[] block = new byte[length];
            if (stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false) < length)
            {
                yield return new PageResult(id, null, new Problem(id, "the archive is cut short"));
                yield break;
            }

            if (Page(input, id, header.GetValueOrDefault("warc-target-uri")?.Trim('<', '>'), block) is { } page)
            {
                yield return page;
            }
        }
    }

    private static PageResult? Page(PageInput input, string id, string? uri, byte[] block)
    {
        using var stream = new MemoryStream(block);
        string status = Line(stream) ?? "";
        Dictionary<string, string> header = Header(stream);
        string type = header.GetValueOrDefault("content-type", "text/html");
        if (!status.Contains(" 200", StringComparison.Ordinal) || !type.Contains("html", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        byte[] body = block[(int)stream.Position..];
        body = header.GetValueOrDefault("transfer-encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true ? Joined(body) : body;
        if (Unpacked(body, header.GetValueOrDefault("content-encoding") ?? "", input.Limits) is not { } bytes)
        {
            return new PageResult(id, null, new Problem(id, "the page is damaged or " + input.TooLarge));
        }

        int charset = type.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        string content = TextDecoder.Decode(bytes, charset < 0 ? null : type[(charset + 8)..].Split(';')[0], html: true);
        return string.IsNullOrWhiteSpace(content) ? null : PageResult.Of(new Page(id, PageKind.Html, content, PageInput.Hash(bytes), uri, Published: input.Published) { Bytes = bytes });
    }

    /// <summary>The body with its chunks joined; as it is where an archiver has joined them before.</summary>
    private static byte[] Joined(byte[] body)
    {
        using var joined = new MemoryStream(body.Length);
        int at = 0;
        while (at < body.Length)
        {
            int end = body.AsSpan(at).IndexOf("\r\n"u8);
            string size = end < 0 ? "" : Encoding.Latin1.GetString(body, at, end).Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int length) || length < 0 || length > body.Length - at - end - 2)
            {
                return joined.Length == 0 ? body : joined.ToArray();
            }

            joined.Write(body, at + end + 2, length);
            at = Math.Min(body.Length, at + end + 2 + length + 2);
            if (length == 0)
            {
                break;
            }
        }

        return joined.ToArray();
    }

    /// <summary>The body unpacked as its bytes, rather than its header, demand: archives keep the header of what they have unpacked.</summary>
    private static byte[]? Unpacked(byte[] body, string encoding, Limits limits)
    {
        try
        {
            using var packed = new MemoryStream(body);
            using Stream stream = body is [0x1F, 0x8B, ..] ? new GZipStream(packed, CompressionMode.Decompress)
                : encoding.Contains("br", StringComparison.OrdinalIgnoreCase) && !body.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("<"u8) ? new BrotliStream(packed, CompressionMode.Decompress)
                : packed;
            return new PageInput("", stream, null, limits).ReadAll();
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The next line that is not empty; null at the end.</summary>
    private static string? FirstLine(Stream stream)
    {
        string? line;
        do
        {
            line = Line(stream);
        }
        while (line is { Length: 0 });
        return line;
    }

    private static Dictionary<string, string> Header(Stream stream)
    {
        var header = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (Line(stream) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && header.Count < MostFields)
            {
                header.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
            }
        }

        return header;
    }

    private static string? Line(Stream stream)
    {
        var line = new StringBuilder();
        for (int next = stream.ReadByte(); ; next = stream.ReadByte())
        {
            if (next < 0 && line.Length == 0)
            {
                return null;
            }

            if (next is < 0 or '\n' || line.Length > LongestHeader)
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)next);
        }
    }

    private static bool Skip(Stream stream, long length)
    {
        byte[] buffer = new byte[64 * 1024];
        while (length > 0)
        {
            int count = stream.Read(buffer, 0, (int)Math.Min(length, buffer.Length));
            if (count == 0)
            {
                return false;
            }

            length -= count;
        }

        return true;
    }
}
