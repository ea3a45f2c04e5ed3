using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Sitrep.Gathering;

namespace Sitrep.Presenting.Exports;

/// <summary>Articles as tasks of Label Studio, with the labels as predictions that an annotator accepts or changes. Offsets count UTF-16 code units, as its page in the browser does.</summary>
/// <remarks>The labelling interface has a <c>Text</c> named <c>text</c> with the value <c>$text</c> and <c>Labels</c> named <c>label</c>.</remarks>
internal sealed class LabelStudioExport : IEventExport
{
    private static readonly string Model = "sitrep-" + (typeof(LabelStudioExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0");

    public int Write(Dossier dossier, Stream output)
    {
        using Utf8JsonWriter writer = JsonOutput.Open(output);
        writer.WriteStartArray();
        foreach (ReportingArticle reporting in ReportingArticle.Of(dossier))
        {
            Task(writer, reporting);
        }

        writer.WriteEndArray();
        return dossier.Events.Length;
    }

    private static void Task(Utf8JsonWriter writer, ReportingArticle reporting)
    {
        string text = reporting.Article.Record.Text;
        writer.WriteStartObject();
        writer.WriteStartObject("data");
        writer.WriteString("text", text);
        writer.WriteString("article", reporting.Article.Id);
        writer.Optional("title", reporting.Article.Record.Title);
        writer.Optional("link", reporting.Article.Link);
        writer.WriteEndObject();
        writer.WriteStartArray("predictions");
        writer.WriteStartObject();
        writer.WriteString("model_version", Model);
        writer.WriteStartArray("result");
        int number = 0;
        foreach (TextLabel label in TextLabels.Of(reporting))
        {
            writer.WriteStartObject();
            writer.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"s{++number}"));
            writer.WriteString("from_name", "label");
            writer.WriteString("to_name", "text");
            writer.WriteString("type", "labels");
            writer.WriteStartObject("value");
            writer.WriteNumber("start", label.Start);
            writer.WriteNumber("end", label.End);
            writer.WriteString("text", text[label.Start..label.End]);
            writer.Strings("labels", [label.Label]);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
