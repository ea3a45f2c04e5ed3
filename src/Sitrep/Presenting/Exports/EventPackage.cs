using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Sitrep.Gathering;

namespace Sitrep.Presenting.Exports;

/// <summary>What stands beside a file of exported events, so that who gets it knows what it is.</summary>
/// <param name="Layout">A name of <see cref="EventExports"/>.</param>
/// <param name="File">The name of the file, in the same folder.</param>
/// <param name="Written">How many events the layout had a place for.</param>
/// <param name="State">Names the records, the program and its tables; the same for the same ones.</param>
/// <param name="Licence">Under which the user shares the data; null where none was given.</param>
/// <param name="Contact">Where errors are reported; null where none was given.</param>
public sealed record EventPackage(string Layout, string File, int Written, string State, string? Licence, string? Contact)
{
    private static readonly ImmutableDictionary<string, string> MediaTypes = ImmutableDictionary.CreateRange<string, string>(StringComparer.Ordinal,
    [
        new("csv", "text/csv"), new("jsonl", "application/jsonl"), new("json", "application/json"), new("jsonld", "application/ld+json"), new("geojson", "application/geo+json"),
        new("kml", "application/vnd.google-earth.kml+xml"), new("parquet", "application/vnd.apache.parquet"), new("tsv", "text/tab-separated-values"),
        new("gpkg", "application/geopackage+sqlite3"), new("zip", "application/zip"),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ]);

    /// <summary>The description of a Frictionless data package (specs.frictionlessdata.io), with the columns of the project's own table.</summary>
    /// <param name="content">The exported file.</param>
    public byte[] Description(Dossier dossier, ReadOnlySpan<byte> content, CsvDialect dialect)
    {
        using var output = new MemoryStream();
        using (Utf8JsonWriter writer = JsonOutput.Open(output, indented: true))
        {
            bool table = Layout == "csv";
            writer.WriteStartObject();
            writer.WriteString("profile", table ? "tabular-data-package" : "data-package");
            writer.WriteString("name", $"sitrep-events-{Layout}");
            writer.WriteString("title", "Events in the news, each once, as Sitrep found them");
            writer.Optional("created", AsOf(dossier));
            if (Licence is not null)
            {
                writer.WriteStartArray("licenses");
                writer.WriteStartObject();
                writer.WriteString("title", Licence);
                if (Licence.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'))
                {
                    writer.WriteString("name", Licence);
                }

                writer.WriteEndObject();
                writer.WriteEndArray();
            }

            if (Outlets(dossier) is { Length: > 0 } outlets)
            {
                writer.WriteStartArray("sources");
                foreach (string outlet in outlets)
                {
                    writer.WriteStartObject();
                    writer.WriteString("title", outlet);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteStartArray("resources");
            writer.WriteStartObject();
            string extension = Path.GetExtension(File).TrimStart('.');
            writer.WriteString("profile", table ? "tabular-data-resource" : "data-resource");
            writer.WriteString("name", "events");
            writer.WriteString("path", File);
            writer.WriteString("format", extension);
            writer.Optional("mediatype", MediaTypes.GetValueOrDefault(extension));
            writer.WriteString("encoding", "utf-8");
            writer.WriteNumber("bytes", content.Length);
            writer.WriteString("hash", "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content)));
            if (table)
            {
                Schema(writer, dialect);
            }

            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteStartObject("sitrep");
            writer.WriteString("version", Version);
            writer.WriteString("state", State);
            writer.WriteString("layout", Layout);
            writer.WriteNumber("articles", dossier.Articles.Length);
            writer.WriteNumber("events", Written);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        return output.ToArray();
    }

    /// <summary>What the file is, how it was made, what it does not say, and where errors are reported, in Markdown.</summary>
    public string Readme(Dossier dossier)
    {
        string[] published = [.. dossier.Articles.Select(a => a.Record.Published).OfType<string>().Where(p => p.Length >= 10).Select(p => p[..10])];
        string period = published.Length == 0 ? "none of them dated" : $"published {published.Min(StringComparer.Ordinal)} to {published.Max(StringComparer.Ordinal)}";
        int without = dossier.Events.Length - Written;
        string left = without > 0 ? string.Create(CultureInfo.InvariantCulture, $"; the layout has no place for {without} more") : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Events in the news ({Layout})

            - File: `{File}`, {Written} events{left}
            - Read: {dossier.Articles.Length} articles of {Outlets(dossier).Length} outlets, {period}
            - As of: {AsOf(dossier) ?? "not known"} (when the last article was taken in)
            - Made by: Sitrep {Version}; state {State} (the same for the same records, program and tables)
            - Licence: {Licence ?? "none was given; ask whoever gave you the file"}
            - Errors: {Contact ?? "report them to whoever gave you the file"}; name the event's id. Corrections are kept and replayed, and the next file has them.

            ## Method

            A machine read the articles, coded what they report with the words behind each field, grouped copies, and put reports of one event together. An event stands here once, however many articles report it.
            Independent sources are origins: copies, and articles that name the same outlet as their origin, count once. Where accounts differ, low and high span them and nothing decides between them.

            ## Limits

            - Nothing is verified unless a person said so. Reported is not confirmed, and the actor named first is not for that the aggressor.
            - What the articles do not report is missing; what they report often is not thereby frequent. Figures of different scope must not be added up.
            - A place is as exact as its precision says, and a date too; what nothing dates or places stays empty.
            - English only. The figures of merit, and what they were measured on, stand in the program's documentation.
            - Quoted words are short evidence and remain their publishers'; their terms bind whoever passes them on.

            """).ReplaceLineEndings("\n");
    }

    private static string Version => typeof(EventPackage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    // The clock would make every file differ.
    private static string? AsOf(Dossier dossier) => dossier.Articles.Select(a => a.Captured).OfType<string>().Max(StringComparer.Ordinal);

    private static string[] Outlets(Dossier dossier) => [.. dossier.Articles.Select(a => a.Outlet).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static void Schema(Utf8JsonWriter writer, CsvDialect dialect)
    {
        writer.WriteStartObject("dialect");
        writer.WriteString("delimiter", dialect.Semicolons ? ";" : ",");
        writer.WriteString("lineTerminator", "\r\n");
        writer.WriteEndObject();
        writer.WriteStartObject("schema");
        writer.WriteStartArray("fields");
        foreach (EventColumn column in EventTable.Columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name", column.Name);
            writer.WriteString("type", column.IsNumber ? "number" : "string");
            writer.WriteString("description", column.Description);
            if (column.IsNumber && dialect.Semicolons)
            {
                writer.WriteString("decimalChar", ",");
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("primaryKey", "id");
        writer.WriteEndObject();
    }
}
