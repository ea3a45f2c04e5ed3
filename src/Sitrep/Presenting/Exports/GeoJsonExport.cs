using System.Text.Json;
using Sitrep.Gathering;

namespace Sitrep.Presenting.Exports;

/// <summary>Events as GeoJSON (RFC 7946), sorted by id. What is placed in a country at best has no geometry, never a country's centre.</summary>
internal sealed class GeoJsonExport(CountryCodes countries) : IEventExport
{
    public int Write(Dossier dossier, Stream output)
    {
        using Utf8JsonWriter writer = JsonOutput.Open(output);
        writer.WriteStartObject();
        writer.WriteString("type", "FeatureCollection");
        writer.WriteStartArray("features");
        foreach (var value in dossier.Events.OrderBy(e => e.Id, StringComparer.Ordinal))
        {
            Feature(writer, new EventView(dossier, value, countries));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        return dossier.Events.Length;
    }

    private static void Feature(Utf8JsonWriter writer, EventView view)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Feature");
        writer.WriteString("id", view.Event.Id);
        if (view is { Latitude: { } latitude, Longitude: { } longitude })
        {
            writer.WriteStartObject("geometry");
            writer.WriteString("type", "Point");
            writer.WriteStartArray("coordinates");
            writer.WriteNumberValue(longitude);
            writer.WriteNumberValue(latitude);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("geometry");
        }

        writer.WriteStartObject("properties");
        foreach (EventColumn column in EventTable.Columns.Where(c => c.Name is not ("id" or "latitude" or "longitude")))
        {
            switch (column.Value(view))
            {
                case double number:
                    writer.WriteNumber(column.Name, number);
                    break;
                case string text:
                    writer.WriteString(column.Name, text);
                    break;
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
