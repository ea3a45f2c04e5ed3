using System.Text;
using System.Text.RegularExpressions;
using UtfUnknown;

namespace Sitrep.Reading;

/// <summary>Bytes → characters: byte order mark, then valid UTF-8, then what the page declares, then detection by statistics.</summary>
/// <remarks>The text never holds NUL or half a surrogate pair; each becomes U+FFFD, so that offsets stay as they were.</remarks>
internal static partial class TextDecoder
{
    /// <summary>How far into a page a declaration is looked for. Browsers stop at 1,024 bytes; real pages do not.</summary>
    private const int DeclarationBytes = 16 * 1024;

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <param name="declared">The character set that came with the page, such as that of an HTTP header.</param>
    /// <param name="html">Whether the bytes may declare their own.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? declared, bool html)
    {
        Encoding encoding = Unicode(bytes) ?? Find(bytes, declared, html);
        string text = encoding.GetString(bytes);
        return Sanitise(text.StartsWith('\uFEFF') ? text[1..] : text);
    }

    /// <summary>The text with NUL and lone surrogates replaced by U+FFFD, each by one character.</summary>
    public static string Sanitise(string text)
    {
        int bad = text.AsSpan().IndexOf('\0');
        if (bad < 0 && (bad = FirstLoneSurrogate(text, 0)) < 0)
        {
            return text;
        }

        char[] clean = text.ToCharArray();
        clean.AsSpan().Replace('\0', '\uFFFD');
        for (int at = FirstLoneSurrogate(text, 0); at >= 0; at = FirstLoneSurrogate(text, at + 1))
        {
            clean[at] = '\uFFFD';
        }

        return new string(clean);
    }

    /// <summary>UTF-8, -16 or -32 if a byte order mark or the pattern of zero bytes says so, else null.</summary>
    internal static Encoding? Unicode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => UnmarkedUtf16(bytes[..Math.Min(bytes.Length, 2048)]),
    };

    private static Encoding? UnmarkedUtf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 16 || !bytes.Contains((byte)0))
        {
            return null;
        }

        int even = 0, odd = 0;
        for (int i = 0; i + 1 < bytes.Length; i += 2)
        {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }

        int pairs = bytes.Length / 2;
        return odd * 10 > pairs * 6 && even * 10 < pairs ? Encoding.Unicode
            : even * 10 > pairs * 6 && odd * 10 < pairs ? Encoding.BigEndianUnicode
            : null;
    }

    private static Encoding Find(ReadOnlySpan<byte> bytes, string? declared, bool html)
    {
        // Long runs of other encodings are practically never valid UTF-8, so validity outweighs any declaration.
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return Encoding.UTF8;
        }

        Encoding? said = Named(declared) ?? (html ? Declared(bytes) : null);
        return said switch
        {
            UTF8Encoding when MostlyUtf8(bytes) => said,
            null or UTF8Encoding => Detected(bytes) ?? (MostlyUtf8(bytes) ? Encoding.UTF8 : Western),
            _ when said.CodePage == Western.CodePage && Mojibake(bytes) => Detected(bytes) ?? said,
            _ => said,
        };
    }

    private static Encoding? Declared(ReadOnlySpan<byte> bytes)
    {
        string start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationBytes)]);
        Match match = Declaration().Match(start);
        return match.Success ? Named(match.Groups[1].Value) : null;
    }

    /// <summary>The encoding of a declared name, as browsers take it: Latin-1 and ASCII mean windows-1252.</summary>
    private static Encoding? Named(string? name)
    {
        name = name?.Trim().Trim('"', '\'').ToLowerInvariant();
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        if (name is "iso-8859-1" or "iso8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii")
        {
            return Western;
        }

        // A page that was read as bytes up to this declaration cannot be UTF-16.
        if (name is "utf8" || name.StartsWith("utf-16", StringComparison.Ordinal))
        {
            return Encoding.UTF8;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding? Detected(ReadOnlySpan<byte> bytes)
    {
        DetectionDetail? best = CharsetDetector.DetectFromBytes(Telling(bytes)).Detected;
        return best is { Confidence: > 0.3f } ? Named(best.EncodingName) : null;
    }

    /// <summary>The parts around bytes beyond ASCII: a page's kilobytes of markup tell a detector nothing.</summary>
    private static byte[] Telling(ReadOnlySpan<byte> bytes)
    {
        const int Around = 12, Most = 32 * 1024;
        var kept = new List<byte>(Most);
        int until = 0;
        for (int i = 0; i < bytes.Length && kept.Count < Most; i++)
        {
            if (bytes[i] < 0x80)
            {
                continue;
            }

            int from = Math.Max(until, i - Around);
            until = Math.Min(bytes.Length, i + Around);
            kept.AddRange(bytes[Math.Min(from, until)..until]);
        }

        return [.. kept];
    }

    /// <summary>Whether all but a few of the bytes beyond ASCII belong to valid sequences: cut or mixed pages are still UTF-8.</summary>
    private static bool MostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        int valid = 0, invalid = 0;
        while (!bytes.IsEmpty)
        {
            int ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                break;
            }

            bytes = bytes[ascii..];
            bool ok = Rune.DecodeFromUtf8(bytes, out _, out int used) == System.Buffers.OperationStatus.Done;
            (valid, invalid) = ok ? (valid + 1, invalid) : (valid, invalid + 1);
            bytes = bytes[used..];
        }

        return valid > 10 * invalid;
    }

    /// <summary>Whether bytes taken for Western European would be words of accented letters alone.</summary>
    private static bool Mojibake(ReadOnlySpan<byte> bytes)
    {
        int inRuns = 0, high = 0, run = 0;
        foreach (byte b in bytes)
        {
            if (b >= 0xC0)
            {
                high++;
                inRuns += ++run >= 3 ? 1 : 0;
            }
            else
            {
                run = 0;
            }
        }

        return high > 20 && inRuns * 3 > high;
    }

    private static int FirstLoneSurrogate(string text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            int next = text.AsSpan(i).IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
            {
                return -1;
            }

            i += next;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (from <= i)
            {
                return i;
            }
        }

        return -1;
    }

    [GeneratedRegex("""(?:<meta[^>]*?\bcharset|<\?xml[^>]*?\bencoding)\s*=\s*["']?\s*([\w:.-]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
