using System.Globalization;

namespace Sitrep.Annotation.Places;

/// <summary>Where the articles of each site play, by what other articles of it were resolved to: a local paper means its own Springfield.</summary>
/// <remarks>Made from records, written as a table that people can read, and handed in; no article changes it.</remarks>
public sealed class SiteMemory
{
    private const string Header = "site\tcountry\tadmin1\tname\tlatitude\tlongitude\tarticles";

    private readonly Dictionary<string, SiteProfile> sites = new(StringComparer.Ordinal);

    /// <summary>What is known of the site; null if nothing is.</summary>
    internal SiteProfile? this[string site] => sites.GetValueOrDefault(site);

    /// <summary>The site of an article: the host of its address without <c>www</c>, else the site that it names; empty if neither is known.</summary>
    public static string SiteOf(string? address, string? site)
    {
        string host = Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0 ? uri.Host : site ?? "";
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    /// <summary>Whether places of that kind count. Countries, regions and seas say too little of a site.</summary>
    public static bool Counts(PlaceKind kind) => kind is PlaceKind.Town or PlaceKind.District or PlaceKind.Province;

    /// <summary>Counts the places of one more article.</summary>
    public void Add(string site, IEnumerable<SitePlace> places) => Add(site, [.. places], 1);

    internal void Add(string site, IEnumerable<Place> places) =>
        Add(site, places.Where(p => Counts(p.Kind)).Select(p => new SitePlace(p.Country, p.Admin1 ?? "", p.Name, p.Latitude, p.Longitude)));

    /// <exception cref="InvalidDataException">A row cannot be read; it is named with its line.</exception>
    public static SiteMemory Read(string path)
    {
        var memory = new SiteMemory();
        foreach (TsvTable.Row row in TsvTable.Read(path).Rows)
        {
            try
            {
                var place = new SitePlace(row["country"], row["admin1"], row["name"], GeoNamesDump.Degrees(row["latitude"], 90, "latitude"), GeoNamesDump.Degrees(row["longitude"], 180, "longitude"));
                memory.Add(row["site"], [place], int.TryParse(row["articles"], NumberStyles.None, CultureInfo.InvariantCulture, out int articles) && articles > 0
                    ? articles
                    : throw new InvalidDataException($"articles '{row["articles"]}' is no number of articles"));
            }
            catch (InvalidDataException error)
            {
                throw new InvalidDataException($"{path}:{row.Line}: {error.Message}", error);
            }
        }

        return memory;
    }

    public void Write(TextWriter writer)
    {
        writer.Write(Header + "\n");
        foreach (var (site, profile) in sites.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            foreach (var (place, articles) in profile.Places)
            {
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture, $"{site}\t{place.Country}\t{place.Admin1}\t{place.Name}\t{Math.Round(place.Latitude, 4)}\t{Math.Round(place.Longitude, 4)}\t{articles}\n"));
            }
        }
    }

    /// <summary>The same without one article of a site, to judge that article by the others.</summary>
    internal SiteProfile? Without(string site, IEnumerable<Place> places)
    {
        var rest = new SiteMemory();
        if (this[site] is not { } profile)
        {
            return null;
        }

        var own = new SiteMemory();
        own.Add(site, places);
        foreach (var (place, articles) in profile.Places)
        {
            int left = articles - (own[site]?.Articles(place) ?? 0);
            if (left > 0)
            {
                rest.Add(site, [place], left);
            }
        }

        return rest[site];
    }

    private void Add(string site, IReadOnlyCollection<SitePlace> places, int articles)
    {
        if (site.Length > 0 && places.Count > 0)
        {
            (sites.TryGetValue(site, out SiteProfile? profile) ? profile : sites[site] = new SiteProfile()).Add(places.Distinct(), articles);
        }
    }
}

/// <summary>A place that articles of a site name.</summary>
/// <param name="Country">ISO 3166 alpha-3.</param>
/// <param name="Admin1">Name of the first-order division, empty if unknown.</param>
public sealed record SitePlace(string Country, string Admin1, string Name, double Latitude, double Longitude)
{
    /// <summary>Of the point, to a tenth of a kilometre.</summary>
    public (int Latitude, int Longitude) Point => PointOf(Latitude, Longitude);

    public static (int Latitude, int Longitude) PointOf(double latitude, double longitude) => ((int)Math.Round(latitude * 1000), (int)Math.Round(longitude * 1000));
}

/// <summary>The places of one site, and in how many articles each was meant.</summary>
internal sealed class SiteProfile
{
    private readonly Dictionary<(int Latitude, int Longitude), (SitePlace Place, int Articles)> points = [];
    private readonly Dictionary<string, int> countries = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Country, string Admin1), int> divisions = [];
    private int total;

    /// <summary>In an order that does not depend on how they came.</summary>
    public IEnumerable<(SitePlace Place, int Articles)> Places =>
        points.Values.OrderByDescending(p => p.Articles).ThenBy(p => p.Place.Country, StringComparer.Ordinal).ThenBy(p => p.Place.Name, StringComparer.Ordinal).ThenBy(p => p.Place.Point);

    public void Add(IEnumerable<SitePlace> places, int articles)
    {
        foreach (SitePlace place in places)
        {
            points[place.Point] = (place, points.GetValueOrDefault(place.Point).Articles + articles);
            countries[place.Country] = countries.GetValueOrDefault(place.Country) + articles;
            divisions[(place.Country, place.Admin1)] = divisions.GetValueOrDefault((place.Country, place.Admin1)) + articles;
            total += articles;
        }
    }

    public int Articles(SitePlace place) => points.GetValueOrDefault(place.Point).Articles;

    public int Articles(double latitude, double longitude) => points.GetValueOrDefault(SitePlace.PointOf(latitude, longitude)).Articles;

    /// <summary>Of all places of the site, 0 to 1.</summary>
    public double Share(string country) => (double)countries.GetValueOrDefault(country) / total;

    /// <summary>Of all places of the site, 0 to 1.</summary>
    public double Share(string country, string admin1) => (double)divisions.GetValueOrDefault((country, admin1)) / total;
}
