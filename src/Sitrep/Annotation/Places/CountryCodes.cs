namespace Sitrep.Annotation.Places;

/// <summary>ISO 3166 codes of the countries and territories in the tables of <c>data/</c>.</summary>
internal sealed class CountryCodes
{
    private readonly Dictionary<string, string> alpha3 = new(StringComparer.OrdinalIgnoreCase);

    public CountryCodes(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("countries.tsv").Rows.Concat(resources.Table("territories.tsv").Rows))
        {
            alpha3[row["iso2"]] = row["iso3"];
            alpha3[row["iso3"]] = row["iso3"];
        }
    }

    /// <summary>Alpha-3 for alpha-2 or alpha-3; null for what is no country.</summary>
    public string? Alpha3(string code) => alpha3.GetValueOrDefault(code);
}
