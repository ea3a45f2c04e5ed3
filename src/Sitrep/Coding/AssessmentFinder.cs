using System.Collections.Immutable;
using Sitrep.Annotation.Entities;
using Sitrep.Annotation.Statements;

namespace Sitrep.Coding;

/// <summary>Finds what sources think rather than report, by the phrases of <c>data/en/assessments.tsv</c>.</summary>
/// <remarks>
/// In a statement the holder is its source: analysts and other observers always, officials only where they believe or doubt rather than announce.
/// Outside statements the article itself holds the view, and only hedged or openly uncertain words count.
/// </remarks>
public sealed class AssessmentFinder
{
    private static readonly string[] Observers = ["SOC", "JRN", "EDU", "ELI"];
    private static readonly string[] BeliefCues = ["believe", "think", "predict", "expect", "fear", "warn", "suspect", "doubt", "estimate", "assess", "reckon", "according", "describe", "call", "consider", "hope", "feel", "argue"];

    private static readonly string[] ClauseStarts = [", which ", ", and ", ", but ", "; ", " \u2013 ", " \u2014 "];

    // Adverbs that come between a modal and its verb.
    private static readonly string[] Between = [" also ", " now ", " still ", " partly ", " already ", " well ", " even ", " only ", " therefore ", " thus "];

    /// <summary>Fewer characters outside a statement are its frame, no view of the article's own.</summary>
    private const int ShortestRemainder = 25;

    private readonly List<(string Phrase, AssessmentKind Kind, bool SourceOnly)> phrases;

    public AssessmentFinder(Resources resources) => phrases =
    [
        .. resources.Table("en", "assessments.tsv").Rows.Select(row => (row["phrase"], Enum.Parse<AssessmentKind>(row["kind"], ignoreCase: true), row["voice"] == "source")),
    ];

    public ImmutableArray<Assessment> Find(AnnotatedArticle article, ImmutableArray<PoliticalEvent> events)
    {
        var found = new List<Assessment>();
        foreach (Statement statement in article.Statements)
        {
            Entity? holder = article.Entities.FirstOrDefault(e => e.Id == statement.Entity);
            if (!IsView(statement, holder))
            {
                continue;
            }

            foreach (Span clause in statement.Content.SelectMany(piece => Clauses(article.Text, piece)))
            {
                Add(article, clause, statement, holder, found);
            }
        }

        foreach (Sentence sentence in article.Parsed.Sentences)
        {
            foreach (Span own in Remainder(article, sentence.Span))
            {
                Add(article, own, null, null, found);
            }
        }

        return [.. found.OrderBy(a => a.Span.Start).ThenBy(a => a.Span.End)];
    }

    // A piece is cut where a new clause begins, so that each view has its own words.
    private static List<Span> Clauses(string text, Span piece)
    {
        var clauses = new List<Span>();
        int start = piece.Start;
        while (true)
        {
            int cut = ClauseStarts.Select(mark => text.IndexOf(mark, start + 1, Math.Max(0, piece.End - start - 1), StringComparison.Ordinal)).Where(at => at > start).DefaultIfEmpty(-1).Min();
            if (cut < 0)
            {
                clauses.Add(new Span(start, piece.End));
                return clauses;
            }

            clauses.Add(new Span(start, cut));
            start = cut + 2;
        }
    }

    // What no source says: the sentence without the contents of statements.
    private static List<Span> Remainder(AnnotatedArticle article, Span sentence)
    {
        var rest = new List<Span>();
        int start = sentence.Start;
        foreach (Span content in article.Statements.SelectMany(s => s.Content).Where(sentence.Overlaps).OrderBy(c => c.Start))
        {
            if (content.Start - start >= ShortestRemainder)
            {
                rest.Add(new Span(start, content.Start));
            }

            start = Math.Max(start, content.End);
        }

        if (sentence.End - start >= ShortestRemainder)
        {
            rest.Add(new Span(start, sentence.End));
        }

        return rest;
    }

    private static bool IsView(Statement statement, Entity? holder) =>
        (holder?.Actor?.Sector is { } sector && Observers.Contains(sector)) || (statement.CueLemma is { } cue && BeliefCues.Contains(cue));

    // One assessment a piece: the first phrase of the table that occurs in it.
    private void Add(AnnotatedArticle article, Span span, Statement? statement, Entity? holder, List<Assessment> found)
    {
        string words = " " + span.Of(article.Text).ToLowerInvariant().ReplaceLineEndings(" ") + " ";
        foreach (string adverb in Between)
        {
            words = words.Replace(adverb, " ", StringComparison.Ordinal);
        }

        foreach (var (phrase, kind, sourceOnly) in phrases)
        {
            if ((sourceOnly && statement is null) || !Contains(words, phrase))
            {
                continue;
            }

            string? name = statement?.Source is { } source ? source.Of(article.Text) : null;
            found.Add(new Assessment(kind, holder?.Id, statement is null ? null : holder?.Name ?? name, StatusOf(words, statement), span, statement?.Id));
            return;
        }
    }

    private static EventStatus StatusOf(string words, Statement? statement) =>
        Contains(words, "may") || Contains(words, "might") || Contains(words, "could") || Contains(words, "likely") || Contains(words, "possibly") ? EventStatus.Possible
        : Contains(words, "if") || Contains(words, "would") ? EventStatus.Conditional
        : statement is null ? EventStatus.Asserted : EventStatus.Attributed;

    private static bool Contains(string words, string phrase)
    {
        for (int at = words.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = words.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            int end = at + phrase.Length;
            if (!char.IsLetterOrDigit(words[at - 1]) && !char.IsLetterOrDigit(words[end]))
            {
                return true;
            }
        }

        return false;
    }
}
