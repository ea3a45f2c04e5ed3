using Sitrep.Annotation.Places;
using Sitrep.Learning;

namespace Sitrep.Training.Places;

/// <summary>Fits ranking and gate twice: without memory of sites, and again with what the first pair found in the other articles of each site.</summary>
/// <param name="notes">Own notes, learnt from beside the articles.</param>
internal sealed class Trainer(PlaceKnowledge knowledge, CountryTables countries, GoldArticle[] notes)
{
    public (ToponymResolver Resolver, LinearModel Gate) Fit(GoldArticle[] articles)
    {
        var (resolver, gate) = FitOnce([.. articles, .. notes]);
        var first = new PlaceKnowledge(knowledge, resolver);
        GoldArticle[] sited = Sited(first, new PlaceFinder(first, new ToponymGate(gate)), articles);

        // With the memory and without: most users have none. The gate sees each article once, or papers with many articles would outweigh the rest.
        resolver = Ranking([.. articles, .. sited.Where(a => a.Site is not null), .. notes]);
        return (resolver, new GateTrainer(knowledge, countries).Fit([.. articles, .. notes], resolver));
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

    private (ToponymResolver Resolver, LinearModel Gate) FitOnce(GoldArticle[] articles)
    {
        ToponymResolver resolver = Ranking(articles);
        return (resolver, new GateTrainer(knowledge, countries).Fit(articles, resolver));
    }

    private ToponymResolver Ranking(GoldArticle[] articles)
    {
        var (first, second) = new SenseTrainer(knowledge, countries).Fit(articles);
        return new ToponymResolver(knowledge.Gazetteer, first, second);
    }
}
