namespace Sitrep.Evaluation;

/// <summary>Counts of people killed, hurt, displaced and the like: found with the right kind, and with the right bounds.</summary>
internal sealed class CountScore : ILayerScore
{
    private static readonly HashSet<string> Whats =
        ["killed", "injured", "casualties", "detained", "abducted", "missing", "displaced", "released", "participants"];

    private readonly Tally found = new("found");
    private readonly Tally range = new("bounds right");
    private readonly Tally number = new("number right");

    public bool Covers(GoldArticle gold) => gold.Counts is not null;

    public void Add(GoldArticle gold, Answer? answer)
    {
        GoldCount[] counts = [.. gold.Counts!.Where(c => Whats.Contains(c.What))];
        List<AnswerCount> answers = [.. Distinct(answer).Where(c =>
            Whats.Contains(c.What) && (counts.Any(g => g.Span.Overlaps(c.Span)) || !gold.Either.Any(e => e.Overlaps(c.Span))))];
        foreach (Tally tally in (ReadOnlySpan<Tally>)[found, range, number])
        {
            tally.Gold += counts.Length;
            tally.Found += answers.Count;
        }

        foreach (var (g, f) in SpanMatching.Pair(counts, answers, c => c.Span, c => c.Span, (a, b) => !SameKind(a.What, b.What) ? null : RangeRight(a, b) ? 0 : 1))
        {
            found.Hit();
            range.Hit(RangeRight(counts[g], answers[f]) ? 1 : 0);
            number.Hit(NumberRight(counts[g], answers[f]) ? 1 : 0);
        }
    }

    public Section Section() => new("counts", [found.Figure(), range.Figure(), number.Figure()]);

    /// <summary>"More than N" takes N or N + 1 as its least, "fewer than N" N or N − 1 as its most.</summary>
    private static bool RangeRight(GoldCount gold, AnswerCount answer) =>
        Near(gold.Least, answer.Least, gold.Most is null) && Near(gold.Most, answer.Most, gold.Least is null);

    private static bool NumberRight(GoldCount gold, AnswerCount answer) =>
        RangeRight(gold, answer) || new[] { gold.Least, gold.Most }.Any(v => v is not null && (v == answer.Least || v == answer.Most));

    private static bool Near(double? gold, double? answer, bool otherOpen) =>
        gold is { } a && answer is { } b ? a == b || (otherOpen && Math.Abs(a - b) == 1) : gold is null && answer is null;

    private static bool SameKind(string a, string b) => a == b || (a == "casualties" && IsCasualty(b)) || (b == "casualties" && IsCasualty(a));

    private static bool IsCasualty(string what) => what is "killed" or "injured";

    private static IEnumerable<AnswerCount> Distinct(Answer? answer) =>
        answer is null ? [] : answer.Counts.Concat(answer.Events.SelectMany(e => e.Counts)).Distinct();
}
