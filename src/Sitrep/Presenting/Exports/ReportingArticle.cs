using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>An article as layouts need it that have an entry for each: with those of its events that the dossier has, in their order in the text.</summary>
/// <param name="Events">The coded event of the article, and the gathered one that it is a report of.</param>
internal sealed record ReportingArticle(DossierArticle Article, ImmutableArray<(RecordEvent Coded, GatheredEvent Gathered)> Events)
{
    /// <summary>The articles that report an event of the dossier, in its order of articles.</summary>
    public static IEnumerable<ReportingArticle> Of(Dossier dossier)
    {
        var events = dossier.Events.SelectMany(e => e.Reports.Select(r => (Report: r, Event: e))).ToLookup(r => r.Report.Document, StringComparer.Ordinal);
        return dossier.Articles.Where(a => events.Contains(a.Id)).Select(a => new ReportingArticle(
            a, [.. events[a.Id].Select(r => (dossier.Reported(r.Report), r.Event)).OrderBy(e => e.Item1.Trigger.Start).ThenBy(e => e.Item1.Id, StringComparer.Ordinal)]));
    }
}
