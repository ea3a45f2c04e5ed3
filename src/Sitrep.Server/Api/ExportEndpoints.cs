using System.ComponentModel;
using System.Globalization;
using System.Text;
using Sitrep.Gathering.Events;
using Sitrep.Server.Snapshots;

namespace Sitrep.Server.Api;

/// <summary>Hands out what is seen as a file: the events that a filter admits.</summary>
internal static class ExportEndpoints
{
    private static readonly string[] Header =
    [
        "event_id", "type", "mode", "cameo", "acled_event_type", "acled_sub_event_type", "status", "date", "date_precision", "earliest", "latest",
        "place", "place_words", "admin1", "country", "latitude", "longitude", "place_precision", "actors", "recipients", "counts", "documents",
        "independent_sources", "contested", "quote", "articles",
    ];

    public static void MapExport(this IEndpointRouteBuilder api) =>
        api.MapGet("/export", Export).WithSummary("The events asked for as a file, one a row or object, all of them at once.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv", "application/json");

    private static async Task<IResult> Export(
        [AsParameters] EventFilter filter, [Description("csv or json.")] string? format, SnapshotFeed feed, CancellationToken cancel)
    {
        StoreSnapshot snapshot = await feed.CurrentAsync(cancel).ConfigureAwait(false);
        EventEntry[] events = [.. snapshot.Events.Where(filter.Compile())];
        return (format ?? "csv") switch
        {
            "csv" => Results.File(Csv(events), "text/csv; charset=utf-8", "events.csv"),
            "json" => Results.File(ApiJson.Serialize(events.Select(e => e.Value)), "application/json", "events.json"),
            var other => throw new InvalidQueryException("format", $"\"{other}\" is not known; use csv or json"),
        };
    }

    private static byte[] Csv(EventEntry[] events)
    {
        var csv = new StringBuilder();
        Row(csv, Header);
        foreach (EventEntry entry in events)
        {
            Row(csv, Cells(entry));
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }

    private static string?[] Cells(EventEntry entry)
    {
        GatheredEvent value = entry.Value;
        return
        [
            value.Id, value.Plover.Type, value.Plover.Mode, value.Cameo, value.Acled?.EventType, value.Acled?.SubEventType, value.Status,
            value.Date?.Value, value.Date?.Granularity, value.Date?.Earliest, value.Date?.Latest,
            value.Place?.Name, entry.PlaceWords, value.Place?.Admin1, value.Place?.Country, Number(value.Place?.Latitude), Number(value.Place?.Longitude),
            value.Place?.Precision.ToString().ToLowerInvariant(), Names(value.Actors), Names(value.Recipients),
            string.Join("; ", value.Counts.Select(c => $"{c.What} {Number(c.Low)}..{Number(c.High)}")),
            Number(value.Documents), Number(value.IndependentSources), string.Join("; ", value.Contested.Select(c => c.Field)), value.Reports[0].Quote,
            string.Join("; ", value.Reports.Select(r => r.Document).Distinct(StringComparer.Ordinal)),
        ];
    }

    private static string Names(IEnumerable<GatheredActor> actors) => string.Join("; ", actors.Select(a => a.Code is null ? a.Name : $"{a.Name} [{a.Code}]"));

    private static string? Number(double? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static void Row(StringBuilder csv, IEnumerable<string?> cells) => csv.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    // A sheet would run what begins like a formula; a quotation mark in front keeps it text. Numbers stay numbers.
    private static string Cell(string? cell)
    {
        string text = cell ?? "";
        if (text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
