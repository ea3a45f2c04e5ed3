using System.Text.RegularExpressions;

namespace Sitrep.Evaluation;

/// <summary>Who said what, compared as sets of words, so that punctuation at the edges and white space do not matter.</summary>
/// <remarks>Soft: contents overlap by half (Jaccard) and the sources share a word. Strict: both are the same words. Full: the cue is, too.
/// A found statement that lies inside another one's content is left out, as gold marks the outermost only.</remarks>
internal sealed partial class StatementScore : ILayerScore
{
    private const double SoftOverlap = 0.5;
    private const int LongSource = 12;
    private const double LongSourceShare = 0.25;

    private readonly Tally content = new("content overlaps by half");
    private readonly Tally soft = new("and the source shares a word (soft)");
    private readonly Tally strict = new("content and source exact (strict)");
    private readonly Tally full = new("content, source and cue exact");
    private readonly Share source = new("of the found, source exact");
    private readonly Share cue = new("of the found, cue exact");
    private readonly Share kind = new("of the found, kind right");

    public bool Covers(GoldArticle gold) => gold.Statements is not null;

    public void Add(GoldArticle gold, Answer? answer)
    {
        Word[] words = [.. WordForm().Matches(gold.Text).Select(m => new Word(m.Index, m.Index + m.Length))];
        List<Item> asked = [.. gold.Statements!.Select(s => new Item(Covered(words, s.Source), Covered(words, s.Cue), Covered(words, s.Content), s.Kind)).Where(i => i.Content.Count > 0)];
        List<Item> found = Outermost([.. (answer?.Statements ?? []).Select(s => Read(words, s)).Where(i => i.Content.Count > 0)]);
        foreach (Tally tally in (ReadOnlySpan<Tally>)[content, soft, strict, full])
        {
            tally.Gold += asked.Count;
            tally.Found += found.Count;
        }

        foreach (var (g, f) in Match(asked, found, (a, b) => a.Jaccard(b) >= SoftOverlap, byOverlap: true))
        {
            content.Hit();
            source.Add(g.Source.SetEquals(f.Source));
            cue.Add(g.Cue.SetEquals(f.Cue));
            if (g.Kind is not null)
            {
                kind.Add(g.Kind == f.Kind);
            }
        }

        soft.Hit(Match(asked, found, (a, b) => a.Jaccard(b) >= SoftOverlap && SharesSource(a, b), byOverlap: true).Count);
        strict.Hit(Match(asked, found, Strict, byOverlap: false).Count);
        full.Hit(Match(asked, found, (a, b) => Strict(a, b) && a.Cue.SetEquals(b.Cue), byOverlap: false).Count);
    }

    public Section Section() => new("statements", [content.Figure(), soft.Figure(), strict.Figure(), full.Figure(), source.Figure(), cue.Figure(), kind.Figure()]);

    private static bool Strict(Item gold, Item found) => gold.Content.SetEquals(found.Content) && gold.Source.SetEquals(found.Source);

    // A whole sentence is no source: of a long one a quarter must be right.
    private static bool SharesSource(Item gold, Item found)
    {
        int shared = found.Source.Count(gold.Source.Contains);
        return (shared > 0 && (found.Source.Count <= LongSource || shared >= LongSourceShare * found.Source.Count))
            || (gold.Source.Count == 0 && found.Source.Count == 0);
    }

    private static List<(Item Gold, Item Found)> Match(List<Item> gold, List<Item> found, Func<Item, Item, bool> allowed, bool byOverlap)
    {
        var candidates = new List<(double Order, int Gold, int Found)>();
        for (int g = 0; g < gold.Count; g++)
        {
            for (int f = 0; f < found.Count; f++)
            {
                if (gold[g].Content.Overlaps(found[f].Content) && allowed(gold[g], found[f]))
                {
                    candidates.Add((byOverlap ? -gold[g].Jaccard(found[f]) : -1, g, f));
                }
            }
        }

        candidates.Sort();
        var usedGold = new HashSet<int>();
        var usedFound = new HashSet<int>();
        var pairs = new List<(Item, Item)>();
        foreach (var (_, g, f) in candidates)
        {
            if (!usedGold.Contains(g) && usedFound.Add(f))
            {
                usedGold.Add(g);
                pairs.Add((gold[g], found[f]));
            }
        }

        return pairs;
    }

    private static List<Item> Outermost(List<Item> items) =>
        [.. items.Where(a => !items.Any(b => !ReferenceEquals(a, b) && a.Content.IsProperSubsetOf(b.Content) && (a.Cue.Count == 0 || a.Cue.IsSubsetOf(b.Content))))];

    private static Item Read(Word[] words, AnswerStatement statement) => new(
        Covered(words, Known(statement.Source)), Covered(words, Known(statement.Cue)), Covered(words, [.. statement.Content.SelectMany(c => Known(c))]), statement.Kind);

    private static IReadOnlyList<Span> Known(AnswerOffsets? at) => at?.Span is { } span ? [span] : [];

    private static HashSet<int> Covered(Word[] words, IReadOnlyList<Span> spans) =>
        [.. Enumerable.Range(0, words.Length).Where(i => spans.Any(s => s.Start < words[i].End && words[i].Start < s.End))];

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:['’ʼ][\p{L}\p{N}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex WordForm();

    private readonly record struct Word(int Start, int End);

    private sealed record Item(HashSet<int> Source, HashSet<int> Cue, HashSet<int> Content, string? Kind)
    {
        public double Jaccard(Item other)
        {
            int shared = Content.Count(other.Content.Contains);
            return (double)shared / (Content.Count + other.Content.Count - shared);
        }
    }
}
