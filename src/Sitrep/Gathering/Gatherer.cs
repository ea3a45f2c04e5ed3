using System.Collections.Immutable;
using Sitrep.Gathering.Copies;
using Sitrep.Gathering.Events;

namespace Sitrep.Gathering;

/// <summary>Makes a dossier of articles: finds copies, and puts together the reports of one event.</summary>
public sealed class Gatherer
{
    private readonly CopyFinder copies;
    private readonly WordReader words;
    private readonly EventMerger merger;

    public Gatherer(Resources resources)
    {
        copies = new CopyFinder(resources);
        words = new WordReader(resources);
        merger = new EventMerger(MergeScorer.Load(resources));
    }

    /// <param name="stored">Articles, each with the time at which it was taken in, ISO 8601.</param>
    public Dossier Gather(IEnumerable<(ArticleRecord Article, string? Captured)> stored)
    {
        (ArticleRecord Article, string? Captured)[] all = [.. stored];
        return Describe(all, Group([.. all.Select(a => a.Article)]));
    }

    /// <summary>The files by which articles are grouped.</summary>
    internal static ImmutableArray<string> Tables(Resources resources) => [resources.Data("en", "common-words.tsv"), resources.Data("en", "spellings.tsv"), resources.Data("merging.tsv")];

    internal static Dossier Describe(IReadOnlyList<(ArticleRecord Article, string? Captured)> stored, Grouping grouping)
    {
        ArticleRecord[] articles = [.. stored.Select(a => a.Article)];
        var events = new GatheredEvent[grouping.Events.Length];
        Parallel.For(0, events.Length, i => events[i] = EventGatherer.Describe(grouping.Events[i], articles, grouping.Copies));
        return new Dossier([.. stored.Select((a, i) => new DossierArticle(a.Article, grouping.Copies[i], a.Captured))], [.. events]);
    }

    internal ImmutableArray<CopyPlacement> Copies(ArticleRecord[] articles) => copies.Group([.. articles.Select(a => new CopyCandidate(a.Id, a.Published, a.Text))]);

    internal Grouping Group(ArticleRecord[] articles)
    {
        ImmutableArray<CopyPlacement> placements = Copies(articles);
        var (reports, traits) = Prepare(articles, placements);
        return new Grouping(
            placements,
            [
                .. merger.Merge(traits).Select(group => group.Select(r => new GroupedReport(
                    reports[r.Report].Document,
                    reports[r.Report].Event,
                    r.Parent,
                    r.Score,
                    [.. r.Reasons.Select((weight, i) => (Field: (MergeField)i, Weight: weight)).Where(f => f.Weight != 0)])).ToImmutableArray()),
            ]);
    }

    /// <summary>The reports of all articles, prepared for comparison.</summary>
    internal ((int Document, int Event)[] Reports, ReportTraits[] Traits) Prepare(ArticleRecord[] articles, ImmutableArray<CopyPlacement> placements)
    {
        var texts = new WordSequence[articles.Length];
        Parallel.For(0, texts.Length, i => texts[i] = words.Read(articles[i].Text));
        var reader = new TraitReader(words, new WordRarity(texts));
        var traits = new ReportTraits[articles.Length][];
        Parallel.For(0, articles.Length, i =>
        {
            ArticleTraits article = reader.Read(articles[i], texts[i]);
            traits[i] = [.. articles[i].Events.Select(e => reader.Read(EventReport.From(i, articles[i], e, placements[i].Groups), article))];
        });
        return ([.. traits.SelectMany((t, i) => t.Select((_, j) => (i, j)))], [.. traits.SelectMany(t => t)]);
    }
}
