using System.Text;
using System.Text.Json;
using Sitrep.Annotation.Places;

namespace Sitrep.Gathering;

/// <summary>Learns from records where the articles of each site play.</summary>
public static class SitePlaces
{
    /// <summary>Reads records line by line; error records are passed over.</summary>
    /// <returns>The memory, and the number of articles with a site.</returns>
    /// <exception cref="InvalidDataException">A line is no record; it is named.</exception>
    public static (SiteMemory Memory, int Articles) Of(IEnumerable<string> files)
    {
        var memory = new SiteMemory();
        int articles = 0;
        foreach (string file in files)
        {
            int number = 0;
            foreach (string line in File.ReadLines(file))
            {
                number++;
                if (line.Length > 0 && Record(file, number, line) is { } record && SiteMemory.SiteOf(record.Source.CanonicalUrl ?? record.Source.Uri, record.Source.Site) is { Length: > 0 } site)
                {
                    articles++;
                    memory.Add(site, record.Places.Where(Counts).Select(p => new SitePlace(p.Country, p.Admin1 ?? "", p.Name, p.Latitude, p.Longitude)));
                }
            }
        }

        return (memory, articles);
    }

    private static bool Counts(RecordPlace place) => Enum.TryParse(place.Kind, ignoreCase: true, out PlaceKind kind) && SiteMemory.Counts(kind);

    private static ArticleRecord? Record(string file, int number, string line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            return json.RootElement.TryGetProperty("error", out _) ? null : ArticleRecord.Read(Encoding.UTF8.GetBytes(line));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file}:{number}: no record: {error.Message}", error);
        }
    }
}
