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
            Compare(what, reports.SelectMany(r => r.Event.Counts.Where(c => c.What == what).Select(c => Said(r, Range(c), StatementOf(r, c)))), contested);
        }

        Compare("place", reports.Where(r => r.Place is { Kind: "town" or "site" }).Select(r => Said(r, r.Place!.Name)), contested);
        Compare("date", reports.Where(r => r.Event.Date is { Granularity: "day" }).Select(r => Said(r, r.Event.Date!.Value[..Math.Min(10, r.Event.Date!.Value.Length)])), contested);
        Compare("actor", reports.SelectMany(r => r.Event.Actors.Select(a => a.Code).OfType<string>().Where(c => c != "UNK").Take(1).Select(code => Said(r, code))), contested);
        Compare("happened", reports.Where(r => r.Event.Status is "asserted" or "attributed" or "denied").Select(r => Said(r, r.Event.Status == "denied" ? "no" : "yes")), contested);
        return contested.ToImmutable();
    }

    private static void Compare(string field, IEnumerable<Voice> values, ImmutableArray<Contested>.Builder contested)
    {
        Account[] accounts =
        [
            .. values.GroupBy(v => (v.Value, Speaker: Key(v.Speaker), v.Denied))
                .Select(g => new Account(g.Key.Value, g.First().Speaker, [.. g.Select(v => v.Report.Article.Id).Distinct(StringComparer.Ordinal)], g.Key.Denied ? true : null)),
        ];
        if (accounts.Select(a => a.Value).Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            contested.Add(new Contested(field, [.. accounts]));
        }
    }

    // "Organisers" and "the organisers" are one voice.
    private static string? Key(string? speaker) =>
        speaker is null ? null : (speaker.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? speaker[4..] : speaker).ToLowerInvariant();

    public static string Range(RecordCount count) => (count.Least, count.Most) switch
    {
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"{least} or more"),
        (null, { } most) => string.Create(CultureInfo.InvariantCulture, $"{most} at most"),
        ({ } least, { } most) when least == most => least.ToString(CultureInfo.InvariantCulture),
        var (least, most) => string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"),
    };

    private static Voice Said(EventReport report, string value, RecordStatement? within = null) =>
        new(report, value, StatementGatherer.SpeakerOf(report.Article, (within ?? report.Article.Statements.FirstOrDefault(s => s.Id == report.Event.Statement))?.Source), within?.Polarity == "denies");

    // The innermost statement that holds the number: "police said fifteen were held, rejecting claims that 27 were" is no word of police for 27.
    private static RecordStatement? StatementOf(EventReport report, RecordCount count) => report.Article.Statements
        .Where(s => s.Content.Any(c => c.Start <= count.Start && count.End <= c.End))
        .MinBy(s => s.Content.Sum(c => c.End - c.Start));

    private readonly record struct Voice(EventReport Report, string Value, string? Speaker, bool Denied);
}
