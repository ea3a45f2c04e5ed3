namespace Sitrep.Annotation.Entities;

/// <summary>What a role noun stands for.</summary>
internal enum RoleForm
{
    Person,
    Group,
    Body,
}

/// <param name="Sector">A code of <c>data/sectors.tsv</c>.</param>
/// <param name="Gender"><c>m</c>, <c>f</c> or empty.</param>
internal sealed record Role(string Word, string Sector, RoleForm Form, string Gender);

/// <summary>Nouns for people and bodies that act (<c>data/en/roles.tsv</c>), by lemma.</summary>
internal sealed class RoleNouns
{
    private readonly Dictionary<string, Role> roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Role>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly HashSet<string> openings;
    private readonly HashSet<string> offices;
    private readonly HashSet<string> partitives;

    public RoleNouns(Resources resources)
    {
        partitives = [.. resources.Table("en", "partitives.tsv").Rows.Select(r => r["word"])];
        foreach (TsvTable.Row row in resources.Table("en", "roles.tsv").Rows)
        {
            roles.TryAdd(row["word"], new Role(row["word"], row["sector"], Enum.Parse<RoleForm>(row["form"], ignoreCase: true), row["gender"]));
        }

        lookup = roles.GetAlternateLookup<ReadOnlySpan<char>>();
        offices = [.. roles.Keys.Where(word => word.Contains(" of ", StringComparison.Ordinal)).Select(word => word[..word.IndexOf(" of ", StringComparison.Ordinal)])];
        openings = [.. roles.Keys.Where(word => word.Contains(' ', StringComparison.Ordinal)).Select(word => word[..word.LastIndexOf(' ')])];
    }

    /// <summary>Whom a noun stands for that only says how many or in what order they act: the noun after "of", else itself.</summary>
    public int Counted(Sentence sentence, int head)
    {
        if (!partitives.Contains(sentence.LowerLemma(head)))
        {
            return head;
        }

        foreach (int child in sentence.Children(head))
        {
            if (child > head && sentence.Tokens[child].Is("nmod") && sentence.Tokens[child].IsNominal && sentence.Child(child, "case") is >= 0 and var of && sentence.Tokens[of].Form == "of")
            {
                return Counted(sentence, child);
            }
        }

        return head;
    }

    public Role? Of(string lemma) => roles.GetValueOrDefault(lemma.ToLowerInvariant());

    /// <summary>The role at a token, with the noun before it where the two make one word ("prime minister", "air force"), or what it is the head of ("commissioner of police").</summary>
    public Role? At(Sentence sentence, int token)
    {
        string lemma = sentence.LowerLemma(token), form = sentence.Lower(token);
        if (token > 0 && openings.Contains(sentence.Lower(token - 1)) && roles.TryGetValue(sentence.Lower(token - 1) + " " + lemma, out Role? compound))
        {
            return compound;
        }

        if (token + 2 < sentence.Tokens.Length && sentence.Lower(token + 1) == "of" && offices.Contains(lemma) && roles.TryGetValue(lemma + " of " + sentence.LowerLemma(token + 2), out Role? office))
        {
            return office;
        }

        return roles.GetValueOrDefault(lemma) ?? roles.GetValueOrDefault(form) ?? Singular(form, sentence.Tokens[token].Form);
    }

    private Role? Singular(string lower, string form) => form.Length > 3 && form.EndsWith('s') && lookup.TryGetValue(lower.AsSpan(0, lower.Length - 1), out Role? role) ? role : null;
}
