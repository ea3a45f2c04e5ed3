using System.Text.Json;
using Sitrep.Gathering;

namespace Sitrep.Presenting.Exports;

/// <summary>Each report of an event as a W3C Web Annotation of the article's text.</summary>
/// <remarks>Positions count Unicode code points, as the standard has it, not the UTF-16 code units of the record.</remarks>
internal sealed class AnnotationExport(CountryCodes countries) : IEventExport
{
    /// <summary>UTF-16 code units of text before and after the words, by which they are found again.</summary>
    private const int Context = 32;

    public int Write(Dossier dossier, Stream output)
    {
        using Utf8JsonWriter writer = JsonOutput.Open(output);
        writer.WriteStartObject();
        writer.WriteString("@context", "http://www.w3.org/ns/anno.jsonld");
        writer.WriteString("id", "urn:sitrep:annotations");
        writer.WriteString("type", "AnnotationPage");
        writer.WriteStartArray("items");
        foreach (var value in dossier.Events.OrderBy(e => e.Id, StringComparer.Ordinal))
        {
            var view = new EventView(dossier, value, countries);
            for (int i = 0; i < view.Reports.Length; i++)
            {
                Annotation(writer, view, i);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        return dossier.Events.Length;
    }

    private static void Annotation(Utf8JsonWriter writer, EventView view, int number)
    {
        ReportView report = view.Reports[number];
        writer.WriteStartObject();
        writer.WriteString("id", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"urn:sitrep:{view.Event.Id}:{number + 1}"));
        writer.WriteString("type", "Annotation");
        writer.WriteString("motivation", "classifying");
        writer.Optional("created", report.Article.Captured);
        writer.WriteStartArray("body");
        Body(writer, "classifying", report.Event.Plover.Mode is { } mode ? $"{report.Event.Plover.Type}/{mode}" : report.Event.Plover.Type);
        if (report.Event.Cameo.Length > 0)
        {
            Body(writer, "classifying", "CAMEO " + report.Event.Cameo);
        }

        Body(writer, "describing", report.Event.Status);
        Body(writer, "linking", view.Event.Id);
        writer.WriteEndArray();
        writer.WriteStartObject("target");
        writer.WriteString("source", report.Article.Link ?? "urn:sitrep:article:" + Uri.EscapeDataString(report.Article.Id));
        writer.WriteStartArray("selector");
        Selectors(writer, report.Article.Record.Text, report.Report.Start, report.Report.End);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Body(Utf8JsonWriter writer, string purpose, string value)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "TextualBody");
        writer.WriteString("purpose", purpose);
        writer.WriteString("value", value);
        writer.WriteEndObject();
    }

    private static void Selectors(Utf8JsonWriter writer, string text, int start, int end)
    {
        var points = new CodePoints(text);
        writer.WriteStartObject();
        writer.WriteString("type", "TextPositionSelector");
        writer.WriteNumber("start", points[start]);
        writer.WriteNumber("end", points[end]);
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("type", "TextQuoteSelector");
        writer.WriteString("exact", text[start..end]);
        int before = Math.Max(0, start - Context), after = Math.Min(text.Length, end + Context);
        before += before > 0 && char.IsLowSurrogate(text[before]) ? 1 : 0;
        after -= after < text.Length && char.IsLowSurrogate(text[after]) ? 1 : 0;
        writer.WriteString("prefix", text[before..start]);
        writer.WriteString("suffix", text[end..after]);
        writer.WriteEndObject();
    }
}
