using Sitrep.Annotation.Places;
using Sitrep.Learning;

namespace Sitrep.Training.Places;

/// <summary>Fits ranking and gate twice: without memory of sites, and again with what the first pair found in the other articles of each site.</summary>
/// <param name="notes">Own notes, learnt from beside the articles.</param>
internal sealed class Trainer(PlaceKnowledge knowledge, CountryTables countries, GoldArticle[] notes)
{
    public (ToponymResolver Resolver, LinearModel Gate, LinearModel Unlisted) Fit(GoldArticle[] articles)
    {
        var (resolver, gate, unlisted) = FitOnce([.. articles, .. notes]);
        var first = new PlaceKnowledge(knowledge, resolver);
        GoldArticle[] sited = Sited(first, new PlaceFinder(first, new YesNoModel(gate), new YesNoModel(unlisted)), articles);

        // With the memory and without: most users have none. The gate sees each article once, or papers with many articles would outweigh the rest.
        resolver = Ranking([.. articles, .. sited.Where(a => a.Site is not null), .. notes]);
        (gate, unlisted) = new GateTrainer(knowledge, countries).Fit([.. articles, .. notes], resolver);
        return (resolver, gate, unlisted);
    }

    /// <summary>The articles with what the finder finds in the others of their sites.</summary>
    public static GoldArticle[] Sited(PlaceKnowledge knowledge, PlaceFinder finder, GoldArticle[] articles)
    {
        var memory = new SiteMemory();
        var places = articles.Select(a => finder.Find(a.Parsed, knowledge.Scanner.Scan(a.Parsed), knowledge.Evidence(a.Parsed, knowledge.Scanner.Scan(a.Parsed), null))).ToArray();
        for (int i = 0; i < articles.Length; i++)
        {
            memory.Add(PlaceKnowledge.SiteOf(articles[i].Parsed.Article), places[i]);
        }

        return [.. articles.Select((a, i) => a with { Site = memory.Without(PlaceKnowledge.SiteOf(a.Parsed.Article), places[i]) })];
    }

    private (ToponymResolver Resolver, LinearModel Gate, LinearModel Unlisted) FitOnce(GoldArticle[] articles)
    {
        ToponymResolver resolver = Ranking(articles);
        var (gate, unlisted) = new GateTrainer(knowledge, countries).Fit(articles, resolver);
        return (resolver, gate, unlisted);
    }

    private ToponymResolver Ranking(GoldArticle[] articles)
    {
        var trainer = new SenseTrainer(knowledge, countries);
        var (first, second) = trainer.Fit(articles);
        var ranking = new ToponymResolver(knowledge.Gazetteer, first, second, null, knowledge.Spellings);
        return new ToponymResolver(knowledge.Gazetteer, first, second, new PlaceBackoff(knowledge.Gazetteer, knowledge.Scanner, trainer.FitBackoff(articles, ranking)), knowledge.Spellings);
    }
}
