using Sitrep.Annotation.Places;

namespace Sitrep.Training.Places;

/// <summary>Fits the weights of the log-linear ranking: stochastic gradient on the probability that any right meaning is chosen.</summary>
internal sealed class SenseTrainer(PlaceKnowledge knowledge, CountryTables countries)
{
    private const int Rounds = 14;
    private const double Rate = 0.3, Decay = 1e-4;

    /// <summary>The weights of both passes.</summary>
    public (double[] First, double[] Second) Fit(IReadOnlyList<GoldArticle> articles)
    {
        var tables = articles.Where(a => a.Toponyms.Any(IsLearnt)).Select(a => (Article: a, Evidence: Evidence(a), Toponyms: Learnt(a))).ToArray();
        double[] first = Descend(tables.SelectMany(t => Examples(t.Article, new SenseTable(knowledge.Gazetteer, t.Evidence, t.Toponyms, null), t.Toponyms)));
        double[] second = Descend(
            tables.SelectMany(t =>
            {
                var beliefs = new SenseTable(knowledge.Gazetteer, t.Evidence, t.Toponyms, null).Beliefs(first);
                return Examples(t.Article, new SenseTable(knowledge.Gazetteer, t.Evidence, t.Toponyms, beliefs), t.Toponyms);
            }));
        return (first, second);
    }

    /// <summary>The weights of the choice between a name's own meaning and what holds it.</summary>
    public double[] FitBackoff(IReadOnlyList<GoldArticle> articles, ToponymResolver ranking)
    {
        var backoff = new PlaceBackoff(knowledge.Gazetteer, knowledge.Scanner, new double[(int)BackoffFeature.Count]);
        return Descend(articles.SelectMany(article => BackoffExamples(article, backoff, ranking)), (int)BackoffFeature.Count);
    }

    public PlaceEvidence Evidence(GoldArticle article) => knowledge.Evidence(article.Parsed, knowledge.Scanner.Scan(article.Parsed), article.Site);

    // Names of countries that act are no places of an event, but the notes say which country is meant.
    private static bool IsLearnt(GoldToponym toponym) => toponym.IsRequired || toponym.HasCountryOnly;

    private Toponym[] Learnt(GoldArticle article) => [.. article.Toponyms.Where(IsLearnt).Select(t => knowledge.Scanner.At(article.Parsed, t.Span))];

    private IEnumerable<(double[][] Rows, bool[] Right)> Examples(GoldArticle article, SenseTable table, Toponym[] toponyms)
    {
        GoldToponym[] gold = [.. article.Toponyms.Where(IsLearnt)];
        for (int i = 0; i < gold.Length; i++)
        {
            var rows = table.Rows(toponyms[i]).ToArray();
            bool[] right = [.. rows.Select(r => gold[i].IsRight(knowledge.Gazetteer[r.Entry], knowledge.Gazetteer.DivisionOf(r.Entry).Country, countries))];
            bool[] ofKind = [.. rows.Select((r, k) => right[k] && PlaceKnowledge.KindOf(knowledge.Gazetteer[r.Entry].Class) == gold[i].Kind)];
            right = ofKind.Contains(true) ? ofKind : right;
            if (right.Contains(true) && right.Contains(false))
            {
                yield return ([.. rows.Select(r => r.Features)], right);
            }
        }
    }

    private IEnumerable<(double[][] Rows, bool[] Right)> BackoffExamples(GoldArticle article, PlaceBackoff backoff, ToponymResolver ranking)
    {
        GoldToponym[] gold = [.. article.Toponyms.Where(IsLearnt)];
        PlaceEvidence evidence = Evidence(article);
        Resolution[] resolutions = ranking.Resolve(evidence, Learnt(article));
        var rows = backoff.Rows(evidence, resolutions).ToDictionary(r => r.Key, r => r.Rows);
        for (int i = 0; i < gold.Length; i++)
        {
            var choices = rows[resolutions[i].Toponym.Key];
            bool[] right = [.. choices.Select(c => gold[i].IsRight(knowledge.Gazetteer[c.Entry], knowledge.Gazetteer.DivisionOf(c.Entry).Country, countries))];
            if (right.Contains(true) && right.Contains(false))
            {
                yield return ([.. choices.Select(c => c.Features)], right);
            }
        }
    }

    // From nothing: a start from weights that were fitted before would carry over what these had seen.
    private static double[] Descend(IEnumerable<(double[][] Rows, bool[] Right)> all, int count = (int)SenseFeature.Count)
    {
        var examples = all.ToArray();
        var order = new Random(1);
        double[] weights = new double[count], sum = new double[weights.Length];
        int summed = 0;
        for (int round = 0; round < Rounds; round++)
        {
            order.Shuffle(examples);
            foreach (var (rows, right) in examples)
            {
                double[] share = SenseTable.Softmax([.. rows.Select(row => SenseTable.Dot(row, weights))]);
                double mass = Math.Max(1e-9, share.Where((_, i) => right[i]).Sum());
                for (int i = 0; i < rows.Length; i++)
                {
                    double step = Rate / (1 + round) * ((right[i] ? share[i] / mass : 0) - share[i]);
                    for (int f = 0; f < weights.Length; f++)
                    {
                        weights[f] += step * rows[i][f];
                    }
                }

                for (int f = 0; f < weights.Length; f++)
                {
                    weights[f] -= Rate / (1 + round) * Decay * weights[f];
                }
            }

            if (round >= Rounds / 2)
            {
                summed++;
                for (int f = 0; f < weights.Length; f++)
                {
                    sum[f] += weights[f];
                }
            }
        }

        return [.. sum.Select(value => Math.Round(value / summed, 3))];
    }
}
