using System.Collections.Frozen;
using System.Collections.Immutable;
using System.ComponentModel;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;
using Sitrep.Presenting.Exports;
using Sitrep.Server.Snapshots;

namespace Sitrep.Server.Api;

/// <summary>Hands out what is seen as a file: the events that a filter admits, in any layout of <c>sitrep export</c>.</summary>
internal static class ExportEndpoints
{
    private const string Json = "json";

    private static readonly FrozenDictionary<string, (string Type, string Extension)> Files = new Dictionary<string, (string Type, string Extension)>
    {
        [Json] = ("application/json", "json"),
        ["annotation"] = ("application/ld+json", "jsonld"),
        ["brat"] = ("application/zip", "zip"),
        ["claims"] = ("application/ld+json", "jsonld"),
        ["doccano"] = ("application/jsonl", "jsonl"),
        ["gdelt"] = ("text/tab-separated-values", "tsv"),
        ["gdelt-mentions"] = ("text/tab-separated-values", "tsv"),
        ["geojson"] = ("application/geo+json", "geojson"),
        ["geopackage"] = ("application/geopackage+sqlite3", "gpkg"),
        ["gkg"] = ("text/tab-separated-values", "tsv"),
        ["icews"] = ("text/tab-separated-values", "tsv"),
        ["kml"] = ("application/vnd.google-earth.kml+xml", "kml"),
        ["labelstudio"] = ("application/json", "json"),
        ["parquet"] = ("application/vnd.apache.parquet", "parquet"),
        ["phoenix"] = ("text/tab-separated-values", "tsv"),
        ["polecat"] = ("text/tab-separated-values", "tsv"),
        ["prov"] = ("application/json", "json"),
        ["spacy"] = ("application/jsonl", "jsonl"),
        ["stix"] = ("application/stix+json", "json"),
        ["timemap"] = ("application/json", "json"),
        ["timesketch"] = ("application/jsonl", "jsonl"),
        ["xlsx"] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void MapExport(this IEndpointRouteBuilder api) =>
        api.MapGet("/export", Export).WithSummary("The events asked for as a file, all of them at once.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv", "application/json");

    private static async Task<IResult> Export(
        [AsParameters] EventFilter filter, [Description("json, or a layout of sitrep export; csv if absent.")] string? format, SnapshotFeed feed, EventExports exports, CancellationToken cancel)
    {
        string layout = format ?? "csv";
        if (layout != Json && !exports.Names.Contains(layout, StringComparer.Ordinal))
        {
            throw new InvalidQueryException("format", $"\"{layout}\" is not known; use one of {Json}, {string.Join(", ", exports.Names)}");
        }

        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        ImmutableArray<GatheredEvent> events = [.. snapshot.Events.Where(filter.Compile()).Select(e => e.Value)];
        var (type, extension) = Files.GetValueOrDefault(layout, ("text/csv; charset=utf-8", "csv"));
        return Results.File(layout == Json ? ApiJson.Serialize(events) : Write(exports.Of(layout), new Dossier(snapshot.Gathered.Dossier.Articles, events)), type, $"events-{layout}.{extension}");
    }

    private static byte[] Write(IEventExport export, Dossier dossier)
    {
        using var output = new MemoryStream();
        export.Write(dossier, output);
        return output.ToArray();
    }
}
