using System.Text.Json;
using Sitrep.Gathering;

namespace Sitrep.Presenting.Exports;

/// <summary>Articles with labels as lines of JSON for doccano's sequence labelling. Offsets count UTF-16 code units, as its page in the browser does.</summary>
internal sealed class DoccanoExport : IEventExport
{
    public int Write(Dossier dossier, Stream output)
    {
        foreach (ReportingArticle reporting in ReportingArticle.Of(dossier))
        {
            using (Utf8JsonWriter writer = JsonOutput.Open(output))
            {
                writer.WriteStartObject();
                writer.WriteString("text", reporting.Article.Record.Text);
                writer.WriteStartArray("label");
                foreach (TextLabel label in TextLabels.Of(reporting))
                {
                    writer.WriteStartArray();
                    writer.WriteNumberValue(label.Start);
                    writer.WriteNumberValue(label.End);
                    writer.WriteStringValue(label.Label);
                    writer.WriteEndArray();
                }

                writer.WriteEndArray();
                writer.WriteString("article", reporting.Article.Id);
                writer.WriteString("offsets", "utf-16");
                writer.WriteEndObject();
            }

            output.WriteByte((byte)'\n');
        }

        return dossier.Events.Length;
    }
}
