using System.Globalization;
using System.Text;
using System.Xml;
using Sitrep.Gathering;

namespace Sitrep.Presenting.Exports;

/// <summary>Events as KML 2.2: a folder of those with a point, styled by how exact it is, and one of those without.</summary>
internal sealed class KmlExport(CountryCodes countries) : IEventExport
{
    private const string Namespace = "http://www.opengis.net/kml/2.2";

    // Exact places are full dots; the vaguer, the larger and fainter.
    private static readonly (string Id, string Colour, string Scale)[] Styles = [("exact", "ff2020d0", "0.8"), ("near", "b02020d0", "1.0"), ("district", "802020d0", "1.2"), ("province", "502020d0", "1.5")];

    public int Write(Dossier dossier, Stream output)
    {
        using XmlWriter writer = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", CheckCharacters = true });
        writer.WriteStartDocument();
        writer.WriteStartElement("kml", Namespace);
        writer.WriteStartElement("Document");
        writer.WriteElementString("name", "Events");
        foreach (var (id, colour, scale) in Styles)
        {
            writer.WriteStartElement("Style");
            writer.WriteAttributeString("id", id);
            writer.WriteStartElement("IconStyle");
            writer.WriteElementString("color", colour);
            writer.WriteElementString("scale", scale);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        EventView[] events = [.. dossier.Events.OrderBy(e => e.Id, StringComparer.Ordinal).Select(e => new EventView(dossier, e, countries))];
        Folder(writer, "Placed", events.Where(e => e.HasPoint));
        Folder(writer, "Not placed", events.Where(e => !e.HasPoint));
        writer.WriteEndElement();
        writer.WriteEndElement();
        return events.Length;
    }

    private static void Folder(XmlWriter writer, string name, IEnumerable<EventView> events)
    {
        writer.WriteStartElement("Folder");
        writer.WriteElementString("name", name);
        foreach (EventView view in events)
        {
            Placemark(writer, view);
        }

        writer.WriteEndElement();
    }

    private static void Placemark(XmlWriter writer, EventView view)
    {
        writer.WriteStartElement("Placemark");
        writer.WriteAttributeString("id", "e" + view.Event.Id);
        writer.WriteElementString("name", XmlText(view.Event.Place is { } place ? $"{view.Event.Plover.Type}, {place.Name}" : view.Event.Plover.Type));
        writer.WriteElementString("description", XmlText(view.Quote));
        if (view is { Start: { } start, End: { } end })
        {
            if (start == end)
            {
                writer.WriteStartElement("TimeStamp");
                writer.WriteElementString("when", EventView.Iso(start));
            }
            else
            {
                writer.WriteStartElement("TimeSpan");
                writer.WriteElementString("begin", EventView.Iso(start));
                writer.WriteElementString("end", EventView.Iso(end));
            }

            writer.WriteEndElement();
        }

        if (view.HasPoint)
        {
            writer.WriteElementString("styleUrl", "#" + view.Precision);
        }

        writer.WriteStartElement("ExtendedData");
        foreach (EventColumn column in EventTable.Columns)
        {
            if (column.Value(view) is { } cell)
            {
                writer.WriteStartElement("Data");
                writer.WriteAttributeString("name", column.Name);
                writer.WriteElementString("value", XmlText(Convert.ToString(cell, CultureInfo.InvariantCulture)!));
                writer.WriteEndElement();
            }
        }

        writer.WriteEndElement();
        if (view is { Latitude: { } latitude, Longitude: { } longitude })
        {
            writer.WriteStartElement("Point");
            writer.WriteElementString("coordinates", string.Create(CultureInfo.InvariantCulture, $"{longitude},{latitude}"));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    // XML has no way to hold control characters, which pages do contain; half a surrogate pair becomes U+FFFD.
    private static string XmlText(string text) =>
        string.Concat(text.EnumerateRunes().Where(r => !r.IsBmp || XmlConvert.IsXmlChar((char)r.Value)));
}
