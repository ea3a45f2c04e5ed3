using System.Globalization;

namespace Sitrep.Annotation.Places;

/// <summary>Answers with the town, province or country that holds a place where that is likelier right than the name's own best meaning, or where the gazetteer lacks the name.</summary>
/// <remarks>
/// "Holliday, Missouri" is no town of Texas though the gazetteer knows no other, and a hospital stands in the town that the article tells of.
/// A log-linear choice like the ranking's, between that meaning and the places that the article puts around the name; one answer for all mentions of a name.
/// </remarks>
internal sealed class PlaceBackoff
{
    private const double Radius = 6371, NearKm = 161;

    private static readonly double Near = Math.Cos(NearKm / Radius);

    private readonly Gazetteer gazetteer;
    private readonly ToponymScanner scanner;
    private readonly double[] weights;

    public PlaceBackoff(Gazetteer gazetteer, ToponymScanner scanner, double[] weights)
    {
        this.gazetteer = gazetteer;
        this.scanner = scanner;
        this.weights = weights;
    }

    public IReadOnlyList<double> Weights => weights;

    public static PlaceBackoff Load(Resources resources, Gazetteer gazetteer, ToponymScanner scanner)
    {
        double[] fitted = new double[(int)BackoffFeature.Count];
        foreach (TsvTable.Row row in resources.Table("place-backoff.tsv").Rows)
        {
            fitted[(int)Enum.Parse<BackoffFeature>(row["feature"])] = double.Parse(row["weight"], CultureInfo.InvariantCulture);
        }

        return new PlaceBackoff(gazetteer, scanner, fitted);
    }

    /// <summary>The same with the place that holds each name where that is the better answer, in the same order.</summary>
    /// <param name="first">From where on names are asked about; those before say only where the article plays.</param>
    public Resolution[] Apply(PlaceEvidence evidence, Resolution[] resolutions, int first)
    {
        var chosen = new Dictionary<ulong, (int? Holder, double Probability)>();
        foreach (var (key, rows) in Rows(evidence, resolutions, first))
        {
            if (rows.Count > 0)
            {
                double[] shares = SenseTable.Softmax([.. rows.Select(row => SenseTable.Dot(row.Features, weights))]);
                int best = Array.IndexOf(shares, shares.Max());
                chosen[key] = (rows[best].Features[(int)BackoffFeature.Own] > 0 ? null : rows[best].Entry, shares[best]);
            }
        }

        return [.. resolutions.Select(r => chosen.TryGetValue(r.Toponym.Key, out var choice) && choice.Holder is { } holder ? r with { Holder = holder, HolderProbability = choice.Probability } : r)];
    }

    /// <summary>What each name may be answered with: its own best meaning, and the places that may hold it.</summary>
    public IEnumerable<(ulong Key, List<(int Entry, double[] Features)> Rows)> Rows(PlaceEvidence evidence, Resolution[] resolutions, int first = 0)
    {
        var article = new Surroundings(gazetteer, evidence, resolutions);
        HashSet<ulong> asked = [.. resolutions.Skip(first).Select(r => r.Toponym.Key)];
        foreach (var group in resolutions.GroupBy(r => r.Toponym.Key).Where(g => asked.Contains(g.Key)))
        {
            yield return (group.Key, Describe(article, [.. group]));
        }
    }

    private List<(int Entry, double[] Features)> Describe(Surroundings article, Resolution[] mentions)
    {
        var holders = new Dictionary<int, double[]>();
        var order = new List<int>();
        ulong key = mentions[0].Toponym.Key;
        string name = mentions[0].Toponym.Span.Of(article.Text);
        bool site = scanner.Sites.Names(name);
        bool known = mentions[0].Ranked.Length > 0;
        var others = article.WithoutName(key);
        Sense? main = article.Main is { } m && m.Key != key ? m.Sense : null;
        foreach (Resolution mention in mentions)
        {
            foreach (var (feature, other) in article.Around(mention))
            {
                Add(feature, other.Ranked[0], 1, other.Probability);
            }
        }

        if (!known)
        {
            if (scanner.Inside(name) is { IsEmpty: false } inside)
            {
                Meaning best = inside.OrderByDescending(i => (main is not null && IsNear(article, main, i.Index) ? 1000 : 0) + (others.Country == gazetteer.DivisionOf(i.Index).Country ? 500 : 0) + gazetteer[i.Index].Size).ThenBy(i => i.Index).First();
                Add(BackoffFeature.Inside, best.Index, 1, 0.5);
                Add(BackoffFeature.InsideNearMain, best.Index, main is not null && IsNear(article, main, best.Index) ? 1 : 0, 0.5);
            }
        }

        if (article.First is { } first && first.Toponym.Key != key)
        {
            Add(BackoffFeature.First, first.Ranked[0], 1, first.Probability);
        }

        if (article.Main is { } local && local.Key != key)
        {
            Add(BackoffFeature.Main, local.Entry, 1, local.Probability);
            Add(BackoffFeature.MainShare, local.Entry, local.Share, local.Probability);
        }

        if (others.Division >= 0 && gazetteer.ProvinceOf(others.Division) is { } province)
        {
            Add(BackoffFeature.MainProvince, province, 1, 0.5);
        }

        if (others.Country.Length > 0 && gazetteer.CountryOf(others.Country) is { } country)
        {
            Add(BackoffFeature.MainCountry, country, 1, 0.5);
        }

        var rows = new List<(int Entry, double[] Features)>();
        if (known)
        {
            double[] own = new double[(int)BackoffFeature.Count];
            int index = mentions[0].Ranked[0];
            int[] named = [.. holders.Where(h => h.Value[(int)BackoffFeature.Held] > 0 && gazetteer[h.Key].Class is PlaceClass.Country or PlaceClass.Province).Select(h => h.Key)];
            Own(article, mentions[0], name, site, main, others, named, own);
            rows.Add((index, own));
            if (gazetteer[index].Class is PlaceClass.Country or PlaceClass.Region or PlaceClass.Water or PlaceClass.Site)
            {
                return rows;
            }

            // Where the meaning lies in or near it, the holder would say less.
            Sense sense = article.SenseOf(index);
            order.RemoveAll(e => IsNear(article, sense, e) || (gazetteer[e].Class == PlaceClass.Province && gazetteer[e].Division == sense.Entry.Division));
        }

        Sense[] senses = [.. order.Select(article.SenseOf)];
        foreach (Sense sense in senses)
        {
            double[] row = holders[sense.Meaning.Index];
            GazetteerEntry entry = sense.Entry;
            bool town = entry.IsTown || entry.Class == PlaceClass.Site;
            row[(int)BackoffFeature.HolderTown] = town ? 1 : 0;
            row[(int)BackoffFeature.HolderDistrict] = entry.Class == PlaceClass.District ? 1 : 0;
            row[(int)BackoffFeature.HolderProvince] = entry.Class == PlaceClass.Province ? 1 : 0;
            row[(int)BackoffFeature.HolderCountry] = entry.Class is PlaceClass.Country or PlaceClass.Region ? 1 : 0;
            row[(int)BackoffFeature.SiteInTown] = site && (town || entry.Class == PlaceClass.District) ? 1 : 0;
            row[(int)BackoffFeature.SiteInProvince] = site && entry.Class == PlaceClass.Province ? 1 : 0;
            row[(int)BackoffFeature.SiteInCountry] = site && entry.Class is PlaceClass.Country or PlaceClass.Region ? 1 : 0;
            row[(int)BackoffFeature.HolderSmall] = entry.IsTown && entry.LogPopulation < 4 ? 1 : 0;
            row[(int)BackoffFeature.HolderInMainCountry] = sense.Country == others.Country ? 1 : 0;
            row[(int)BackoffFeature.HolderInMainProvince] = entry.Division == others.Division ? 1 : 0;
            row[(int)BackoffFeature.HolderAgrees] = senses.Length < 2 ? 0 : (double)senses.Count(o => o != sense && o.Cosine(sense) > Near) / (senses.Length - 1);
            rows.Add((sense.Meaning.Index, row));
        }

        return rows;

        void Add(BackoffFeature feature, int entry, double value, double certainty)
        {
            if (gazetteer[entry].Class == PlaceClass.Water)
            {
                return;
            }

            if (!holders.TryGetValue(entry, out double[]? row))
            {
                holders.Add(entry, row = new double[(int)BackoffFeature.Count]);
                order.Add(entry);
            }

            row[(int)feature] = Math.Max(row[(int)feature], value);
            row[(int)BackoffFeature.HolderCertainty] = Math.Max(row[(int)BackoffFeature.HolderCertainty], certainty);
        }
    }

    private void Own(Surroundings article, Resolution mention, string name, bool site, Sense? main, (int Division, string Country) others, IEnumerable<int> holders, double[] row)
    {
        int index = mention.Ranked[0];
        GazetteerEntry entry = gazetteer[index];
        Division division = gazetteer.DivisionOf(index);
        row[(int)BackoffFeature.Own] = 1;
        row[(int)BackoffFeature.OwnCertainty] = Math.Clamp(Math.Log(mention.Probability / Math.Max(1e-4, 1 - mention.Probability)), -3, 6) / 6;
        // Names of states and large towns stand in lists, where the next one holds nothing.
        bool large = entry.Class is PlaceClass.Country or PlaceClass.Region or PlaceClass.Province || entry.LogPopulation >= 5;
        foreach (int holder in large ? [] : holders)
        {
            bool inside = gazetteer[holder].Class == PlaceClass.Country ? gazetteer.DivisionOf(holder).Country == division.Country : gazetteer[holder].Division == entry.Division;
            row[(int)(inside ? BackoffFeature.OwnInsideHolder : BackoffFeature.OwnOutsideHolder)] = 1;
        }

        row[(int)BackoffFeature.OwnReduced] = scanner.IsName(name) ? 0 : 1;
        row[(int)BackoffFeature.OwnSmall] = entry.IsTown && entry.LogPopulation < 4 ? 1 : 0;
        row[(int)BackoffFeature.OwnLarge] = large ? 1 : 0;
        row[(int)BackoffFeature.OwnInMainCountry] = division.Country.Length > 0 && division.Country == others.Country ? 1 : 0;
        row[(int)BackoffFeature.OwnInMainProvince] = entry.Division == others.Division ? 1 : 0;
        row[(int)BackoffFeature.OwnNearMain] = main is not null && IsNear(article, main, index) ? 1 : 0;
        row[(int)BackoffFeature.OwnForSite] = site && entry.Class != PlaceClass.Site ? 1 : 0;
    }

    private static bool IsNear(Surroundings article, Sense place, int entry) => place.Cosine(article.SenseOf(entry)) > Near;

    /// <summary>Where an article plays, by what its names were resolved to.</summary>
    private sealed class Surroundings
    {
        private const double Sure = 0.4;

        private readonly Gazetteer gazetteer;
        private readonly Resolution[] all;

        private readonly Dictionary<int, Sense> senses = [];
        private readonly Tally<int> divisions;
        private readonly Tally<string> countries;

        public Surroundings(Gazetteer gazetteer, PlaceEvidence evidence, Resolution[] resolutions)
        {
            this.gazetteer = gazetteer;
            Evidence = evidence;
            all = [.. resolutions.Where(r => r.Ranked.Length > 0 && r.Probability > Sure).OrderBy(r => r.Toponym.Span.Start)];
            divisions = new Tally<int>(all.Select(r => gazetteer[r.Ranked[0]] is var entry && entry.Class is not (PlaceClass.Country or PlaceClass.Region or PlaceClass.Water) && gazetteer.DivisionOf(r.Ranked[0]).Code.Length > 0 ? (int)entry.Division : -1), -1);
            countries = new Tally<string>(all.Select(r => gazetteer.DivisionOf(r.Ranked[0]).Country), "");
            Resolution[] locals = [.. all.Where(IsLocal)];
            First = locals.FirstOrDefault();
            if (locals.Length > 0)
            {
                var most = locals.GroupBy(r => r.Toponym.Key).OrderByDescending(g => g.Count()).First();
                Resolution main = most.First();
                Main = new Centre(most.Key, main.Ranked[0], SenseOf(main.Ranked[0]), main.Probability, (double)most.Count() / locals.Length);
            }
        }

        public PlaceEvidence Evidence { get; }

        public string Text => Evidence.Text;

        public Resolution? First { get; }

        public Centre? Main { get; }

        public Sense SenseOf(int entry)
        {
            if (!senses.TryGetValue(entry, out Sense? sense))
            {
                senses.Add(entry, sense = new Sense(gazetteer, new Meaning(entry, false, false)));
            }

            return sense;
        }

        /// <summary>The first-order division and the country in which most names lie, those of one name left out; negative and empty where there is none.</summary>
        public (int Division, string Country) WithoutName(ulong key)
        {
            return (divisions.Most(all, key, -1), countries.Most(all, key, Evidence.MainCountry));
        }

        /// <summary>The resolved names next to a mention: what the words say holds it, and what stands nearest.</summary>
        public IEnumerable<(BackoffFeature Feature, Resolution Other)> Around(Resolution mention)
        {
            Toponym toponym = mention.Toponym;
            int at = Array.FindIndex(all, r => r.Toponym.Span.Start >= toponym.Span.Start);
            at = at < 0 ? all.Length : at;
            int after = at;
            while (after < all.Length && (all[after].Toponym.Key == toponym.Key || all[after].Toponym.Span.Start < toponym.Span.End))
            {
                after++;
            }

            int before = at - 1;
            while (before >= 0 && (all[before].Toponym.Key == toponym.Key || all[before].Toponym.Span.End > toponym.Span.Start))
            {
                before--;
            }

            Resolution? next = after < all.Length && all[after].Toponym.Sentence == toponym.Sentence ? all[after] : null;
            Resolution? last = before >= 0 && all[before].Toponym.Sentence == toponym.Sentence ? all[before] : null;
            if (next is not null && PlaceEvidence.Holds(Text, toponym.Span, next.Toponym.Span))
            {
                yield return (BackoffFeature.Held, next);
            }
            else if (next is not null && IsLoose(Text.AsSpan(toponym.Span.End, next.Toponym.Span.Start - toponym.Span.End)))
            {
                yield return (BackoffFeature.HeldLoosely, next);
            }

            if (last is not null && PlaceEvidence.Holds(Text, toponym.Span, last.Toponym.Span))
            {
                yield return (BackoffFeature.Held, last);
            }

            Resolution? nearest = next is null || (last is not null && toponym.Span.Start - last.Toponym.Span.End < next.Toponym.Span.Start - toponym.Span.End) ? last : next;
            if (nearest is not null)
            {
                yield return (BackoffFeature.Nearest, nearest);
            }

            for (int i = before; i >= 0; i--)
            {
                if (IsLocal(all[i]) && all[i].Toponym.Key != toponym.Key)
                {
                    yield return (BackoffFeature.Before, all[i]);
                    break;
                }
            }

            for (int i = after; i < all.Length; i++)
            {
                if (IsLocal(all[i]) && all[i].Toponym.Key != toponym.Key)
                {
                    yield return (BackoffFeature.After, all[i]);
                    break;
                }
            }
        }

        // "the Wedza district, Mashonaland East", "Abu Shok refugee camp in Al-Fashir".
        private static bool IsLoose(ReadOnlySpan<char> gap)
        {
            if (gap.Length is < 4 or > 40 || !(gap.EndsWith(", ") || gap.EndsWith(" in ") || gap.EndsWith(" of ") || gap.EndsWith(" near ") || gap.EndsWith(" in the ") || gap.EndsWith(" of the ")))
            {
                return false;
            }

            foreach (char c in gap)
            {
                if (!char.IsAsciiLetterLower(c) && c is not (' ' or '-' or ','))
                {
                    return false;
                }
            }

            return true;
        }

        private bool IsLocal(Resolution r) => gazetteer[r.Ranked[0]] is var entry && (entry.IsTown || entry.Class is PlaceClass.District or PlaceClass.Site);
    }

    /// <summary>How often each value stands in a list, which each name of an article asks about without itself.</summary>
    private sealed class Tally<T>
        where T : notnull
    {
        // The row of each item's value, −1 for none; values in the order in which they come.
        private readonly int[] rows;
        private readonly List<T> values = [];
        private readonly List<int> counts = [];

        public Tally(IEnumerable<T> items, T none)
        {
            var known = new Dictionary<T, int>();
            rows =
            [
                .. items.Select(item =>
                {
                    if (item.Equals(none))
                    {
                        return -1;
                    }

                    if (known.TryAdd(item, values.Count))
                    {
                        values.Add(item);
                        counts.Add(0);
                    }

                    counts[known[item]]++;
                    return known[item];
                }),
            ];
        }

        /// <summary>The most frequent value of the items whose names have another key, the first of equals.</summary>
        public T Most(Resolution[] items, ulong key, T otherwise)
        {
            int[] left = [.. counts];
            for (int i = 0; i < rows.Length; i++)
            {
                if (rows[i] >= 0 && items[i].Toponym.Key == key)
                {
                    left[rows[i]]--;
                }
            }

            int best = left.Length == 0 ? -1 : Array.IndexOf(left, left.Max());
            return best < 0 || left[best] == 0 ? otherwise : values[best];
        }
    }

    private sealed record Centre(ulong Key, int Entry, Sense Sense, double Probability, double Share);
}
