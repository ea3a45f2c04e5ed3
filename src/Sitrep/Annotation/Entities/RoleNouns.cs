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

    public RoleNouns(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("en", "roles.tsv").Rows)
        {
            roles.TryAdd(row["word"], new Role(row["word"], row["sector"], Enum.Parse<RoleForm>(row["form"], ignoreCase: true), row["gender"]));
        }
    }

    public Role? Of(string lemma) => roles.GetValueOrDefault(lemma.ToLowerInvariant());

    /// <summary>The role at a token, with the noun before it where the two make one word ("prime minister", "air force").</summary>
    public Role? At(Sentence sentence, int token)
    {
        Token head = sentence.Tokens[token];
        if (token > 0 && Of(sentence.Tokens[token - 1].Form + " " + head.Lemma) is { } compound)
        {
            return compound;
        }

        return Of(head.Lemma) ?? Of(head.Form) ?? Singular(head.Form);
    }

    private Role? Singular(string form) => form.Length > 3 && form.EndsWith('s') ? Of(form[..^1]) : null;
}
