using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Each report of an event in the 16 columns of GDELT 2.0 Mentions: tab-separated, no header. The ids are those that <see cref="GdeltExport"/> gives.</summary>
/// <remarks>Confidence and tone stay empty: neither is measured. Offsets count UTF-16 code units of the article's text, −1 where there is nothing to point at.</remarks>
internal sealed class GdeltMentionsExport(CountryCodes countries) : IEventExport
{
    /// <summary>Kinds of source: a page of the web, and what only a citation names.</summary>
    private const int Web = 1, Citation = 2;

    public int Write(Dossier dossier, Stream output)
    {
        GatheredEvent[] events = [.. dossier.Events.Where(GdeltExport.Has)];
        using var writer = new DelimitedWriter(output, Delimited.Tabs);
        foreach (GatheredEvent value in events)
        {
            var view = new EventView(dossier, value, countries);
            foreach (ReportView report in view.Reports)
            {
                string? link = report.Article.Link;
                writer.Row(
                    view.Number,
                    GdeltExport.Time(view.Captured),
                    GdeltExport.Time(report.Article.Captured),
                    link is null ? Citation : Web,
                    Uri.TryCreate(link, UriKind.Absolute, out Uri? address) ? address.Host : report.Article.Outlet,
                    link ?? $"{report.Article.Outlet}: {report.Article.Record.Title ?? report.Article.Id}",
                    report.Event.Sentence + 1,
                    report.Event.Actors.FirstOrDefault()?.Start ?? -1,
                    report.Event.Recipients.FirstOrDefault()?.Start ?? -1,
                    report.Event.Trigger.Start,
                    1,
                    null,
                    report.Article.Record.Text.Length,
                    null,
                    null,
                    null);
            }
        }

        return events.Length;
    }
}
