using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;
using Sitrep.Presenting.Reports;

namespace Sitrep.Presenting.Checking;

/// <summary>What the articles have on a sentence of a draft.</summary>
public enum DraftVerdict
{
    /// <summary>An article says it, with the same numbers and the same quoted words.</summary>
    Supported,

    /// <summary>Articles say it, but accounts differ on it, or they give other numbers.</summary>
    Contested,

    NotFound,
}

/// <param name="Line">Of the draft, counted from 1.</param>
/// <param name="Remark">Why it is contested or not found; null where it is supported.</param>
/// <param name="Evidence">The article's sentences, one an independent origin at most; the closest one where nothing was found.</param>
public sealed record CheckedSentence(int Line, string Text, DraftVerdict Verdict, string? Remark, ImmutableArray<(DossierArticle Article, string Words)> Evidence);

/// <summary>Checks each sentence of a draft against the articles: by its words, its numbers and its quotations. It finds support, it does not judge truth.</summary>
public sealed class DraftCheck
{
    /// <summary>Share of a sentence's weight in words that an article's sentence must cover to support it.</summary>
    private const double SupportingShare = 0.6;

    /// <summary>From this share on, other numbers in an article's sentence count as another account.</summary>
    private const double NearShare = 0.45;

    /// <summary>From this share on, a sentence is worth showing as the closest.</summary>
    private const double ClosestShare = 0.25;

    private const int Candidates = 12;
    private const int MostEvidence = 3;

    private readonly Dossier dossier;
    private readonly TermReader reader;
    private readonly SentenceIndex index;
    private readonly ILookup<(string Document, int Sentence), GatheredEvent> events;

    public DraftCheck(Dossier dossier, Resources resources)
    {
        this.dossier = dossier;
        reader = new TermReader(resources);
        index = new SentenceIndex(dossier, reader);
        events = dossier.Events.SelectMany(e => e.Reports.Select(r => (Key: (r.Document, dossier.Reported(r).Sentence), Event: e))).ToLookup(p => p.Key, p => p.Event);
    }

    public IEnumerable<CheckedSentence> Check(string markdown) => DraftSentences.Of(markdown).Select(Check);

    private CheckedSentence Check(DraftSentence sentence)
    {
        SentenceTerms terms = reader.Read(sentence.Text);
        (IndexedSentence Sentence, double Share)[] closest = [.. index.Closest(terms, Candidates)];
        string[] strange = [.. sentence.Quotations.Where(q => !dossier.Articles.Any(a => Holds(a.Record.Text, q)))];
        if (strange.Length > 0)
        {
            return Result(sentence, DraftVerdict.NotFound, $"no article has the words “{strange[0]}”", closest.Where(c => c.Share >= ClosestShare).Take(1));
        }

        var supporting = closest.Where(c => c.Share >= SupportingShare && terms.Numbers.IsSubsetOf(c.Sentence.Terms.Numbers)).ToArray();
        if (supporting.Length > 0)
        {
            Contested? contested = supporting.SelectMany(c => events[(c.Sentence.Article.Id, c.Sentence.Number)]).SelectMany(e => e.Contested).FirstOrDefault(c => Touches(terms, c));
            return contested is null
                ? Result(sentence, DraftVerdict.Supported, null, supporting)
                : Result(sentence, DraftVerdict.Contested, $"accounts differ on {EventCitations.FieldWords(contested.Field)}: {string.Join("; ", contested.Accounts.Select(a => a.Source is { } by ? $"{a.Told} ({by})" : a.Told).Distinct())}", supporting);
        }

        var near = closest.Where(c => c.Share >= NearShare && c.Sentence.Terms.Numbers.Count > 0 && terms.Numbers.Count > 0).ToArray();
        return near.Length > 0
            ? Result(sentence, DraftVerdict.Contested, $"the articles give other numbers: {string.Join(", ", near[0].Sentence.Terms.Numbers.Order(StringComparer.Ordinal))}", near)
            : Result(sentence, DraftVerdict.NotFound, "no article's sentence has most of its words", closest.Where(c => c.Share >= ClosestShare).Take(1));
    }

    // A count is touched by any number, a place or day by its words, and whether it happened by any mention.
    private bool Touches(SentenceTerms terms, Contested contested) => contested.Field switch
    {
        "happened" => true,
        "actor" => false,
        "place" or "date" => contested.Accounts.Any(a => reader.Read(a.Value) is var account && (terms.Words.Overlaps(account.Words) || terms.Numbers.Overlaps(account.Numbers))),
        _ => contested.Accounts.Any(a => terms.Numbers.Overlaps(reader.Read(a.Value).Numbers)),
    };

    private static CheckedSentence Result(DraftSentence sentence, DraftVerdict verdict, string? remark, IEnumerable<(IndexedSentence Sentence, double Share)> evidence) => new(
        sentence.Line,
        sentence.Text,
        verdict,
        remark,
        [.. evidence.DistinctBy(e => e.Sentence.Article.Copies.Groups[0]).Take(MostEvidence).Select(e => (e.Sentence.Article, e.Sentence.Text))]);

    // Letter for letter, but for the shape of quotation marks and apostrophes, and for line breaks.
    private static bool Holds(string text, string quotation) => Plain(text).Contains(Plain(quotation), StringComparison.Ordinal);

    private static string Plain(string text) => string.Join(
        ' ',
        text.Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
