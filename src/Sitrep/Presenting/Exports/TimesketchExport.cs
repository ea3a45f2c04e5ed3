using System.Globalization;
using System.Text.Json;
using NodaTime;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Events as lines of JSON for Timesketch: what happened, when, and what the time means. What nothing dates is left out.</summary>
/// <remarks>The layout asks for a moment, and texts give days at best: each stands at the beginning of its day in UTC, and <c>timestamp_desc</c> says how exact that is.</remarks>
internal sealed class TimesketchExport(CountryCodes countries) : IEventExport
{
    private const long MicrosecondsPerSecond = 1_000_000;

    public int Write(Dossier dossier, Stream output)
    {
        EventView[] events = [.. dossier.Events.Where(e => e.Date is not null).Select(e => new EventView(dossier, e, countries)).OrderBy(e => e.Day).ThenBy(e => e.Event.Id, StringComparer.Ordinal)];
        foreach (EventView view in events)
        {
            using (Utf8JsonWriter writer = JsonOutput.Open(output))
            {
                Line(writer, view);
            }

            output.WriteByte((byte)'\n');
        }

        return events.Length;
    }

    private static void Line(Utf8JsonWriter writer, EventView view)
    {
        GatheredEvent value = view.Event;
        Instant moment = view.Day!.Value.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        writer.WriteStartObject();
        writer.WriteString("message", view.Quote);
        writer.WriteString("datetime", EventView.Iso(view.Day) + "T00:00:00+00:00");
        writer.WriteString("timestamp_desc", Meaning(value.Date!));
        writer.WriteNumber("timestamp", moment.ToUnixTimeSeconds() * MicrosecondsPerSecond);
        writer.WriteString("event_id", value.Id);
        writer.WriteString("event_type", value.Plover.Mode is { } mode ? $"{value.Plover.Type}/{mode}" : value.Plover.Type);
        writer.WriteString("cameo", value.Cameo);
        writer.WriteString("status", value.Status);
        writer.WriteString("date_start", value.Date!.Earliest);
        writer.WriteString("date_end", value.Date.Latest);
        writer.Optional("place", value.Place?.Name);
        writer.Optional("country", value.Place is null ? null : view.Country.Name);
        writer.Optional("place_precision", view.Precision);
        if (view is { Latitude: { } latitude, Longitude: { } longitude })
        {
            writer.WriteString("latitude", latitude.ToString(CultureInfo.InvariantCulture));
            writer.WriteString("longitude", longitude.ToString(CultureInfo.InvariantCulture));
        }

        writer.Optional("actors", DelimitedWriter.List(value.Actors.Select(a => a.Name)));
        writer.Optional("recipients", DelimitedWriter.List(value.Recipients.Select(a => a.Name)));
        writer.WriteNumber("independent_sources", value.IndependentSources);
        writer.Optional("outlets", DelimitedWriter.List(view.Outlets));
        writer.Optional("links", DelimitedWriter.List(view.Links));
        writer.Optional("contested", view.Contested);
        writer.Strings("tag", value.Contested.Length > 0 ? [value.Plover.Type, "contested"] : [value.Plover.Type]);
        writer.WriteEndObject();
    }

    private static string Meaning(GatheredDate date) => date.Granularity switch
    {
        "unknown" => "Day of the news; the text gives no date",
        "day" or "hour" or "minute" or "time" when date.Earliest == date.Latest => "Day of the event",
        "day" or "hour" or "minute" or "time" => "First day of the event by differing accounts",
        var coarse => $"First day of the event's {coarse}",
    };
}
