using Sitrep.Annotation.Places;
using Sitrep.Learning;
using Sitrep.Training.Learning;

namespace Sitrep.Training.Places;

/// <summary>Trains the gate: a name of the gazetteer is a place where annotators marked one and the draft resolution of it is right.</summary>
internal sealed class GateTrainer(PlaceKnowledge knowledge, CountryTables countries)
{
    private const int Rounds = 3, Bits = 17;

    // The order of the examples alone moves F1 by half a point; the mean over several does not.
    private const int Orders = 8;

    // Demonyms, governments and names within names are no places of an event, but the corpora are not of one mind about them.
    private const float AssociativeWeight = 0.1f, WrongWeight = 0.3f;

    // The notes are worded to mislead; counted in full they make the gate too wary of news.
    private const float NoteWeight = 0.3f;

    /// <summary>The gate for names of the gazetteer, and the one for names that it lacks.</summary>
    public (LinearModel Listed, LinearModel Unlisted) Fit(IReadOnlyList<GoldArticle> articles, ToponymResolver resolver)
    {
        var ranked = new PlaceKnowledge(knowledge, resolver);
        var examples = articles.Select(a => Examples(a, ranked)).ToArray();
        return (Fit([.. examples.SelectMany(e => e.Listed)], "gate"), Fit([.. examples.SelectMany(e => e.Unlisted)], "unlisted"));
    }

    private static LinearModel Fit((FeatureSet Features, int Label, float Weight)[] examples, string what)
    {
        var trainers = new LinearTrainer[Orders];
        for (int i = 0; i < trainers.Length; i++)
        {
            trainers[i] = new LinearTrainer([YesNoModel.No, YesNoModel.Yes], Bits);
            var order = new Random(i);
            double loss = 0;
            for (int round = 0; round < Rounds; round++)
            {
                order.Shuffle(examples);
                loss = 0;
                foreach (var (features, label, weight) in examples)
                {
                    loss += trainers[i].LogisticStep(features, label, weight, 0.08f);
                }
            }

            Console.WriteLine(FormattableString.Invariant($"{what} order {i}: {examples.Length} examples, loss {loss / examples.Length:f4}"));
        }

        return LinearTrainer.Mean(trainers);
    }

    private (List<(FeatureSet, int, float)> Listed, List<(FeatureSet, int, float)> Unlisted) Examples(GoldArticle article, PlaceKnowledge ranked)
    {
        ToponymScan scan = ranked.Scanner.Scan(article.Parsed);
        PlaceEvidence evidence = ranked.Evidence(article.Parsed, scan, article.Site);
        var (features, listed, unlisted) = GateFeatures.Draft(article.Parsed, ranked, evidence, scan);
        List<(FeatureSet, int, float)> known = [], unknown = [];
        for (int i = 0; i < listed.Length; i++)
        {
            if (Judge(article, listed[i]) is { Weight: > 0 } verdict)
            {
                var set = new FeatureSet();
                features.Describe(set, i, listed[i]);
                known.Add((set, verdict.Label, verdict.Weight));
            }
        }

        foreach (Resolution name in unlisted)
        {
            if (Judge(article, name) is { Weight: > 0 } verdict)
            {
                var set = new FeatureSet();
                features.DescribeUnlisted(set, name);
                unknown.Add((set, verdict.Label, verdict.Weight));
            }
        }

        return (known, unknown);
    }

    private (int Label, float Weight) Judge(GoldArticle article, Resolution draft)
    {
        GoldToponym? gold = article.Toponyms.Where(t => t.Span.Overlaps(draft.Toponym.Span)).OrderByDescending(t => t.IsRequired).FirstOrDefault();
        int entry = draft.Ranked.Length > 0 ? draft.Ranked[0] : draft.Entry;
        bool right = gold is { IsRequired: true }
            && gold.IsRight(knowledge.Gazetteer[entry], knowledge.Gazetteer.DivisionOf(entry).Country, countries);
        float weight = gold switch { null => 1, { IsLiteral: false } => AssociativeWeight, { IsRequired: false } => 0, _ => right ? 1 : WrongWeight };
        return (right ? 1 : 0, weight * (article.IsNote ? NoteWeight : 1));
    }
}
