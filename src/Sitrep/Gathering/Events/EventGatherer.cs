using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sitrep.Gathering.Copies;

namespace Sitrep.Gathering.Events;

/// <summary>Describes events by their reports and sets out where accounts differ.</summary>
public static class EventGatherer
{
    /// <summary>Describes as one event the reports that a person put together. Of what merged them before, the links between them stay.</summary>
    public static GatheredEvent Describe(ImmutableArray<(DossierArticle Article, RecordEvent Event, MergeLink? Merged)> reports)
    {
        string[] documents = [.. reports.Select(r => r.Article.Id).Distinct(StringComparer.Ordinal)];
        var together = reports.Select(r => (r.Article.Id, r.Event.Id)).ToHashSet();
        return Describe(
            [.. reports.Select(r => EventReport.From(Array.IndexOf(documents, r.Article.Id), r.Article.Record, r.Event, r.Article.Copies.Groups))],
            [.. reports.Select(r => r.Merged is { } link && together.Contains((link.Document, link.Event)) ? link : null)]);
    }

    internal static GatheredEvent Describe(ImmutableArray<GroupedReport> group, IReadOnlyList<ArticleRecord> articles, ImmutableArray<CopyPlacement> copies) => Describe(
        [.. group.Select(r => EventReport.From(r.Document, articles[r.Document], articles[r.Document].Events[r.Event], copies[r.Document].Groups))],
        [.. group.Select(r => r.Parent < 0 ? null : LinkOf(r, group[r.Parent], articles))]);

    public static GatheredPlace Describe(RecordPlace place) => new(place.Name, place.Country, place.Admin1, place.Latitude, place.Longitude, PrecisionOf(place));

    private static MergeLink LinkOf(GroupedReport report, GroupedReport parent, IReadOnlyList<ArticleRecord> articles) => new(
        articles[parent.Document].Id,
        articles[parent.Document].Events[parent.Event].Id,
        Rounded(report.Score),
        [.. report.Reasons.Select(r => new MergeReason(JsonNamingPolicy.CamelCase.ConvertName(r.Field.ToString()), Rounded(r.Weight)))]);

    // Adding zero makes zero of what is rounded to minus zero.
    private static double Rounded(float value) => Math.Round(value, 2) + 0.0;

    private static GatheredEvent Describe(ImmutableArray<EventReport> reports, ImmutableArray<MergeLink?> links)
    {
        EventReport lead = reports.Where(r => r.IsCurrent).DefaultIfEmpty(reports[0]).MaxBy(Detail)!;
        return new GatheredEvent(
            IdOf(reports[0]),
            lead.Event.Plover,
            lead.Event.Cameo,
            lead.Event.Acled,
            StatusOf(reports),
            DateOf(reports),
            PlaceOf(reports),
            ActorsOf(reports, e => e.Actors),
            ActorsOf(reports, e => e.Recipients),
            CountsOf(reports),
            [.. reports.Select((r, i) => ReportOf(r, links[i]))],
            reports.Select(r => r.Document).Distinct().Count(),
            IndependentSources.Origins([.. reports.Select(r => (r.Article.Source, r.CopyGroups[0]))]).Distinct().Count(),
            Accounts.Differing(reports));
    }

    // The report that fills most fields speaks for the event's type and codes.
    private static int Detail(EventReport report) =>
        (report.Event.Plover.Mode is null ? 0 : 1) + (report.Place is null ? 0 : 1) + (report.Dated ? 1 : 0) + report.Event.Counts.Length
        + report.Event.Actors.Count(a => a.Code is not null) + report.Event.Recipients.Count(a => a.Code is not null);

    private static string IdOf(EventReport first) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{first.Article.Id}\n{first.Event.Plover.Type}\n{first.Event.Trigger.Start}")).AsSpan(0, 8));

    private static string StatusOf(ImmutableArray<EventReport> reports)
    {
        string[] surest = ["asserted", "attributed", "possible", "denied", "planned", "conditional"];
        return surest.First(status => status == surest[^1] || reports.Any(r => r.Event.Status == status));
    }

    private static GatheredDate? DateOf(ImmutableArray<EventReport> reports)
    {
        EventReport[] dated = [.. reports.Where(r => r is { Dated: true, Days: not null, Event.Date: not null }).OrderBy(r => r.Days!.Days)];
        if (dated.Length == 0)
        {
            return reports.FirstOrDefault(r => r.Days is not null)?.Days is { } around
                ? new GatheredDate(Iso(around.Latest), "unknown", Iso(around.Earliest), Iso(around.Latest))
                : null;
        }

        RecordDate finest = dated[0].Event.Date!;
        return new GatheredDate(finest.Value, finest.Granularity, Iso(dated.Min(r => r.Days!.Earliest)), Iso(dated.Max(r => r.Days!.Latest)));
    }

    private static GatheredPlace? PlaceOf(ImmutableArray<EventReport> reports)
    {
        RecordPlace? finest = reports.Select(r => r.Place).OfType<RecordPlace>().OrderBy(p => PrecisionOf(p)).FirstOrDefault();
        return finest is null ? null : Describe(finest);
    }

    private static PlacePrecision PrecisionOf(RecordPlace place) => place.Kind switch
    {
        "town" or "site" => place.Match == "within" ? PlacePrecision.Near : PlacePrecision.Exact,
        "water" => PlacePrecision.Near,
        "district" => PlacePrecision.District,
        "province" or "region" => PlacePrecision.Province,
        "country" => PlacePrecision.Country,
        _ => PlacePrecision.Unknown,
    };

    private static ImmutableArray<GatheredActor> ActorsOf(ImmutableArray<EventReport> reports, Func<RecordEvent, ImmutableArray<RecordParticipant>> side)
    {
        var actors = new List<GatheredActor>();
        foreach (EventReport report in reports)
        {
            foreach (RecordParticipant participant in side(report.Event))
            {
                RecordEntity? entity = report.Article.Entities.FirstOrDefault(e => e.Id == participant.Entity);
                var actor = new GatheredActor(
                    entity?.Actor?.Name ?? entity?.Name ?? report.Article.Text[participant.Start..participant.End], participant.Code);
                if (!actors.Exists(a => a.Name == actor.Name || (a.Code is not null && a.Code == actor.Code)))
                {
                    actors.Add(actor);
                }
            }
        }

        return [.. actors];
    }

    private static ImmutableArray<GatheredCount> CountsOf(ImmutableArray<EventReport> reports) =>
    [
        .. reports.SelectMany(r => r.Event.Counts).GroupBy(c => c.What, StringComparer.Ordinal).Select(group =>
        {
            double low = group.Min(c => c.Least ?? 0);
            double? high = group.Any(c => c.Most is null) ? null : group.Max(c => c.Most);
            return new GatheredCount(group.Key, low, low == high ? low : null, high);
        }),
    ];

    private static Report ReportOf(EventReport report, MergeLink? merged) =>
        new(report.Article.Id, report.Event.Id, report.Event.Trigger.Start, report.Event.Trigger.End, report.Quote, report.IsCurrent ? null : report.Event.Time, merged);

    private static string Iso(NodaTime.LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}
