using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Sitrep.Reading;

/// <summary>Strings of JSON that may hold what JSON allows and text does not: NUL, half a surrogate pair, bytes that are not UTF-8.</summary>
internal static class JsonStrings
{
    /// <param name="value">A JSON string.</param>
    public static string Read(JsonElement value)
    {
        try
        {
            return TextDecoder.Sanitise(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate, or bytes that are not UTF-8: those become U+FFFD. GetRawText would throw on them again.
            string raw = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));
            return TextDecoder.Sanitise(Unescape(raw.AsSpan(1, raw.Length - 2)));
        }
    }

    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            char kind = raw[++i];
            if (kind == 'u' && i + 4 < raw.Length && ushort.TryParse(raw.Slice(i + 1, 4), System.Globalization.NumberStyles.HexNumber, null, out ushort unit))
            {
                text.Append((char)unit);
                i += 4;
                continue;
            }

            text.Append(kind switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => kind });
        }

        return text.ToString();
    }
}
