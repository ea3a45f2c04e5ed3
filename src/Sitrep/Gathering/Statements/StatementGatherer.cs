using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Sitrep.Gathering.Copies;
using Sitrep.Learning;

namespace Sitrep.Gathering.Statements;

/// <summary>Puts together the reports of one statement: the same words of the same speaker, also shortened, or the same sentence in copies of one text.</summary>
public static class StatementGatherer
{
    private const int ShingleLength = 5;

    /// <summary>Words that two reports share of all that they hold.</summary>
    private const double AlikeShare = 0.7;

    /// <summary>Groups that are looked at for one shingle; a stock phrase stands in more.</summary>
    private const int MostCandidates = 24;

    /// <returns>In the order of first publication; undated ones last.</returns>
    public static ImmutableArray<GatheredStatement> Gather(Dossier dossier)
    {
        var groups = new List<List<Draft>>();
        var byShingle = new Dictionary<ulong, List<int>>();
        foreach (Draft draft in dossier.Articles.OrderBy(Day, StringComparer.Ordinal).ThenBy(a => a.Copies.CopyOf is null ? 0 : 1).SelectMany(Drafts))
        {
            int group = Find(draft, groups, byShingle);
            if (group < 0)
            {
                group = groups.Count;
                groups.Add([]);
            }

            groups[group].Add(draft);
            foreach (ulong shingle in draft.Shingles)
            {
                if (!byShingle.TryGetValue(shingle, out List<int>? known))
                {
                    byShingle[shingle] = known = [];
                }

                if (known.Count < MostCandidates && !known.Contains(group))
                {
                    known.Add(group);
                }
            }
        }

        return [.. groups.Select(Describe)];
    }

    /// <summary>The speaker by name, else in the article's words; null where the article names none.</summary>
    public static string? SpeakerOf(ArticleRecord article, RecordStatementSource? source) =>
        article.Entities.FirstOrDefault(e => e.Id == source?.Entity)?.Name ?? (source is { Start: { } start, End: { } end } ? article.Text[start..end] : null);

    // Times of day are given by some outlets only, so on one day the origin goes before its copies.
    private static string Day(DossierArticle article) => article.Record.Published is { Length: >= 10 } published ? published[..10] : "9";

    private static IEnumerable<Draft> Drafts(DossierArticle article)
    {
        foreach (RecordStatement statement in article.Record.Statements.Where(s => s.Content.Length > 0))
        {
            string words = string.Join(" […] ", statement.Content.Select(article.Record.Quote));
            RecordEntity? speaker = article.Record.Entities.FirstOrDefault(e => e.Id == statement.Source?.Entity);
            yield return new Draft(
                new StatementReport(article, statement, words, ExtentOf(statement)),
                SpeakerOf(article.Record, statement.Source),
                speaker?.Affiliation,
                Words(words));
        }
    }

    // A source far before its statement, as where a speaker goes on, would stretch over words of others.
    private static RecordOffsets ExtentOf(RecordStatement statement)
    {
        int start = statement.Content.Min(c => c.Start), end = statement.Content.Max(c => c.End);
        return statement.Cue is { } cue ? new RecordOffsets(Math.Min(start, cue.Start), Math.Max(end, cue.End)) : new RecordOffsets(start, end);
    }

    private static string[] Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (char c in text + ' ')
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return [.. words];
    }

    private static int Find(Draft draft, List<List<Draft>> groups, Dictionary<ulong, List<int>> byShingle)
    {
        var looked = new HashSet<int>();
        foreach (ulong shingle in draft.Shingles)
        {
            foreach (int group in byShingle.GetValueOrDefault(shingle) ?? [])
            {
                if (looked.Add(group) && groups[group].Exists(draft.IsSameAs))
                {
                    return group;
                }
            }
        }

        return -1;
    }

    private static GatheredStatement Describe(List<Draft> drafts)
    {
        Draft first = drafts[0];
        StatementReport report = first.Report;
        string key = $"{report.Article.Id}\n{report.Statement.Content[0].Start}\n{report.Words}";
        string id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8));
        return new GatheredStatement(
            id,
            first.Speaker,
            drafts.Select(d => d.Affiliation).FirstOrDefault(a => a is not null),
            report.Statement.Kind,
            report.Statement.Cue is { } cue ? report.Article.Record.Quote(cue) : null,
            [.. drafts.Select(d => d.Report)]);
    }

    private sealed record Draft(StatementReport Report, string? Speaker, string? Affiliation, string[] Words)
    {
        // A statement shorter than a shingle is one by itself.
        public ulong[] Shingles { get; } = Words.Length < ShingleLength
            ? [Hash(Words)]
            : [.. Enumerable.Range(0, Words.Length - ShingleLength + 1).Select(i => Hash(Words.AsSpan(i, ShingleLength))).Distinct()];

        private string LastName { get; } = Speaker?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1].ToLowerInvariant() ?? "";

        public bool IsSameAs(Draft other)
        {
            if (Report.Article.Id == other.Report.Article.Id || (LastName != other.LastName && !Report.Article.Copies.Groups.Intersect(other.Report.Article.Copies.Groups).Any()))
            {
                return false;
            }

            HashSet<string> mine = [.. Words], theirs = [.. other.Words];
            int shared = mine.Count(theirs.Contains), smaller = Math.Min(mine.Count, theirs.Count), all = mine.Count + theirs.Count - shared;
            bool direct = Report.Statement.Kind != "indirect" && other.Report.Statement.Kind != "indirect";
            return shared >= AlikeShare * all || (direct && smaller >= ShingleLength && shared == smaller);
        }

        private static ulong Hash(ReadOnlySpan<string> words)
        {
            ulong hash = 0;
            foreach (string word in words)
            {
                hash = Sequences.Join(hash, (uint)(FeatureSet.Hash(word) >> 32));
            }

            return hash;
        }
    }
}
