using System.Collections.Frozen;
using System.Globalization;

namespace Sitrep.Annotation.Places;

/// <summary>Reads lines of the GeoNames dump: nineteen cells between tabs.</summary>
internal sealed class GeoNamesDump
{
    public const int Cells = 19;

    private readonly CountryCodes countries;
    private readonly FrozenDictionary<string, PlaceClass> classes;

    public GeoNamesDump(Resources resources, CountryCodes countries)
    {
        this.countries = countries;
        classes = resources.Table("geonames-features.tsv").Rows.ToFrozenDictionary(row => row["code"], row => Enum.Parse<PlaceClass>(row["class"]), StringComparer.Ordinal);
    }

    /// <summary>The place of a line; null where its kind is none that is taken, or its country is unknown.</summary>
    /// <exception cref="InvalidDataException">The line is none of the dump; the message says what is wrong, not where.</exception>
    public GazetteerSource? Read(string line)
    {
        string[] cell = line.Split('\t');
        if (cell.Length != Cells)
        {
            throw new InvalidDataException($"{cell.Length} cells between tabs, where GeoNames has {Cells}");
        }

        if (!classes.TryGetValue(cell[7], out PlaceClass kind) || countries.Alpha3(cell[8]) is not { } country)
        {
            return null;
        }

        if (!int.TryParse(cell[0], NumberStyles.None, CultureInfo.InvariantCulture, out int id) || id == 0)
        {
            throw new InvalidDataException($"'{cell[0]}' is no GeoNames id");
        }

        long population = long.TryParse(cell[14], NumberStyles.None, CultureInfo.InvariantCulture, out long people) ? people : 0;
        return new GazetteerSource(id, cell[1], Degrees(cell[4], 90, "latitude"), Degrees(cell[5], 180, "longitude"), country, cell[10] == "00" ? "" : cell[10], cell[11], kind, population)
        {
            Aliases = [cell[2], .. cell[3].Split(',').Where(IsReadable)],
        };
    }

    /// <summary>Reads degrees.</summary>
    /// <exception cref="InvalidDataException">They are no number, or beyond the limit.</exception>
    internal static double Degrees(string cell, double limit, string what) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && Math.Abs(value) <= limit
            ? value
            : throw new InvalidDataException($"{what} '{cell}' is no number from {-limit} to {limit}");

    // Names in other scripts than Latin and Cyrillic do not occur in the articles that are read. Short ones are airport codes.
    internal static bool IsReadable(string name) =>
        name.Length > 0 && name.All(c => c < 0x530 || c is >= '\u1E00' and < '\u2100') && !(name.Length <= 4 && name.All(char.IsAsciiLetterUpper));
}
