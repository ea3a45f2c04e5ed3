namespace Sitrep.Presenting.Exports;

/// <summary>The codes of a country in the schemes on which data users join. Empty where a scheme has none.</summary>
/// <param name="Numeric">ISO 3166-1 numeric, without leading zeros.</param>
/// <param name="Alpha2">ISO 3166-1 alpha-2.</param>
/// <param name="Region">As conflict events are grouped; <paramref name="ConflictRegion"/> is the coarser grouping of armed-conflict data.</param>
internal sealed record CountryCode(string Name, string Numeric, string Fips, string GleditschWard, string Cow, string Region, string ConflictRegion, string Alpha2 = "")
{
    public static CountryCode Unknown { get; } = new("", "", "", "", "", "", "");
}

/// <summary>Countries by ISO 3166 alpha-3 code (<c>data/countries.tsv</c>, <c>data/country-codes.tsv</c>, <c>data/territories.tsv</c>).</summary>
internal sealed class CountryCodes
{
    private readonly Dictionary<string, CountryCode> countries = new(StringComparer.Ordinal);

    public CountryCodes(Resources resources)
    {
        foreach (string table in (string[])["countries.tsv", "territories.tsv"])
        {
            foreach (TsvTable.Row row in resources.Table(table).Rows)
            {
                countries[row["iso3"]] = CountryCode.Unknown with { Name = row["name"], Alpha2 = row["iso2"] };
            }
        }

        foreach (TsvTable.Row row in resources.Table("country-codes.tsv").Rows)
        {
            CountryCode known = countries.GetValueOrDefault(row["iso3"]) ?? CountryCode.Unknown with { Name = row["iso3"] };
            countries[row["iso3"]] = new CountryCode(known.Name, row["numeric"], row["fips"], row["gleditschWard"], row["cow"], row["region"], row["conflictRegion"], known.Alpha2);
        }
    }

    /// <summary>The country of a code; where none is known, a country without codes that bears the code as its name.</summary>
    public CountryCode Of(string? iso3) =>
        iso3 is null ? CountryCode.Unknown : countries.GetValueOrDefault(iso3) ?? CountryCode.Unknown with { Name = iso3 };
}
