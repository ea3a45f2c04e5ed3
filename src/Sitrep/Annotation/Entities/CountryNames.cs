using System.Collections.Frozen;

namespace Sitrep.Annotation.Entities;

/// <summary>Country codes by name, adjective, demonym and capital (<c>data/countries.tsv</c>).</summary>
internal sealed class CountryNames
{
    // Words of an adjective: "Papua New Guinean".
    private const int LongestPeople = 3;

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> adjectives = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> capitals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> usual = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> states = new(StringComparer.Ordinal);
    private readonly HashSet<string> elsewhere = new(StringComparer.Ordinal);
    private readonly FrozenSet<string> all;

    public CountryNames(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("countries.tsv").Rows)
        {
            string code = row["iso3"];
            usual[code] = row["name"];
            names.TryAdd(row["name"], code);
            foreach (string alias in row.List("aliases"))
            {
                names.TryAdd(alias.StartsWith("the ", StringComparison.Ordinal) ? alias[4..] : alias, code);
            }

            foreach (string adjective in row.List("adjectives"))
            {
                adjectives.TryAdd(adjective, code);
            }

            if (row["capital"].Length > 0)
            {
                capitals.TryAdd(row["capital"], code);
            }
        }

        foreach (TsvTable.Row row in resources.Table("capital-names.tsv").Rows)
        {
            capitals.TryAdd(row["name"], row["iso3"]);
        }

        foreach (TsvTable.Row row in resources.Table("territory-states.tsv").Rows)
        {
            states.Add(row["territory"], row["state"]);
        }

        // Of adjectives of places that are no countries, those whose last word alone would name one: "Latin American".
        elsewhere.UnionWith(resources.Table("place-adjectives.tsv").Rows.Select(r => r["adjective"]).Where(a => a.LastIndexOf(' ') is >= 0 and var at && adjectives.ContainsKey(a[(at + 1)..])));
        all = names.Keys.Concat(adjectives.Keys).Concat(capitals.Keys).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The country of that name; case counts, since <c>us</c> is a pronoun.</summary>
    public string? OfName(string name) => names.GetValueOrDefault(name) ?? (name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? names.GetValueOrDefault(name[4..]) : null);

    public string? OfAdjective(string word) => adjectives.GetValueOrDefault(word);

    /// <summary>The country of the adjective or people that ends with a word: of "Korean" in "South Korean" that of both words, of "American" in "Latin American" none.</summary>
    public string? OfPeople(Sentence sentence, int token)
    {
        string form = sentence.Tokens[token].Form;
        for (int first = token - 1; first >= Math.Max(0, token - LongestPeople + 1) && char.IsUpper(form[0]); first--)
        {
            string words = string.Join(' ', Enumerable.Range(first, token - first + 1).Select(i => sentence.Tokens[i].Form)).Replace(" - ", "-", StringComparison.Ordinal);
            if (adjectives.TryGetValue(words, out string? country) || elsewhere.Contains(words))
            {
                return country;
            }
        }

        return OfAdjective(form);
    }

    public string? OfCapital(string name) => capitals.GetValueOrDefault(name);

    /// <summary>By name, adjective or demonym.</summary>
    public string? Of(string words) => OfName(words) ?? OfAdjective(words);

    /// <summary>Whether a word is some country's name, adjective, demonym or capital.</summary>
    public bool IsNamedBy(string word) => all.Contains(word) || (word.Length > 4 && word[3] == ' ' && OfName(word) is not null);

    /// <summary>The state whose code actors of a country or territory carry.</summary>
    public string StateOf(string code) => states.GetValueOrDefault(code, code);

    public string NameOf(string code) => usual.GetValueOrDefault(code, code);
}
