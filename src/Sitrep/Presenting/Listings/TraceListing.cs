using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;
using Sitrep.Gathering.Statements;
using Sitrep.Presenting.Exports;
using Sitrep.Presenting.Reports;

namespace Sitrep.Presenting.Listings;

/// <summary>Follows an event or a statement from who said it first through each outlet that carries it, citing whom.</summary>
public sealed class TraceListing(Resources resources)
{
    private static readonly ImmutableArray<string> Columns = ["step", "published", "outlet", "document", "speaker", "through", "copyOf", "words", "link"];

    private readonly CountryCodes countries = new(resources);

    /// <param name="id">The id of an event or statement, or the beginning of one.</param>
    /// <returns>Null where nothing, or more than one thing, has that id.</returns>
    public Listing? Trace(Dossier dossier, string id)
    {
        GatheredEvent[] events = [.. dossier.Events.Where(e => e.Id.StartsWith(id, StringComparison.Ordinal))];
        GatheredStatement[] statements = [.. StatementGatherer.Gather(dossier).Where(s => s.Id.StartsWith(id, StringComparison.Ordinal))];
        return (events, statements) switch
        {
            ([var value], []) => Steps(new EventView(dossier, value, countries).Reports.Select(r => (r.Article, EventWords.SpeakerOf(r), r.Report.Quote))),
            ([], [var value]) => Steps(value.Reports.Select(r => (r.Article, StatementGatherer.SpeakerOf(r.Article.Record, r.Statement.Source), r.Article.Record.Quote(r.Extent)))),
            _ => null,
        };
    }

    private static Listing Steps(IEnumerable<(DossierArticle Article, string? Speaker, string Words)> reports)
    {
        var steps = reports.DistinctBy(r => (r.Article.Id, r.Words)).OrderBy(r => r.Article.Record.Published ?? "9", StringComparer.Ordinal).ThenBy(r => r.Article.Copies.CopyOf is null ? 0 : 1).ToArray();
        return new Listing(Columns, [.. steps.Select((r, i) => Step(i + 1, r.Article, r.Speaker, r.Words))]);
    }

    private static ListingRow Step(int number, DossierArticle article, string? speaker, string words)
    {
        string published = article.Record.Published ?? "not dated";
        string citing = speaker is null ? "in its own voice" : $"citing {speaker}";
        string from = article.Record.Source.RepublishedFrom is { } origin ? $", taken from {origin}" : "";
        string copy = article.Copies.CopyOf is { } of ? $", a copy of {of}" : "";
        string quote = EventView.Shortened(words);
        return new ListingRow(
            FormattableString.Invariant($"{number}. {published}  {article.Outlet}, {citing}{from}{copy}"),
            $"“{quote}”",
            [
                FormattableString.Invariant($"{number}"), article.Record.Published, article.Outlet, article.Id, speaker, article.Record.Source.RepublishedFrom, article.Copies.CopyOf, quote, article.Link,
            ]);
    }
}
