namespace Sitrep.Annotation.Places;

/// <summary>The meanings of an article's names, with what the article as a whole says of each, whichever of its names turn out to be places. For one thread.</summary>
internal sealed class ArticleSenses(Gazetteer gazetteer, PlaceEvidence evidence)
{
    private const int MostMeanings = 40;

    private readonly Dictionary<(ulong Key, bool Respelled), Sense[]> known = [];

    /// <summary>The largest meanings of a name, each described once; not to be changed.</summary>
    public Sense[] Of(Toponym toponym)
    {
        if (!known.TryGetValue((toponym.Key, toponym.IsRespelled), out Sense[]? all))
        {
            all = [.. toponym.Meanings.Select(m => new Sense(gazetteer, m)).OrderByDescending(s => s.Weight).ThenBy(s => s.Meaning.Index).Take(MostMeanings)];
            known.Add((toponym.Key, toponym.IsRespelled), all);
            int largest = all.Length == 0 ? 0 : all.Max(s => s.Entry.Size);
            foreach (Sense sense in all)
            {
                Describe(toponym.Key, largest, sense);
            }
        }

        return all;
    }

    private void Describe(ulong key, int largest, Sense sense)
    {
        GazetteerEntry entry = sense.Entry;
        double size = entry.LogPopulation / 7;
        sense[SenseFeature.TownPopulation] = entry.IsTown ? size : 0;
        sense[SenseFeature.ProvincePopulation] = entry.Class is PlaceClass.Province or PlaceClass.Country ? size : 0;
        sense[SenseFeature.DistrictPopulation] = entry.Class == PlaceClass.District ? size : 0;
        sense[SenseFeature.MostPopulous] = One(entry.Size == largest);
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
        sense[SenseFeature.DomainCountry] = One(sense.Country.Length > 0 && sense.Country == evidence.DomainCountry);
        DescribeSite(sense);
        DescribeContainers(key, sense);
    }

    private void DescribeSite(Sense sense)
    {
        if (evidence.Site is not { } site || sense.Country.Length == 0 || sense.Entry.Class is PlaceClass.Country or PlaceClass.Region or PlaceClass.Water)
        {
            return;
        }

        double country = site.Share(sense.Country);
        sense[SenseFeature.SiteCountry] = country;
        sense[SenseFeature.SiteProvince] = sense.HasDivision ? site.Share(sense.Country, gazetteer.Divisions[sense.Entry.Division].Name) : 0;
        sense[SenseFeature.SitePlace] = Math.Min(site.Articles(sense.Entry.Latitude, sense.Entry.Longitude), 3) / 3.0;
        sense[SenseFeature.SiteElsewhere] = One(country == 0);
    }

    private void DescribeContainers(ulong key, Sense sense)
    {
        // Continents and seas lie in no country; that speaks neither for nor against them.
        IReadOnlyList<Container> containers = evidence.Containers(key);
        if (containers.Count == 0 || sense.Country.Length == 0)
        {
            return;
        }

        GazetteerEntry entry = sense.Entry;
        bool inside = containers.Any(c => c.Country == sense.Country
            && (c.Division < 0 ? entry.Class != PlaceClass.Country : c.Division == entry.Division && entry.Class is not (PlaceClass.Province or PlaceClass.Country))
            && (c.District == 0 || c.District == entry.District));
        sense[inside ? SenseFeature.InsideNamed : SenseFeature.OutsideNamed] = 1;
    }

    private static double One(bool value) => value ? 1 : 0;
}
