using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;
using Sitrep.Presenting.Exports;
using Sitrep.Presenting.Reports;

namespace Sitrep.Presenting.Listings;

/// <summary>Lists the events on which accounts differ, the accounts side by side with who gives them, through whom, when and in which words.</summary>
public sealed class ContestedListing(Resources resources)
{
    private static readonly ImmutableArray<string> Columns = ["event", "what", "place", "date", "field", "account", "who", "outlet", "published", "words", "documents", "link"];

    private readonly CountryCodes countries = new(resources);
    private readonly EventWords words = new(resources);

    /// <param name="place">Words of the place, its division or country; null for everywhere.</param>
    public Listing List(Dossier dossier, string? place)
    {
        var rows = ImmutableArray.CreateBuilder<ListingRow>();
        foreach (GatheredEvent value in dossier.Events.Where(e => e.Contested.Length > 0))
        {
            var view = new EventView(dossier, value, countries);
            string where = value.Place is null ? "place not stated" : EventWords.Where(view);
            if (place is not null && !StatementListing.HoldsAll($"{where} {value.Place?.Name} {value.Place?.Country}", StatementListing.Terms(place)))
            {
                continue;
            }

            foreach (Contested contested in value.Contested)
            {
                string about = $"{EventCitations.FieldWords(contested.Field)}: {words.What(view)}, {where}, {(view.Start is null ? "date not stated" : EventWords.When(view))} [{value.Id}]";
                rows.AddRange(contested.Accounts.Select((a, i) => Row(view, contested.Field, where, a, i == 0 ? $"Accounts differ on {about}" : null)));
            }
        }

        return new Listing(Columns, rows.ToImmutable());
    }

    private ListingRow Row(EventView view, string field, string where, Account account, string? above)
    {
        ReportView report = EventCitations.ReportOf(view, account);
        string published = report.Article.Record.Published is { Length: >= 10 } day ? day[..10] : "not dated";
        string quote = EventView.Shortened(report.Report.Quote);
        string who = account.Source ?? report.Article.Outlet + ", in its own voice";
        return new ListingRow(
            $"{account.Told}  –  {who}, through {report.Article.Outlet}, {published}",
            $"“{quote}”",
            [
                view.Event.Id, words.What(view), where, EventView.Iso(view.Day), field, account.Told, who, report.Article.Outlet, published, quote,
                string.Join("; ", account.Documents), report.Article.Link,
            ],
            above);
    }
}
