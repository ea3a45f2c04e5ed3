using System.Globalization;
using System.Text.Json;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Events, sources and associations as one <c>api.json</c> for TimeMap: every value is a string or a list of strings.</summary>
/// <remarks>An event needs a date or a point; those with neither are left out. Dates are written month/day/year, as its example is set up.</remarks>
internal sealed class TimeMapExport(CountryCodes countries) : IEventExport
{
    public int Write(Dossier dossier, Stream output)
    {
        EventView[] events = [.. dossier.Events.OrderBy(e => e.Id, StringComparer.Ordinal).Select(e => new EventView(dossier, e, countries)).Where(e => e.HasPoint || e.Start is not null)];
        using Utf8JsonWriter writer = JsonOutput.Open(output);
        writer.WriteStartObject();
        writer.WriteStartArray("events");
        foreach (EventView view in events)
        {
            Event(writer, view);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("associations");
        foreach (string type in events.Select(e => e.Event.Plover.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("id", type);
            writer.WriteString("title", type);
            writer.WriteString("desc", "");
            writer.WriteString("mode", "FILTER");
            writer.Strings("filter_paths", ["Type", type]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("sources");
        foreach (DossierArticle article in events.SelectMany(e => e.Reports).Select(r => r.Article).DistinctBy(a => a.Id).OrderBy(a => a.Id, StringComparer.Ordinal))
        {
            Source(writer, article);
        }

        writer.WriteEndArray();
        writer.Strings("sites", []);
        writer.Strings("shapes", []);
        writer.WriteEndObject();
        return events.Length;
    }

    private static void Event(Utf8JsonWriter writer, EventView view)
    {
        GatheredEvent value = view.Event;
        writer.WriteStartObject();
        writer.WriteString("id", value.Id);
        writer.WriteString("civId", value.Id);
        writer.WriteString("description", view.Quote);
        writer.WriteString("date", view.Start is { } day ? string.Create(CultureInfo.InvariantCulture, $"{day.Month}/{day.Day}/{day.Year}") : "");
        writer.WriteString("time", "");
        writer.WriteString("time_precision", value.Date?.Granularity ?? "");
        writer.WriteString("time_display", view.Start == view.End ? EventView.Iso(view.Start) ?? "" : $"{EventView.Iso(view.Start)} to {EventView.Iso(view.End)}");
        writer.WriteString("location", value.Place?.Name ?? "");
        writer.WriteString("latitude", view.Latitude?.ToString(CultureInfo.InvariantCulture) ?? "");
        writer.WriteString("longitude", view.Longitude?.ToString(CultureInfo.InvariantCulture) ?? "");
        writer.WriteString("location_precision", view.Precision ?? "");
        writer.WriteString("type", value.Plover.Mode ?? "");
        writer.WriteString("category", value.Plover.Type);
        writer.WriteString("category_full", value.Plover.Mode is { } mode ? $"{value.Plover.Type}/{mode}" : value.Plover.Type);
        writer.Strings("associations", [value.Plover.Type]);
        writer.Strings("sources", view.Reports.Select(r => r.Article.Id).Distinct(StringComparer.Ordinal));
        writer.WriteString("comments", view.Contested is { } contested ? "Accounts differ: " + contested : "");
        writer.WriteString("graphic", value.Counts.Any(c => c.What is "killed" or "injured") ? "TRUE" : "FALSE");
        writer.WriteEndObject();
    }

    private static void Source(Utf8JsonWriter writer, DossierArticle article)
    {
        writer.WriteStartObject();
        writer.WriteString("id", article.Id);
        writer.WriteString("title", article.Record.Title ?? article.Id);
        writer.WriteString("thumbnail", "");
        writer.Strings("paths", article.Link is { } link ? [link] : []);
        writer.WriteString("type", "Article");
        writer.Strings("affil_s", [article.Outlet]);
        writer.WriteString("url", article.Link ?? "");
        writer.WriteString("description", "");
        writer.WriteString("date", article.Record.Published ?? "");
        writer.WriteEndObject();
    }
}
