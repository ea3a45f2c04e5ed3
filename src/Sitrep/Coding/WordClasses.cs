using System.Collections.Immutable;
using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>Classes of words that conditions of frames ask for as <c>@class</c>: <c>data/en/word-classes.tsv</c>, what people do, and what names name.</summary>
/// <remarks>Sets of classes are bits of a number.</remarks>
internal sealed class WordClasses
{
    private const string Person = "person", People = "people", Place = "place", Country = "country", State = "state", Territory = "territory";

    // The sentence that this thread asked about last: its words are asked about again and again.
    [ThreadStatic]
    private static Known? latest;

    private readonly RoleNouns roles;
    private readonly CountryNames countries;
    private readonly Dictionary<string, int> bits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> sectors = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">The table has more classes than a number has bits.</exception>
    public WordClasses(Resources resources, RoleNouns roles, CountryNames countries)
    {
        (this.roles, this.countries) = (roles, countries);
        TsvTable table = resources.Table("en", "word-classes.tsv");
        foreach (TsvTable.Row row in table.Rows)
        {
            if (bits.Count == 64)
            {
                throw new InvalidDataException($"{table.Path}:{row.Line}: more than 64 classes");
            }

            bits.Add(row["class"], bits.Count);
            foreach (string word in row.List("words"))
            {
                words[word] = words.GetValueOrDefault(word) | Bit(row["class"]);
            }

            foreach (string sector in row.List("sectors"))
            {
                sectors[sector] = sectors.GetValueOrDefault(sector) | Bit(row["class"]);
            }
        }

        Names = [.. bits.OrderBy(b => b.Value).Select(b => b.Key)];
        Hashes = [.. Names.Select(name => FeatureSet.Hash(name))];
    }

    /// <summary>The names of the classes, in the order of their bits.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The hashes of the names.</summary>
    public ImmutableArray<ulong> Hashes { get; }

    /// <summary>The set that holds one class; 0 for a class that is not in the table.</summary>
    public ulong Bit(string name) => bits.TryGetValue(name, out int bit) ? 1UL << bit : 0;

    /// <summary>The classes of a word in its sentence.</summary>
    public ulong Of(Sentence sentence, int token)
    {
        if (latest is not { } known || known.Sentence != sentence || known.Of != this)
        {
            latest = known = new Known(this, sentence, new ulong?[sentence.Tokens.Length]);
        }

        return known.Classes[token] ??= Find(sentence, token);
    }

    private ulong Find(Sentence sentence, int token)
    {
        Token word = sentence.Tokens[token];
        ulong found = words.GetValueOrDefault(sentence.LowerLemma(token));
        if (word.Upos == "PRON")
        {
            return found | (word.Xpos == "PRP" && sentence.LowerLemma(token) != "it" ? Bit(Person) | Bit(People) : 0);
        }

        if (countries.IsNamedBy(word.Form))
        {
            return found | Bit(Country) | Bit(State) | Bit(Place);
        }

        if (sentence.NameTypeOf(token) is { } type)
        {
            found |= type switch
            {
                EntityType.Person => Bit(Person) | Bit(People),
                EntityType.Location or EntityType.Facility => Bit(Place),
                _ => 0,
            };
        }

        if (word.IsNominal && roles.At(sentence, token) is { } role && !(role.Form == RoleForm.Body && (sectors.GetValueOrDefault(role.Sector) & Bit(People)) != 0))
        {
            found |= sectors.GetValueOrDefault(role.Sector);
        }

        return (found & Bit(Territory)) != 0 ? found | Bit(Place) : found;
    }

    private sealed record Known(WordClasses Of, Sentence Sentence, ulong?[] Classes);
}
