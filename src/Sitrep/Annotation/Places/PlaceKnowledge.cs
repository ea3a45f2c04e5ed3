namespace Sitrep.Annotation.Places;

/// <summary>The gazetteer and what reads it.</summary>
internal sealed class PlaceKnowledge
{
    private readonly Dictionary<string, string> domains = new(StringComparer.Ordinal);
    private readonly DisputedTerritories disputed;
    private readonly SiteMemory? sites;

    /// <exception cref="InvalidDataException">A gazetteer of the settings is none, or a disputed territory is unknown.</exception>
    public PlaceKnowledge(Resources resources, PlaceSettings? settings = null)
    {
        Gazetteer = Gazetteer.Open(resources.Data("gazetteer.bin"), settings?.Gazetteers ?? []);
        disputed = new DisputedTerritories(resources, settings?.Disputed ?? []);
        sites = settings?.Sites is { } path ? SiteMemory.Read(path) : null;
        var folds = new LetterFolds(resources);
        Keys = new NameKeys(folds);
        Scanner = new ToponymScanner(resources, Gazetteer, Keys);
        Spellings = new PlaceSpellings(resources, Gazetteer, folds, Scanner.Sites);
        Resolver = ToponymResolver.Load(resources, Gazetteer, Scanner, Spellings);
        foreach (TsvTable.Row row in resources.Table("countries.tsv").Rows)
        {
            domains[row["iso2"] == "GB" ? "uk" : row["iso2"].ToLowerInvariant()] = row["iso3"];
        }

        // Sold to anyone, whatever their country.
        foreach (string sold in (ReadOnlySpan<string>)["me", "tv", "fm", "co", "ai", "io", "ws", "la", "ly"])
        {
            domains.Remove(sold);
        }
    }

    /// <summary>The same with another ranking.</summary>
    public PlaceKnowledge(PlaceKnowledge other, ToponymResolver resolver)
    {
        Gazetteer = other.Gazetteer;
        Keys = other.Keys;
        Scanner = other.Scanner;
        Resolver = resolver;
        Spellings = other.Spellings;
        domains = other.domains;
        disputed = other.disputed;
        sites = other.sites;
    }

    public Gazetteer Gazetteer { get; }

    public NameKeys Keys { get; }

    public ToponymScanner Scanner { get; }

    public PlaceSpellings Spellings { get; }

    public ToponymResolver Resolver { get; }

    /// <summary>The country in the address of the article's site, ISO 3166 alpha-3; empty if there is none.</summary>
    public string CountryOfSite(Article article)
    {
        string host = Uri.TryCreate(article.Source.CanonicalUrl ?? article.Source.Uri, UriKind.Absolute, out Uri? uri) ? uri.Host : article.Source.Site ?? "";
        return domains.GetValueOrDefault(host[(host.LastIndexOf('.') + 1)..], "");
    }

    public static PlaceKind KindOf(PlaceClass value) => value switch
    {
        PlaceClass.Country => PlaceKind.Country,
        PlaceClass.Province => PlaceKind.Province,
        PlaceClass.District => PlaceKind.District,
        PlaceClass.Region => PlaceKind.Region,
        PlaceClass.Water => PlaceKind.Water,
        PlaceClass.Site => PlaceKind.Site,
        _ => PlaceKind.Town,
    };

    /// <summary>What the article itself and its site say about where it plays.</summary>
    public PlaceEvidence Evidence(ParsedArticle parsed, ToponymScan scan) => Evidence(parsed, scan, sites?[SiteOf(parsed.Article)]);

    public PlaceEvidence Evidence(ParsedArticle parsed, ToponymScan scan, SiteProfile? site) => new(Gazetteer, parsed, scan, CountryOfSite(parsed.Article), site);

    public static string SiteOf(Article article) => SiteMemory.SiteOf(article.Source.CanonicalUrl ?? article.Source.Uri, article.Source.Site);

    public Place PlaceOf(Resolution resolution) => PlaceOf(resolution.Toponym.Span, resolution.Entry, resolution.Margin) with { Match = resolution.Match };

    public Place PlaceOf(Span span, int index, double margin)
    {
        GazetteerEntry entry = Gazetteer[index];
        Division division = Gazetteer.Divisions[entry.Division];
        var place = new Place(
            span, Gazetteer.NameOf(index), division.Country, entry.Id == 0 ? null : entry.Id,
            division.Name.Length > 0 ? division.Name : null, entry.Latitude, entry.Longitude, KindOf(entry.Class), margin);
        return disputed.Name(place, division.Code);
    }
}
