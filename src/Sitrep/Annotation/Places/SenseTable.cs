using System.Collections.Immutable;

namespace Sitrep.Annotation.Places;

/// <summary>How likely each country, division and point is for a name, as the first pass left it.</summary>
internal sealed record Belief(ulong Key, Dictionary<string, double> Countries, Dictionary<int, double> Divisions, int Best, double Certainty);

/// <summary>The meanings of an article's toponyms with their features.</summary>
internal sealed class SenseTable
{
    private const int MostMeanings = 40, MostNeighbours = 5;
    private const double Radius = 6371;

    private static readonly double Close = Math.Cos(40 / Radius), Within = Math.Cos(120 / Radius);

    private readonly Gazetteer gazetteer;
    private readonly PlaceEvidence evidence;
    private readonly IReadOnlyList<Toponym> toponyms;
    private readonly IReadOnlyList<Belief>? beliefs;
    private readonly Dictionary<ulong, Sense[]> senses = [];
    private readonly Dictionary<string, int> countryNames = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> divisionNames = [];
    private readonly HashSet<int> namedDivisions = [];

    public SenseTable(Gazetteer gazetteer, PlaceEvidence evidence, IReadOnlyList<Toponym> toponyms, IReadOnlyList<Belief>? beliefs)
    {
        this.gazetteer = gazetteer;
        this.evidence = evidence;
        this.toponyms = toponyms;
        this.beliefs = beliefs;
        foreach (Toponym toponym in toponyms)
        {
            if (!senses.ContainsKey(toponym.Key))
            {
                Sense[] all = [.. toponym.Meanings.Select(m => new Sense(gazetteer, m)).OrderByDescending(s => s.Weight).ThenBy(s => s.Meaning.Index).Take(MostMeanings)];
                senses.Add(toponym.Key, all);
                CountNames(all);
            }
        }

        foreach (var (key, all) in senses)
        {
            foreach (Sense sense in all)
            {
                Describe(key, all, sense);
            }
        }
    }

    /// <summary>The features of each meaning of a toponym: an entry and <see cref="SenseFeature.Count"/> numbers.</summary>
    public IEnumerable<(int Entry, double[] Features)> Rows(Toponym toponym)
    {
        Cues cues = Cues.Of(evidence.Text, toponym);
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
                double[] share = Softmax([.. Rows(toponym).Select(row => Dot(row.Features, weights))]);
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
        double highest = scores.Max();
        double[] shares = [.. scores.Select(score => Math.Exp(score - highest))];
        double total = shares.Sum();
        return [.. shares.Select(share => share / total)];
    }

    private Resolution Rank(Toponym toponym, double[] weights)
    {
        var rows = Rows(toponym).Select(row => (row.Entry, Score: Dot(row.Features, weights))).OrderByDescending(row => row.Score).ThenBy(row => row.Entry).ToArray();
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

    private void Describe(ulong key, Sense[] all, Sense sense)
    {
        GazetteerEntry entry = sense.Entry;
        double size = entry.LogPopulation / 7;
        sense[SenseFeature.TownPopulation] = entry.IsTown ? size : 0;
        sense[SenseFeature.ProvincePopulation] = entry.Class is PlaceClass.Province or PlaceClass.Country ? size : 0;
        sense[SenseFeature.DistrictPopulation] = entry.Class == PlaceClass.District ? size : 0;
        sense[SenseFeature.MostPopulous] = One(entry.Size == all.Max(s => s.Entry.Size));
        sense[SenseFeature.Country] = One(entry.Class == PlaceClass.Country);
        sense[SenseFeature.Province] = One(entry.Class == PlaceClass.Province);
        sense[SenseFeature.District] = One(entry.Class == PlaceClass.District);
        sense[SenseFeature.Region] = One(entry.Class == PlaceClass.Region);
        sense[SenseFeature.Water] = One(entry.Class == PlaceClass.Water);
        sense[SenseFeature.Site] = One(entry.Class == PlaceClass.Site);
        sense[SenseFeature.Capital] = One(entry.Class == PlaceClass.Capital);
        sense[SenseFeature.Seat] = One(entry.Class == PlaceClass.Seat);
        sense[SenseFeature.Section] = One(entry.Class == PlaceClass.Section);
        sense[SenseFeature.PrimaryName] = One(sense.Meaning.IsPrimary);
        double share = sense.Country.Length == 0 ? 0 : evidence.Share(sense.Country);
        sense[SenseFeature.CountryShare] = share;
        sense[SenseFeature.CountryNamed] = One(share > 0);
        sense[SenseFeature.MainCountry] = One(share > 0 && sense.Country == evidence.MainCountry);
        sense[SenseFeature.ProvinceNamed] = One(sense.HasDivision && entry.Class != PlaceClass.Province && namedDivisions.Contains(entry.Division));
        sense[SenseFeature.DomainCountry] = One(sense.Country.Length > 0 && sense.Country == evidence.DomainCountry);
        DescribeContainers(key, sense);
        DescribeOthers(key, sense);
        if (beliefs is not null)
        {
            DescribeBeliefs(key, sense);
        }
    }

    private void DescribeContainers(ulong key, Sense sense)
    {
        IReadOnlyList<Container> containers = evidence.Containers(key);
        if (containers.Count == 0)
        {
            return;
        }

        GazetteerEntry entry = sense.Entry;
        bool inside = containers.Any(c => c.Country == sense.Country
            && (c.Division < 0 ? entry.Class != PlaceClass.Country : c.Division == entry.Division && entry.Class is not (PlaceClass.Province or PlaceClass.Country))
            && (c.District == 0 || c.District == entry.District));
        sense[inside ? SenseFeature.InsideNamed : SenseFeature.OutsideNamed] = 1;
    }

    private void DescribeOthers(ulong key, Sense sense)
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
        foreach (var (otherKey, other) in senses)
        {
            if (otherKey != key)
            {
                double best = other.Take(MostNeighbours).Where(o => o.IsLocal).Select(o => sense.Cosine(o)).DefaultIfEmpty(-1).Max();
                near += best > Close ? 1 : best > Within ? 0.5 : 0;
            }
        }

        sense[SenseFeature.Neighbours] = Math.Min(near, 4) / 4;
        sense[SenseFeature.NeighbourShare] = near / others;
    }

    private void DescribeBeliefs(ulong key, Sense sense)
    {
        double country = 0, division = 0, near = 0, nearest = 0, others = Math.Max(1, beliefs!.Count - 1);
        foreach (Belief belief in beliefs)
        {
            if (belief.Key == key)
            {
                continue;
            }

            country += sense.Country.Length > 0 ? belief.Countries.GetValueOrDefault(sense.Country) : 0;
            division += sense.HasDivision ? belief.Divisions.GetValueOrDefault(sense.Entry.Division) : 0;
            if (sense.IsLocal && gazetteer[belief.Best] is { Class: not (PlaceClass.Country or PlaceClass.Region) } other)
            {
                double km = Math.Acos(Math.Clamp(sense.Cosine(new Sense(gazetteer, new Meaning(belief.Best, false, false))), -1, 1)) * Radius;
                double closeness = belief.Certainty * Math.Exp(-km / (other.Class == PlaceClass.Province ? 150 : 60));
                near += closeness;
                nearest = Math.Max(nearest, closeness);
            }
        }

        sense[SenseFeature.ResolvedInCountry] = country / others;
        sense[SenseFeature.ResolvedInProvince] = division / others;
        sense[SenseFeature.ResolvedNear] = Math.Min(near, 4) / 4;
        sense[SenseFeature.ResolvedNearest] = nearest;
    }

    private static double One(bool value) => value ? 1 : 0;
}

/// <summary>One meaning of a name in an article.</summary>
internal sealed class Sense
{
    private readonly double x, y, z;

    public Sense(Gazetteer gazetteer, Meaning meaning)
    {
        Meaning = meaning;
        Entry = gazetteer[meaning.Index];
        Division division = gazetteer.Divisions[Entry.Division];
        Country = division.Country;
        HasDivision = division.Code.Length > 0;
        double latitude = Entry.Latitude * Math.PI / 180, longitude = Entry.Longitude * Math.PI / 180;
        (x, y, z) = (Math.Cos(latitude) * Math.Cos(longitude), Math.Cos(latitude) * Math.Sin(longitude), Math.Sin(latitude));
    }

    public Meaning Meaning { get; }

    public GazetteerEntry Entry { get; }

    /// <summary>ISO 3166 alpha-3, empty outside all countries.</summary>
    public string Country { get; }

    public bool HasDivision { get; }

    public double[] Features { get; } = new double[(int)SenseFeature.Count];

    /// <summary>Whether the place is a point, near to which others can be.</summary>
    public bool IsLocal => Entry.IsTown || Entry.Class is PlaceClass.District or PlaceClass.Site;

    /// <summary>What decides which of very many meanings are looked at.</summary>
    public int Weight => Entry.Size + (Entry.Class is PlaceClass.Country or PlaceClass.Region or PlaceClass.Water ? 256 : 0);

    public double this[SenseFeature feature]
    {
        get => Features[(int)feature];
        set => Features[(int)feature] = value;
    }

    /// <summary>Of the angle between two points, seen from the centre of the earth.</summary>
    public double Cosine(Sense other) => (x * other.x) + (y * other.y) + (z * other.z);
}
