namespace Sitrep.Annotation.Entities;

/// <summary>The usual gender of given names (<c>data/en/given-names.tsv</c>).</summary>
internal sealed class GivenNames
{
    private readonly Dictionary<string, string> genders = new(StringComparer.Ordinal);

    public GivenNames(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("en", "given-names.tsv").Rows)
        {
            foreach (string name in row.List("names"))
            {
                // A name in both lists tells nothing.
                genders[name] = genders.TryGetValue(name, out string? known) && known != row["gender"] ? "" : row["gender"];
            }
        }
    }

    /// <returns><c>m</c>, <c>f</c> or empty.</returns>
    public string GenderOf(string fullName) =>
        fullName.Contains(' ', StringComparison.Ordinal) ? genders.GetValueOrDefault(fullName.Split(' ')[0], "") : "";
}
