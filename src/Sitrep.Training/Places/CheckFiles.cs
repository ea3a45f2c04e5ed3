using System.Text.Json;
using Sitrep.Annotation.Places;

namespace Sitrep.Training.Places;

/// <summary>Answers for the benchmark: for the toponyms that it gives, and for those that are found.</summary>
internal sealed class CheckFiles(string folder, string prefix) : IDisposable
{
    private readonly StreamWriter resolved = new(Path.Combine(folder, prefix + "resolved.ndjson"));
    private readonly StreamWriter found = new(Path.Combine(folder, prefix + "found.ndjson"));

    public void Write(PlaceKnowledge knowledge, PlaceFinder finder, IEnumerable<GoldArticle> articles)
    {
        foreach (GoldArticle article in articles)
        {
            ToponymScan scan = knowledge.Scanner.Scan(article.Parsed);
            PlaceEvidence evidence = knowledge.Evidence(article.Parsed, scan, article.Site);
            Toponym[] given = [.. article.Toponyms.Where(t => t.IsRequired).Select(t => knowledge.Scanner.At(article.Parsed, t.Span))];
            Write(resolved, article, knowledge.Resolver.Resolve(evidence, given).Where(r => r.IsKnown).Select(knowledge.PlaceOf));
            Write(found, article, finder.Find(article.Parsed, scan, evidence));
        }
    }

    public void Dispose()
    {
        resolved.Dispose();
        found.Dispose();
    }

    private static void Write(StreamWriter writer, GoldArticle article, IEnumerable<Place> places) =>
        writer.WriteLine(JsonSerializer.Serialize(new
        {
            id = article.Parsed.Article.Id,
            text = article.Parsed.Text,
            places = places.Select(p => new
            {
                start = p.Span.Start, end = p.Span.End, name = p.Name, country = p.Country, admin1 = p.Admin1,
                latitude = p.Latitude, longitude = p.Longitude, kind = p.Kind.ToString().ToLowerInvariant(), geonameId = p.GeonameId, margin = p.Margin,
            }),
        }));
}
