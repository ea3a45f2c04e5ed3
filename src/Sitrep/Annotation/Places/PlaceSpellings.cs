using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Sitrep.Annotation.Places;

/// <summary>Finds a name that the gazetteer has in another transliteration: Kremenna for Kreminna, Pokrovskoye for Pokrovske (<c>data/place-spellings.tsv</c>).</summary>
/// <remarks>
/// Two names are one where they have the same consonants once the table's spellings are made the same, and most of the vowels too.
/// That says little by itself, so a name is only looked for in countries that the article speaks of and whose names come from another script (<c>data/place-scripts.tsv</c>). For any number of threads.
/// </remarks>
internal sealed class PlaceSpellings
{
    // Three consonants, and of the letters three in four: below that names are alike by chance.
    private const int FewestConsonants = 3;
    private const double Alike = 0.75;

    private readonly Gazetteer gazetteer;
    private readonly LetterFolds folds;
    private readonly SiteWords sites;
    private readonly (string From, string To)[] rules;
    private readonly FrozenSet<string> transliterated;
    private readonly ConcurrentDictionary<string, Lazy<Dictionary<string, List<(int Entry, string Letters)>>>> countries = new(StringComparer.Ordinal);

    public PlaceSpellings(Resources resources, Gazetteer gazetteer, LetterFolds folds, SiteWords sites)
    {
        this.gazetteer = gazetteer;
        this.folds = folds;
        this.sites = sites;
        transliterated = resources.Table("place-scripts.tsv").Rows.Select(row => row["iso3"]).ToFrozenSet(StringComparer.Ordinal);
        rules = [.. resources.Table("place-spellings.tsv").Rows.Select(row => (row["from"], row["to"]))];
    }

    /// <summary>The towns and districts of those countries that the name may be another spelling of, none of which need be the first choice.</summary>
    /// <param name="spoken">ISO 3166 alpha-3.</param>
    public ImmutableArray<Meaning> Find(string name, IEnumerable<string> spoken)
    {
        string letters = Letters(name), consonants = Consonants(letters);
        if (consonants.Length < FewestConsonants || sites.Names(name))
        {
            return [];
        }

        return
        [
            .. spoken.Where(transliterated.Contains).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(country => Of(country).GetValueOrDefault(consonants, []))
                .Where(place => Likeness(place.Letters, letters) >= Alike).Select(place => new Meaning(place.Entry, false, false)),
        ];
    }

    /// <summary>A name with the table's spellings made the same, without spaces and doubled letters.</summary>
    internal string Letters(string name)
    {
        var text = new StringBuilder("^");
        foreach (char c in name)
        {
            if (char.IsLetter(c))
            {
                text.Append(folds.Of(c));
            }
            else if (c == '-' || c == ' ')
            {
                text.Append("$^");
            }
        }

        text.Append('$');
        foreach (var (from, to) in rules)
        {
            text.Replace(from, (from[0] == '^' ? "^" : "") + to + (from[^1] == '$' && from[0] != '^' ? "$" : ""));
        }

        var letters = new StringBuilder(text.Length);
        foreach (ReadOnlyMemory<char> chunk in text.GetChunks())
        {
            foreach (char c in chunk.Span)
            {
                if (char.IsLetter(c) && (letters.Length == 0 || letters[^1] != c))
                {
                    letters.Append(c);
                }
            }
        }

        return letters.ToString();
    }

    // The first letter counts whatever it is.
    private static string Consonants(string letters) => letters.Length == 0 ? "" : letters[..1] + string.Concat(letters.Skip(1).Where(c => !"aeiou".Contains(c, StringComparison.Ordinal)));

    /// <summary>Twice the longest common subsequence over both lengths, 0 to 1.</summary>
    internal static double Likeness(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return 0;
        }

        int[] row = new int[b.Length + 1];
        foreach (char c in a)
        {
            int diagonal = 0;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = c == b[j - 1] ? diagonal + 1 : Math.Max(above, row[j - 1]);
                diagonal = above;
            }
        }

        return 2.0 * row[^1] / (a.Length + b.Length);
    }

    private Dictionary<string, List<(int Entry, string Letters)>> Of(string country) => countries.GetOrAdd(country, code => new(() => Read(code))).Value;

    private Dictionary<string, List<(int Entry, string Letters)>> Read(string country)
    {
        var found = new Dictionary<string, List<(int Entry, string Letters)>>(StringComparer.Ordinal);
        foreach (int entry in gazetteer.EntriesOf(country))
        {
            if (gazetteer[entry].IsTown || gazetteer[entry].Class == PlaceClass.District)
            {
                string letters = Letters(gazetteer.NameOf(entry)), consonants = Consonants(letters);
                if (consonants.Length >= FewestConsonants)
                {
                    (found.TryGetValue(consonants, out var list) ? list : found[consonants] = []).Add((entry, letters));
                }
            }
        }

        return found;
    }
}
