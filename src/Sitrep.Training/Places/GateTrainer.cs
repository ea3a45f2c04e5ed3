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

    public LinearModel Fit(IReadOnlyList<GoldArticle> articles, ToponymResolver resolver)
    {
        var examples = articles.SelectMany(a => Examples(a, resolver)).ToArray();
        var trainers = new LinearTrainer[Orders];
        for (int i = 0; i < trainers.Length; i++)
        {
            trainers[i] = new LinearTrainer([ToponymGate.No, ToponymGate.Yes], Bits);
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

            Console.WriteLine(FormattableString.Invariant($"gate order {i}: {examples.Length} examples, loss {loss / examples.Length:f4}"));
        }

        return LinearTrainer.Mean(trainers);
    }

    private IEnumerable<(FeatureSet Features, int Label, float Weight)> Examples(GoldArticle article, ToponymResolver resolver)
    {
        ParsedArticle parsed = article.Parsed;
        ToponymScan scan = knowledge.Scanner.Scan(parsed);
        PlaceEvidence evidence = knowledge.Evidence(parsed, scan, article.Site);
        Resolution[] draft = resolver.Resolve(evidence, scan.Toponyms);
        var features = new GateFeatures(parsed, knowledge.Gazetteer, knowledge.Keys, evidence, scan);
        for (int i = 0; i < draft.Length; i++)
        {
            GoldToponym? gold = article.Toponyms.Where(t => t.Span.Overlaps(draft[i].Toponym.Span)).OrderByDescending(t => t.IsRequired).FirstOrDefault();
            bool right = gold is { IsRequired: true }
                && gold.IsRight(knowledge.Gazetteer[draft[i].Entry], knowledge.Gazetteer.DivisionOf(draft[i].Entry).Country, countries);
            float weight = gold switch { null => 1, { IsLiteral: false } => AssociativeWeight, { IsRequired: false } => 0, _ => right ? 1 : WrongWeight };
            weight *= article.IsNote ? NoteWeight : 1;
            if (weight > 0)
            {
                var set = new FeatureSet();
                features.Describe(set, i, draft[i]);
                yield return (set, right ? 1 : 0, weight);
            }
        }
    }
}
