using System.Text.Json;
using Sitrep.Gathering;

namespace Sitrep.Presenting.Exports;

/// <summary>Articles with labelled spans as lines of JSON for spaCy and Prodigy. Offsets count code points, as Python does.</summary>
internal sealed class SpacyExport : IEventExport
{
    public int Write(Dossier dossier, Stream output)
    {
        foreach (ReportingArticle reporting in ReportingArticle.Of(dossier))
        {
            string text = reporting.Article.Record.Text;
            var points = new CodePoints(text);
            using (Utf8JsonWriter writer = JsonOutput.Open(output))
            {
                writer.WriteStartObject();
                writer.WriteString("text", text);
                writer.WriteStartArray("spans");
                foreach (TextLabel label in TextLabels.Of(reporting))
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("start", points[label.Start]);
                    writer.WriteNumber("end", points[label.End]);
                    writer.WriteString("label", label.Label);
                    writer.WriteString("text", text[label.Start..label.End]);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteStartObject("meta");
                writer.WriteString("article", reporting.Article.Id);
                writer.WriteString("offsets", "code points");
                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            output.WriteByte((byte)'\n');
        }

        return dossier.Events.Length;
    }
}
