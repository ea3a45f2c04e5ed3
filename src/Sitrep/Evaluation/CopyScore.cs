namespace Sitrep.Evaluation;

/// <summary>Copy groups: pairs of articles that share a story, and B-cubed over those in one group.</summary>
internal sealed class CopyScore
{
    private readonly List<(IReadOnlyList<string> Stories, IReadOnlyList<string> Groups)> articles = [];

    /// <param name="groups">The groups the program put the article in; none for one that stands alone.</param>
    public void Add(IReadOnlyList<string> stories, IReadOnlyList<string> groups) => articles.Add((stories, groups.Count > 0 ? groups : [$"alone:{articles.Count}"]));

    public Section Section()
    {
        HashSet<(int, int)> right = Pairs(a => a.Stories), found = Pairs(a => a.Groups);
        int both = right.Count(found.Contains);
        double precision = found.Count == 0 ? 1 : (double)both / found.Count, recall = right.Count == 0 ? 1 : (double)both / right.Count;
        return new Section("copies", [new Figure("pairs", Tally.HarmonicMean(precision, recall), right.Count, precision, recall), BCubed()]);
    }

    private Figure BCubed()
    {
        var single = articles.Where(a => a.Stories.Count == 1 && a.Groups.Count == 1).ToList();
        double precision = 0, recall = 0;
        foreach (var article in single)
        {
            int story = single.Count(a => a.Stories[0] == article.Stories[0]), group = single.Count(a => a.Groups[0] == article.Groups[0]);
            int both = single.Count(a => a.Stories[0] == article.Stories[0] && a.Groups[0] == article.Groups[0]);
            precision += (double)both / group;
            recall += (double)both / story;
        }

        precision = single.Count == 0 ? 1 : precision / single.Count;
        recall = single.Count == 0 ? 1 : recall / single.Count;
        return new Figure("B-cubed", Tally.HarmonicMean(precision, recall), single.Count, precision, recall);
    }

    private HashSet<(int, int)> Pairs(Func<(IReadOnlyList<string> Stories, IReadOnlyList<string> Groups), IReadOnlyList<string>> names) =>
    [
        .. articles.SelectMany((a, i) => names(a).Select(name => (name, i))).GroupBy(x => x.name, StringComparer.Ordinal)
            .SelectMany(g => g.SelectMany((a, n) => g.Skip(n + 1).Select(b => (a.i, b.i)))),
    ];
}
