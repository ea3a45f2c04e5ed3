using System.Globalization;
using System.Text;

namespace Sitrep.Annotation.Places;

/// <summary>Reads places from comma-separated values with a header: name, latitude, longitude, country, and id, aliases, kind, population, admin1 where known.</summary>
internal sealed class PlaceCsv
{
    private static readonly string[] Known = ["name", "latitude", "longitude", "country", "id", "aliases", "kind", "population", "admin1"];

    private readonly CountryCodes countries;
    private readonly string[] columns;

    /// <exception cref="InvalidDataException">A column is missing, doubled or unknown; the message says which.</exception>
    public PlaceCsv(CountryCodes countries, string header)
    {
        this.countries = countries;
        columns = [.. Cut(header).Select(c => c.Trim().ToLowerInvariant())];
        if (columns.FirstOrDefault(c => !Known.Contains(c)) is { } unknown)
        {
            throw new InvalidDataException($"unknown column '{unknown}'; known are {string.Join(", ", Known)}");
        }

        if (Known.Take(4).FirstOrDefault(c => !columns.Contains(c)) is { } missing)
        {
            throw new InvalidDataException($"no column '{missing}'");
        }

        if (columns.Distinct().Count() < columns.Length)
        {
            throw new InvalidDataException("a column stands there twice");
        }
    }

    /// <exception cref="InvalidDataException">The line does not fit the header, or a cell cannot be read; the message says what is wrong, not where.</exception>
    public GazetteerSource Read(string line)
    {
        List<string> cells = Cut(line);
        if (cells.Count != columns.Length)
        {
            throw new InvalidDataException($"{cells.Count} cells under {columns.Length} columns");
        }

        string Cell(string column) => Array.IndexOf(columns, column) is >= 0 and var i ? cells[i].Trim() : "";
        string name = Cell("name");
        if (name.Length == 0)
        {
            throw new InvalidDataException("a place without a name");
        }

        string code = Cell("country");
        string country = code.Length == 0 ? "" : countries.Alpha3(code) ?? throw new InvalidDataException($"'{code}' is no ISO 3166 code of a country");
        return new GazetteerSource(
            Cell("id") is { Length: > 0 } id ? (int)Whole(id, int.MaxValue, "id") : null,
            name, GeoNamesDump.Degrees(Cell("latitude"), 90, "latitude"), GeoNamesDump.Degrees(Cell("longitude"), 180, "longitude"), country, Cell("admin1"), "", KindOf(Cell("kind")),
            Cell("population") is { Length: > 0 } population ? Whole(population, long.MaxValue, "population") : 0)
        {
            Aliases = Cell("aliases") is { Length: > 0 } aliases ? aliases.Split('|') : [],
        };
    }

    private static long Whole(string cell, long most, string what) =>
        long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= most ? value : throw new InvalidDataException($"{what} '{cell}' is no whole number");

    private static PlaceClass KindOf(string kind) => kind.ToLowerInvariant() switch
    {
        "" or "town" => PlaceClass.Town,
        "capital" => PlaceClass.Capital,
        "seat" => PlaceClass.Seat,
        "section" => PlaceClass.Section,
        "province" => PlaceClass.Province,
        "district" => PlaceClass.District,
        "region" => PlaceClass.Region,
        "water" => PlaceClass.Water,
        "site" => PlaceClass.Site,
        _ => throw new InvalidDataException($"unknown kind '{kind}'; known are town, capital, seat, section, province, district, region, water, site"),
    };

    // RFC 4180, but a cell stays on its line.
    private static List<string> Cut(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"' && (quoted || cell.Length == 0))
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        if (quoted)
        {
            throw new InvalidDataException("a quotation mark is not closed on its line");
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
