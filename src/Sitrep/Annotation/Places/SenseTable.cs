using System.Collections.Immutable;

namespace Sitrep.Annotation.Places;

/// <summary>How likely each country, division and point is for a name, as the first pass left it.</summary>
internal sealed record Belief(ulong Key, Dictionary<string, double> Countries, Dictionary<int, double> Divisions, int Best, double Certainty);

/// <summary>The meanings of an article's toponyms with their features.</summary>
internal sealed class SenseTable
{
    private const int MostNeighbours = 5;
    private const double Radius = 6371;

    private static readonly double Close = Math.Cos(40 / Radius), Within = Math.Cos(120 / Radius);

    private readonly Gazetteer gazetteer;
    private readonly PlaceEvidence evidence;
    private readonly IReadOnlyList<Toponym> toponyms;
    private readonly Dictionary<ulong, Sense[]> senses = [];
    private readonly Dictionary<string, int> countryNames = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> divisionNames = [];
    private readonly HashSet<int> namedDivisions = [];

    public SenseTable(Gazetteer gazetteer, PlaceEvidence evidence, IReadOnlyList<Toponym> toponyms, IReadOnlyList<Belief>? beliefs)
    {
        this.gazetteer = gazetteer;
        this.evidence = evidence;
        this.toponyms = toponyms;
        foreach (Toponym toponym in toponyms)
        {
            if (!senses.ContainsKey(toponym.Key))
            {
                Sense[] all = [.. evidence.Senses(toponym).Select(s => new Sense(s))];
                senses.Add(toponym.Key, all);
                CountNames(all);
            }
        }

        var neighbours = senses.Select(s => new Neighbours(s.Key, [.. s.Value.Take(MostNeighbours).Where(o => o.IsLocal)])).ToArray();
        foreach (var (key, all) in senses)
        {
            foreach (Sense sense in all)
            {
                Describe(key, sense, neighbours);
            }
        }

        if (beliefs is not null)
        {
            Learn(beliefs);
        }
    }

    /// <summary>Adds to the features what the first pass believes of all names.</summary>
    public void Learn(IReadOnlyList<Belief> beliefs)
    {
        var table = new BeliefTable(gazetteer, beliefs);
        foreach (var (key, all) in senses)
        {
            foreach (Sense sense in all)
            {
                table.Describe(key, sense);
            }
        }
    }

    /// <summary>The features of each meaning of a toponym: an entry and <see cref="SenseFeature.Count"/> numbers.</summary>
    public IEnumerable<(int Entry, double[] Features)> Rows(Toponym toponym)
    {
        Cues cues = Cues.Of(evidence, toponym);
        foreach (Sense sense in senses[toponym.Key])
        {
            double[] row = [.. sense.Features];
            cues.Describe(sense, row);
            yield return (sense.Meaning.Index, row);
        }
    }

    public Resolution[] Rank(double[] weights) => [.. toponyms.Select(toponym => Rank(toponym, weights))];

    /// <summary>What the scores say of each name, over all its mentions.</summary>
    public IReadOnlyList<Belief> Beliefs(double[] weights)
    {
        var found = new List<Belief>();
        foreach (var group in toponyms.GroupBy(t => t.Key))
        {
            Sense[] all = senses[group.Key];
            if (all.Length == 0)
            {
                continue;
            }

            double[] sum = new double[all.Length];
            int mentions = 0;
            foreach (Toponym toponym in group)
            {
                double[] share = Softmax(Scores(toponym, weights));
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += share[i];
                }

                mentions++;
            }

            var belief = new Belief(group.Key, new Dictionary<string, double>(StringComparer.Ordinal), [], all[Array.IndexOf(sum, sum.Max())].Meaning.Index, sum.Max() / mentions);
            for (int i = 0; i < sum.Length; i++)
            {
                belief.Countries[all[i].Country] = belief.Countries.GetValueOrDefault(all[i].Country) + (sum[i] / mentions);
                if (all[i].Entry.Class != PlaceClass.Country)
                {
                    belief.Divisions[all[i].Entry.Division] = belief.Divisions.GetValueOrDefault(all[i].Entry.Division) + (sum[i] / mentions);
                }
            }

            found.Add(belief);
        }

        return found;
    }

    internal static double Dot(double[] features, double[] weights)
    {
        double sum = 0;
        for (int i = 0; i < features.Length; i++)
        {
            sum += features[i] * weights[i];
        }

        return sum;
    }

    internal static double[] Softmax(double[] scores)
    {
        double highest = scores.Max(), total = 0;
        double[] shares = new double[scores.Length];
        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] = Math.Exp(scores[i] - highest);
            total += shares[i];
        }

        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] /= total;
        }

        return shares;
    }

    private double[] Scores(Toponym toponym, double[] weights)
    {
        Cues cues = Cues.Of(evidence, toponym);
        Sense[] all = senses[toponym.Key];
        double[] scores = new double[all.Length], row = new double[(int)SenseFeature.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i].Features.CopyTo(row, 0);
            cues.Describe(all[i], row);
            scores[i] = Dot(row, weights);
        }

        return scores;
    }

    private Resolution Rank(Toponym toponym, double[] weights)
    {
        Sense[] all = senses[toponym.Key];
        var rows = Scores(toponym, weights).Select((score, i) => (Entry: all[i].Meaning.Index, Score: score)).OrderByDescending(row => row.Score).ThenBy(row => row.Entry).ToArray();
        if (rows.Length == 0)
        {
            return new Resolution(toponym, [], 0, 0);
        }

        double first = Softmax([.. rows.Select(row => row.Score)])[0];
        return new Resolution(toponym, [.. rows.Select(row => row.Entry)], first, rows.Length > 1 ? rows[0].Score - rows[1].Score : 10);
    }

    private void CountNames(Sense[] all)
    {
        foreach (string country in all.Select(s => s.Country).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal))
        {
            countryNames[country] = countryNames.GetValueOrDefault(country) + 1;
        }

        foreach (int division in all.Where(s => s.HasDivision && s.Entry.Class != PlaceClass.Province).Select(s => (int)s.Entry.Division).Distinct())
        {
            divisionNames[division] = divisionNames.GetValueOrDefault(division) + 1;
        }

        namedDivisions.UnionWith(all.Where(s => s.Entry.Class == PlaceClass.Province).Select(s => (int)s.Entry.Division));
    }

    private void Describe(ulong key, Sense sense, Neighbours[] neighbours)
    {
        sense[SenseFeature.ProvinceNamed] = One(sense.HasDivision && sense.Entry.Class != PlaceClass.Province && namedDivisions.Contains(sense.Entry.Division));
        DescribeOthers(key, sense, neighbours);
    }

    private void DescribeOthers(ulong key, Sense sense, Neighbours[] neighbours)
    {
        if (senses.Count < 2)
        {
            return;
        }

        double others = senses.Count - 1;
        if (sense.Country.Length > 0)
        {
            sense[SenseFeature.OthersInCountry] = (countryNames[sense.Country] - 1) / others;
        }

        if (sense.HasDivision)
        {
            int self = sense.Entry.Class == PlaceClass.Province ? 0 : 1;
            sense[SenseFeature.OthersInProvince] = (divisionNames.GetValueOrDefault(sense.Entry.Division) - self) / others;
        }

        if (!sense.IsLocal)
        {
            return;
        }

        double near = 0;
        foreach (Neighbours other in neighbours)
        {
            if (other.Key != key)
            {
                double best = -1;
                foreach (Sense local in other.Local)
                {
                    best = Math.Max(best, sense.Cosine(local));
                }

                near += best > Close ? 1 : best > Within ? 0.5 : 0;
            }
        }

        sense[SenseFeature.Neighbours] = Math.Min(near, 4) / 4;
        sense[SenseFeature.NeighbourShare] = near / others;
    }

    private static double One(bool value) => value ? 1 : 0;

    /// <summary>The likeliest points of a name, near to which others can be.</summary>
    private sealed record Neighbours(ulong Key, Sense[] Local);

    /// <summary>What the first pass believes, laid out by country and division.</summary>
    private sealed class BeliefTable
    {
        // As far away, a point counts less than the rounding of a sum.
        private const double MostReaches = 37;

        private readonly Dictionary<string, List<(ulong Key, double Share)>> countries = new(StringComparer.Ordinal);
        private readonly Dictionary<int, List<(ulong Key, double Share)>> divisions = [];
        private readonly List<(ulong Key, Sense Best, double Certainty, double Reach, double Far)> points = [];
        private readonly double others;

        public BeliefTable(Gazetteer gazetteer, IReadOnlyList<Belief> beliefs)
        {
            others = Math.Max(1, beliefs.Count - 1);
            foreach (Belief belief in beliefs)
            {
                foreach (var (country, share) in belief.Countries)
                {
                    Add(countries, country, belief.Key, share);
                }

                foreach (var (division, share) in belief.Divisions)
                {
                    Add(divisions, division, belief.Key, share);
                }

                var best = new Sense(gazetteer, new Meaning(belief.Best, false, false));
                if (best.Entry.Class is not (PlaceClass.Country or PlaceClass.Region))
                {
                    double reach = best.Entry.Class == PlaceClass.Province ? 150 : 60;
                    points.Add((belief.Key, best, belief.Certainty, reach, Math.Cos(MostReaches * reach / Radius)));
                }
            }
        }

        public void Describe(ulong key, Sense sense)
        {
            double near = 0, nearest = 0;
            if (sense.IsLocal)
            {
                foreach (var (other, best, certainty, reach, far) in points)
                {
                    if (other != key && sense.Cosine(best) is var cosine && cosine > far)
                    {
                        double km = Math.Acos(Math.Min(cosine, 1)) * Radius;
                        double closeness = certainty * Math.Exp(-km / reach);
                        near += closeness;
                        nearest = Math.Max(nearest, closeness);
                    }
                }
            }

            sense[SenseFeature.ResolvedInCountry] = (sense.Country.Length > 0 ? Sum(countries.GetValueOrDefault(sense.Country), key) : 0) / others;
            sense[SenseFeature.ResolvedInProvince] = (sense.HasDivision ? Sum(divisions.GetValueOrDefault(sense.Entry.Division), key) : 0) / others;
            sense[SenseFeature.ResolvedNear] = Math.Min(near, 4) / 4;
            sense[SenseFeature.ResolvedNearest] = nearest;
        }

        private static void Add<T>(Dictionary<T, List<(ulong Key, double Share)>> table, T part, ulong key, double share)
            where T : notnull
        {
            if (!table.TryGetValue(part, out var list))
            {
                table.Add(part, list = []);
            }

            list.Add((key, share));
        }

        // In the order of the names, so that the sum is the same to the bit however the table lies.
        private static double Sum(List<(ulong Key, double Share)>? shares, ulong key)
        {
            double sum = 0;
            foreach (var (other, share) in shares ?? [])
            {
                sum += other == key ? 0 : share;
            }

            return sum;
        }
    }
}
