namespace Sitrep.Annotation.Entities;

/// <summary>An entry of the actor list.</summary>
/// <param name="Code">Country or prefix (three letters) followed by a sector, if any.</param>
internal sealed record ActorEntry(string Name, string Code, EntityType Type, int? From, int? Until);

/// <summary>Political actors by name and alias (<c>data/actors.tsv</c>); offices hold from and until a year.</summary>
internal sealed class ActorNames
{
    private readonly Dictionary<string, List<ActorEntry>> entries = new(StringComparer.OrdinalIgnoreCase);

    public ActorNames(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("actors.tsv").Rows)
        {
            var entry = new ActorEntry(row["name"], row["code"], Enum.Parse<EntityType>(row["type"], ignoreCase: true), Year(row["from"]), Year(row["until"]));
            Add(entry.Name, entry);
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
