using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sitrep.Presenting.Exports;

/// <summary>Short ways to write JSON; letters of every script stay as they are.</summary>
internal static class JsonOutput
{
    public static Utf8JsonWriter Open(Stream output, bool indented = false) =>
        new(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = indented, NewLine = "\n" });

    public static void Optional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    public static void Strings(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
