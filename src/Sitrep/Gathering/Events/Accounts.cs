using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Gathering.Statements;

namespace Sitrep.Gathering.Events;

/// <summary>Sets accounts of one event side by side where they differ.</summary>
internal static class Accounts
{
    public static ImmutableArray<Contested> Differing(ImmutableArray<EventReport> reports)
    {
        var contested = ImmutableArray.CreateBuilder<Contested>();
        foreach (string what in reports.SelectMany(r => r.Event.Counts).Select(c => c.What).Distinct(StringComparer.Ordinal))
        {
            Compare(what, reports.SelectMany(r => r.Event.Counts.Where(c => c.What == what).Select(c => (r, Range(c)))), contested);
        }

        Compare("place", reports.Where(r => r.Place is { Kind: "town" or "site" }).Select(r => (r, r.Place!.Name)), contested);
        Compare("date", reports.Where(r => r.Event.Date is { Granularity: "day" }).Select(r => (r, r.Event.Date!.Value[..Math.Min(10, r.Event.Date!.Value.Length)])), contested);
        Compare("actor", reports.SelectMany(r => r.Event.Actors.Select(a => a.Code).OfType<string>().Where(c => c != "UNK").Take(1).Select(code => (r, code))), contested);
        Compare("happened", reports.Where(r => r.Event.Status is "asserted" or "attributed" or "denied").Select(r => (r, r.Event.Status == "denied" ? "no" : "yes")), contested);
        return contested.ToImmutable();
    }

    private static void Compare(string field, IEnumerable<(EventReport Report, string Value)> values, ImmutableArray<Contested>.Builder contested)
    {
        Account[] accounts =
        [
            .. values.GroupBy(v => (v.Value, Source: Speaker(v.Report)))
                .Select(g => new Account(g.Key.Value, g.Key.Source, [.. g.Select(v => v.Report.Article.Id).Distinct(StringComparer.Ordinal)])),
        ];
        if (accounts.Select(a => a.Value).Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            contested.Add(new Contested(field, [.. accounts]));
        }
    }

    public static string Range(RecordCount count) => (count.Least, count.Most) switch
    {
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"{least} or more"),
        (null, { } most) => string.Create(CultureInfo.InvariantCulture, $"{most} at most"),
        ({ } least, { } most) when least == most => least.ToString(CultureInfo.InvariantCulture),
        var (least, most) => string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"),
    };

    private static string? Speaker(EventReport report) =>
        StatementGatherer.SpeakerOf(report.Article, report.Article.Statements.FirstOrDefault(s => s.Id == report.Event.Statement)?.Source);
}
