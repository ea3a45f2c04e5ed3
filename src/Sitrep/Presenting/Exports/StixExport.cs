using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Events as a STIX 2.1 bundle: an incident each, with the places and parties that it is related to, the articles as external references, and a note where accounts differ.</summary>
/// <remarks>
/// Ids are UUIDs of version 5 made of the project's own ids, so that output repeats and bundles can be joined. Who acts is <c>related-to</c> the incident, never <c>attributed-to</c>:
/// an article's word is no attribution. There are no opinions: only people have them.
/// </remarks>
internal sealed class StixExport(CountryCodes countries) : IEventExport
{
    /// <summary>Where no article was ever taken in.</summary>
    private const string NoTime = "1970-01-01T00:00:00.000Z";

    /// <summary>The name space of all ids, itself made at random once.</summary>
    private static readonly Guid NameSpace = new("6f1c5e0a-6d39-4a53-9f0e-2f4f6a1b7c58");

    public int Write(Dossier dossier, Stream output)
    {
        using Utf8JsonWriter writer = JsonOutput.Open(output);
        EventView[] views = [.. dossier.Events.OrderBy(e => e.Id, StringComparer.Ordinal).Select(e => new EventView(dossier, e, countries))];
        writer.WriteStartObject();
        writer.WriteString("type", "bundle");
        writer.WriteString("id", Id("bundle", string.Join('\n', views.Select(v => v.Event.Id))));

        // A bundle without objects has no such list.
        if (views.Length > 0)
        {
            writer.WriteStartArray("objects");
            Objects(writer, views);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        return views.Length;
    }

    /// <summary>A UUID of version 5 (RFC 9562) over type and key, behind the type.</summary>
    internal static string Id(string type, string key)
    {
        byte[] space = NameSpace.ToByteArray(bigEndian: true);
#pragma warning disable CA5350 // Version 5 is made with SHA-1; nothing is secured by it.
        Span<byte> hash = SHA1.HashData([.. space, .. Encoding.UTF8.GetBytes($"{type}\n{key}")]).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"{type}--{new Guid(hash, bigEndian: true)}";
    }

    private static void Objects(Utf8JsonWriter writer, EventView[] views)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        string last = Time(views.Select(v => v.Captured).OfType<string>().Max(StringComparer.Ordinal));

        // What several incidents share is as old as the first of them.
        foreach (EventView view in views.OrderBy(v => v.Captured, StringComparer.Ordinal).ThenBy(v => v.Event.Id, StringComparer.Ordinal))
        {
            string time = Time(view.Captured);
            string incident = Id("incident", view.Event.Id);
            Incident(writer, view, incident, time);
            written.Add(incident);
            if (view.Event.Place is { } place)
            {
                string id = Id("location", $"{place.Name}\n{place.Admin1}\n{place.Country}\n{place.Precision}");
                if (written.Add(id))
                {
                    Location(writer, view, place, id, time);
                }

                written.Add(Relationship(writer, incident, "located-at", id, null, time));
            }

            foreach (var (side, role) in view.Event.Actors.Select(a => (a, "actor")).Concat(view.Event.Recipients.Select(a => (a, "recipient"))))
            {
                string id = Id("identity", $"{side.Name}\n{side.Code}");
                if (written.Add(id))
                {
                    Begin(writer, "identity", id, time);
                    writer.WriteString("name", side.Name);
                    if (side.Code is { } code)
                    {
                        writer.Strings("labels", ["CAMEO " + code]);
                    }

                    writer.WriteEndObject();
                }

                written.Add(Relationship(writer, incident, "related-to", id, role, time));
            }

            if (view.Contested is { } contested)
            {
                string id = Id("note", view.Event.Id);
                Begin(writer, "note", id, time);
                writer.WriteString("abstract", "Accounts differ; nothing decides between them");
                writer.WriteString("content", contested);
                writer.Strings("object_refs", [incident]);
                writer.WriteEndObject();
                written.Add(id);
            }
        }

        Begin(writer, "report", Id("report", string.Join('\n', views.Select(v => v.Event.Id))), last);
        writer.WriteString("name", "Events in the news, each once, as Sitrep found them");
        writer.WriteString("description", "A machine read the articles; nothing is verified. Reported is not confirmed.");
        writer.WriteString("published", last);
        writer.Strings("report_types", ["observed-data"]);
        writer.Strings("object_refs", written.Order(StringComparer.Ordinal));
        writer.WriteEndObject();
    }

    private static void Incident(Utf8JsonWriter writer, EventView view, string id, string time)
    {
        GatheredEvent value = view.Event;
        string type = value.Plover.Mode is { } mode ? $"{value.Plover.Type}/{mode}" : value.Plover.Type;
        Begin(writer, "incident", id, time);
        writer.WriteString("name", string.Join(", ", ((string?[])[type, value.Place?.Name, value.Date?.Value]).OfType<string>()));
        writer.WriteString("description", view.Quote);
        writer.Strings("labels", ((string?[])[type, value.Cameo.Length > 0 ? "CAMEO " + value.Cameo : null, value.Status]).OfType<string>());
        writer.WriteStartArray("external_references");
        writer.WriteStartObject();
        writer.WriteString("source_name", "sitrep");
        writer.WriteString("external_id", value.Id);
        writer.WriteEndObject();
        foreach (DossierArticle article in view.Reports.Select(r => r.Article).DistinctBy(a => a.Id))
        {
            writer.WriteStartObject();
            writer.WriteString("source_name", article.Outlet);
            writer.Optional("description", article.Record.Title);
            if (article.Link is { } link)
            {
                writer.WriteString("url", link);
                if (article.Record.Source.Sha256 is { Length: 64 } sha256)
                {
                    writer.WriteStartObject("hashes");
                    writer.WriteString("SHA-256", sha256);
                    writer.WriteEndObject();
                }
            }

            writer.WriteString("external_id", article.Id);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Location(Utf8JsonWriter writer, EventView view, GatheredPlace place, string id, string time)
    {
        Begin(writer, "location", id, time);
        writer.WriteString("name", place.Name);
        writer.WriteString("description", $"Precision: {view.Precision}");
        if (view is { Latitude: { } latitude, Longitude: { } longitude })
        {
            writer.WriteNumber("latitude", latitude);
            writer.WriteNumber("longitude", longitude);
        }

        writer.Optional("country", view.Country.Alpha2);
        writer.Optional("administrative_area", place.Admin1 ?? (place.Precision == PlacePrecision.Province ? place.Name : null));
        if (view.Country.Alpha2.Length == 0 && !view.HasPoint)
        {
            // A location must have a country, a region or a point.
            writer.WriteString("region", "world");
        }

        writer.WriteEndObject();
    }

    private static string Relationship(Utf8JsonWriter writer, string from, string type, string to, string? role, string time)
    {
        string id = Id("relationship", $"{from}\n{type}\n{to}\n{role}");
        Begin(writer, "relationship", id, time);
        writer.WriteString("relationship_type", type);
        writer.Optional("description", role);
        writer.WriteString("source_ref", from);
        writer.WriteString("target_ref", to);
        writer.WriteEndObject();
        return id;
    }

    private static void Begin(Utf8JsonWriter writer, string type, string id, string time)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteString("spec_version", "2.1");
        writer.WriteString("id", id);
        writer.WriteString("created", time);
        writer.WriteString("modified", time);
    }

    private static string Time(string? captured) => captured is { Length: >= 19 } ? captured[..19] + ".000Z" : NoTime;
}
