using System.Collections.Immutable;
using System.Globalization;

namespace Sitrep.Annotation.Places;

/// <summary>Territories whose state is disputed (<c>data/disputed.tsv</c>), and what a user calls them.</summary>
/// <remarks>The words of the source stay in the evidence; only the name and the country of the place follow the choice.</remarks>
internal sealed class DisputedTerritories
{
    private readonly ImmutableArray<Territory> territories;
    private readonly Dictionary<string, Choice> choices = new(StringComparer.Ordinal);

    /// <param name="chosen"><c>territory=country</c> or <c>territory=country:name</c>; the country as ISO 3166 alpha-2 or alpha-3, or <c>none</c>.</param>
    /// <exception cref="InvalidDataException">A choice names no territory of the table, or no country.</exception>
    public DisputedTerritories(Resources resources, IEnumerable<string> chosen)
    {
        territories = [.. resources.Table("disputed.tsv").Rows.Select(row => new Territory(row))];
        var codes = new CountryCodes(resources);
        foreach (string choice in chosen)
        {
            int equals = choice.IndexOf('=', StringComparison.Ordinal);
            string id = equals < 0 ? choice : choice[..equals];
            Territory territory = territories.FirstOrDefault(t => t.Id == id)
                ?? throw new InvalidDataException($"'{choice}': no disputed territory '{id}'; known are {string.Join(", ", territories.Select(t => t.Id))}");
            if (equals < 0)
            {
                throw new InvalidDataException($"'{choice}': say who has it: {id}=COUNTRY, {id}=COUNTRY:NAME or {id}=none");
            }

            string value = choice[(equals + 1)..];
            int colon = value.IndexOf(':', StringComparison.Ordinal);
            string country = colon < 0 ? value : value[..colon];
            string alpha3 = country == "none" ? "" : codes.Alpha3(country) ?? throw new InvalidDataException($"'{choice}': '{country}' is no ISO 3166 code of a country");
            choices[id] = new Choice(alpha3, colon < 0 ? territory.Sides.GetValueOrDefault(alpha3) : value[(colon + 1)..]);
        }
    }

    /// <summary>The place as the user chose to call it, marked with the territory it lies in.</summary>
    /// <param name="division">Code of the first-order division.</param>
    public Place Name(Place place, string division)
    {
        foreach (Territory territory in territories)
        {
            if (!territory.Has(place, division))
            {
                continue;
            }

            if (!choices.TryGetValue(territory.Id, out Choice? choice))
            {
                return place with { Disputed = territory.Id };
            }

            bool whole = place.Kind is not PlaceKind.Town && territory.Self.Contains(place.Name);
            return place with
            {
                Disputed = territory.Id,
                Country = choice.Country,
                Name = whole && choice.Name is { Length: > 0 } name ? name : place.Name,
                Admin1 = place.Admin1 is { } admin && territory.Self.Contains(admin) && choice.Name is { Length: > 0 } renamed ? renamed : place.Admin1,
            };
        }

        return place;
    }

    /// <param name="Country">ISO 3166 alpha-3, empty for none.</param>
    private sealed record Choice(string Country, string? Name);

    private sealed class Territory
    {
        private readonly string[] countries;
        private readonly string[] divisions;
        private readonly double[] box;

        public Territory(TsvTable.Row row)
        {
            Id = row["id"];
            countries = row.List("countries");
            divisions = row.List("divisions");
            box = [.. row["box"].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            Self = [.. row.List("self")];
            Sides = row.List("sides").Select(side => side.Split('=')).ToDictionary(side => side[0], side => side[1], StringComparer.Ordinal);
        }

        public string Id { get; }

        public ImmutableHashSet<string> Self { get; }

        public Dictionary<string, string> Sides { get; }

        public bool Has(Place place, string division)
        {
            if (countries.Length > 0 && place.Country.Length > 0 && !countries.Contains(place.Country))
            {
                return false;
            }

            if (place.Kind is not PlaceKind.Town && Self.Contains(place.Name))
            {
                return true;
            }

            // What is as large as a country, or lies in none, is only known by its name.
            bool anywhere = countries.Length > 0 && divisions.Length == 0 && box.Length == 0;
            return place.Kind is not (PlaceKind.Country or PlaceKind.Region or PlaceKind.Water)
                && (anywhere || divisions.Contains(division) || (box.Length == 4 && place.Latitude >= box[0] && place.Latitude <= box[2] && place.Longitude >= box[1] && place.Longitude <= box[3]));
        }
    }
}
