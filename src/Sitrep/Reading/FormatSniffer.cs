using System.IO.Compression;
using System.Text;

namespace Sitrep.Reading;

/// <summary>Tells what bytes are, by the file's name and the first kilobytes.</summary>
internal static class FormatSniffer
{
    private const int PeekBytes = 8 * 1024;

    private static readonly (byte[] Start, string Name)[] Signatures =
    [
        ("%PDF-"u8.ToArray(), "a PDF document"),
        ("PK\u0003\u0004"u8.ToArray(), "a ZIP archive or an office document"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ("GIF8"u8.ToArray(), "a GIF picture"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old office document"),
        ("{\\rtf"u8.ToArray(), "a rich text document"),
    ];

    /// <summary>What a gzip stream holds, else the stream itself.</summary>
    public static Stream Unpacked(Stream raw)
    {
        var (start, whole) = Peek(raw);
        return start is [0x1F, 0x8B, ..] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    /// <summary>The first bytes, and a stream that still begins with them.</summary>
    public static (byte[] Start, Stream Whole) Peek(Stream stream)
    {
        byte[] start = new byte[PeekBytes];
        int count = stream.ReadAtLeast(start, PeekBytes, throwOnEndOfStream: false);
        Array.Resize(ref start, count);
        return (start, new PrefixedStream(start, stream));
    }

    public static InputFormat Sniff(string name, byte[] start)
    {
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            name = name[..^3];
        }

        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".html" or ".htm" or ".xhtml" or ".shtml" => InputFormat.Html,
            ".txt" or ".text" or ".md" => InputFormat.Text,
            ".ndjson" or ".jsonl" => InputFormat.Ndjson,
            ".warc" => InputFormat.Warc,
            ".rss" or ".atom" => InputFormat.Feed,
            ".opml" => InputFormat.Opml,
            _ => SniffContent(start),
        };
    }

    /// <summary>What kind of file that is not text the bytes are, or null if they can be text.</summary>
    public static string? BinaryKind(ReadOnlySpan<byte> bytes)
    {
        foreach (var (signature, name) in Signatures)
        {
            if (bytes.StartsWith(signature))
            {
                return name;
            }
        }

        if (TextDecoder.Unicode(bytes) is not null)
        {
            return null;
        }

        // A stray NUL happens in scraped pages; many of them, or many other control characters, do not.
        ReadOnlySpan<byte> start = bytes[..Math.Min(bytes.Length, PeekBytes)];
        int control = 0;
        foreach (byte b in start)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B))
            {
                control++;
            }
        }

        return control * 50 > start.Length ? "a binary file" : null;
    }

    private static InputFormat SniffContent(byte[] start)
    {
        string text = (TextDecoder.Unicode(start) ?? Encoding.Latin1).GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        bool Has(string tag) => text.Contains(tag, StringComparison.OrdinalIgnoreCase);
        if (text.StartsWith("WARC/", StringComparison.Ordinal))
        {
            return InputFormat.Warc;
        }

        if (text.StartsWith('{'))
        {
            return InputFormat.Ndjson;
        }

        if (text.StartsWith('<'))
        {
            bool page = Has("<html") || Has("<!doctype html");
            return !page && Has("<opml") ? InputFormat.Opml : !page && (Has("<rss") || Has("<feed") || Has("<rdf:RDF")) ? InputFormat.Feed : InputFormat.Html;
        }

        return Has("<html") || Has("<body") ? InputFormat.Html : InputFormat.Text;
    }

    /// <summary>Bytes already read, then the rest of the stream they came from.</summary>
    private sealed class PrefixedStream(byte[] prefix, Stream rest) : Stream
    {
        private int at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (at == prefix.Length)
            {
                return rest.Read(buffer);
            }

            int count = Math.Min(buffer.Length, prefix.Length - at);
            prefix.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
