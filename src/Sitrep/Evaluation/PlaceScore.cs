using Sitrep.Annotation.Places;

namespace Sitrep.Evaluation;

/// <summary>Place names: found, and put within 161 km (100 miles) of where they are.</summary>
internal sealed class PlaceScore : ILayerScore
{
    private const double NearKilometres = 161;

    private readonly Tally strict = new("name exact");
    private readonly Tally relaxed = new("name overlaps");
    private readonly Tally right = new("found and within 161 km");
    private readonly Share resolved = new("of the found, within 161 km");

    public bool Covers(GoldArticle gold) => gold.Places is not null;

    public void Add(GoldArticle gold, Answer? answer)
    {
        GoldPlace[] asked = [.. gold.Places!.Where(p => p.Point is not null)];
        GoldPlace[] neutral = [.. gold.Places!.Where(p => p.Point is null)];
        AnswerPlace[] found = [.. (answer?.Places ?? []).DistinctBy(p => p.Span)];
        var pairs = SpanMatching.Pair(asked, found, p => p.Span, p => p.Span, (a, b) => a.Span == b.Span ? 0 : 1);
        HashSet<int> taken = [.. pairs.Select(p => p.Found)];
        int counted = Enumerable.Range(0, found.Length).Count(f => taken.Contains(f) || !neutral.Any(n => n.Span.Overlaps(found[f].Span)));
        foreach (Tally tally in (ReadOnlySpan<Tally>)[strict, relaxed, right])
        {
            tally.Gold += asked.Length;
            tally.Found += counted;
        }

        foreach (var (g, f) in pairs)
        {
            bool isRight = Right(asked[g], found[f]);
            relaxed.Hit();
            strict.Hit(asked[g].Span == found[f].Span ? 1 : 0);
            right.Hit(isRight ? 1 : 0);
            resolved.Add(isRight);
        }
    }

    public Section Section() => new("places", [strict.Figure(), relaxed.Figure(), right.Figure(), resolved.Figure()]);

    /// <summary>Near the point, or the same gazetteer entry, or the same country for a country's name.</summary>
    internal static bool Right(GoldPlace gold, AnswerPlace found) =>
        gold.Point is { } point && (
            GreatCircle.Kilometres(point.Latitude, point.Longitude, found.Latitude, found.Longitude) <= NearKilometres
            || (gold.GeonameId is { } id && id == found.GeonameId)
            || (gold.IsCountry && found.Kind == "country" && found.Country == gold.Country));
}
