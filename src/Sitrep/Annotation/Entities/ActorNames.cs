namespace Sitrep.Annotation.Entities;

/// <summary>An entry of the actor list.</summary>
/// <param name="Code">Country or prefix (three letters) followed by a sector, if any.</param>
internal sealed record ActorEntry(string Name, string Code, EntityType Type, int? From, int? Until);

/// <summary>Political actors by name and alias (<c>data/actors.tsv</c>); offices hold from and until a year.</summary>
internal sealed class ActorNames
{
    private readonly Dictionary<string, List<ActorEntry>> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<ActorEntry>> families = new(StringComparer.Ordinal);

    public ActorNames(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("actors.tsv").Rows)
        {
            var entry = new ActorEntry(row["name"], row["code"], Enum.Parse<EntityType>(row["type"], ignoreCase: true), Year(row["from"]), Year(row["until"]));
            Add(entry.Name, entry);
            if (entry.Type == EntityType.Person && entry.Name.LastIndexOf(' ') is > 0 and var at)
            {
                families.TryAdd(entry.Name[(at + 1)..], []);
                families[entry.Name[(at + 1)..]].Add(entry);
            }

            foreach (string alias in row.List("aliases"))
            {
                Add(alias, entry);
            }
        }
    }

    /// <summary>The entry that holds in that year; without a year the first. Acronyms must be written as listed.</summary>
    public ActorEntry? Of(string name, int? year)
    {
        string bare = name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? name[4..] : name;
        if (!entries.TryGetValue(bare, out var found) || (bare.Length <= 5 && !bare.Any(char.IsUpper)))
        {
            return null;
        }

        return found.FirstOrDefault(e => Holds(e, year)) ?? (found[0].Type == EntityType.Person ? found[0] with { Code = found[0].Code[..3] + "ELI" } : null);
    }

    /// <summary>The listed person who is meant by a family name alone in that year: the first, if all who bear it and hold an office are of one country.</summary>
    public ActorEntry? OfFamily(string name, int? year)
    {
        ActorEntry[] found = families.TryGetValue(name, out var list) ? [.. list.Where(e => Holds(e, year))] : [];
        return found.Length > 0 && found.All(e => e.Code[..3] == found[0].Code[..3]) ? found[0] : null;
    }

    private static bool Holds(ActorEntry entry, int? year) => year is not { } y || ((entry.From ?? 0) <= y && y <= (entry.Until ?? 9999));

    private static int? Year(string cell) => cell.Length == 0 ? null : int.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);

    private void Add(string name, ActorEntry entry)
    {
        if (!entries.TryGetValue(name, out var list))
        {
            entries[name] = list = [];
        }

        list.Add(entry);
    }
}
