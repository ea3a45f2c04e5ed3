using System.Text.RegularExpressions;

namespace Sitrep.Evaluation;

/// <summary>Times as TempEval-3 measures them: exact spans, overlapping spans, and overlapping spans with the right type or value.</summary>
internal sealed partial class TimeScore : ILayerScore
{
    private readonly Tally strict = new("span exact");
    private readonly Tally relaxed = new("span overlaps");
    private readonly Tally type = new("type");
    private readonly Tally value = new("value");

    public bool Covers(GoldArticle gold) => gold.Times is not null;

    public void Add(GoldArticle gold, Answer? answer)
    {
        IReadOnlyList<GoldTime> times = gold.Times!;
        List<AnswerTime> found = [.. (answer?.Times ?? []).Where(t => times.Any(g => g.Span.Overlaps(t.Span)) || !Neutral(gold, t))];
        foreach (Tally tally in (ReadOnlySpan<Tally>)[strict, relaxed, type, value])
        {
            tally.Gold += times.Count;
            tally.Found += found.Count;
        }

        foreach (var (g, f) in SpanMatching.Pair(times, found, t => t.Span, t => t.Span, (a, b) => a.Span == b.Span ? 0 : 1))
        {
            relaxed.Hit();
            strict.Hit(times[g].Span == found[f].Span ? 1 : 0);
            type.Hit(string.Equals(times[g].Type, found[f].Type, StringComparison.Ordinal) ? 1 : 0);
            value.Hit(times[g].Values.Any(v => Same(v, found[f].Value)) ? 1 : 0);
        }
    }

    public Section Section() => new("times", [strict.Figure(), relaxed.Figure(), type.Figure(), value.Figure()]);

    /// <summary>Whether two values say the same: no seconds of zero, no Z, any case.</summary>
    public static bool Same(string? a, string? b) => string.Equals(Plain(a), Plain(b), StringComparison.Ordinal);

    private static bool Neutral(GoldArticle gold, AnswerTime time) =>
        (gold.TimeScope is { } scope && !scope.Contains(time.Type)) || gold.Either.Any(e => e.Overlaps(time.Span));

    private static string Plain(string? value)
    {
        string plain = ZeroSeconds().Replace(Spaces().Replace(value ?? "", "").ToUpperInvariant(), "$1");
        return EndsWithZone().IsMatch(plain) ? plain[..^1] : plain;
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(T\d\d:\d\d):00(\.0+)?", RegexOptions.CultureInvariant)]
    private static partial Regex ZeroSeconds();

    [GeneratedRegex(@"T\d\d:\d\dZ$", RegexOptions.CultureInvariant)]
    private static partial Regex EndsWithZone();
}
