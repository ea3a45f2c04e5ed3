using System.Collections.Immutable;
using Sitrep.Annotation.Times;

namespace Sitrep.Coding;

/// <summary>Words that may tell where or when an event took place.</summary>
/// <param name="Index">Of the place or time in its article.</param>
/// <param name="Sentence">Where the words stand.</param>
/// <param name="Head">The token that governs them.</param>
internal readonly record struct Setting(int Index, Span Span, Sentence Sentence, int Head);

/// <summary>The places and dates of an article by the sentences that they stand in, made once for all of its events.</summary>
internal sealed class ArticleSettings
{
    // Where an event's place or date is looked for, in sentences.
    private const int PlacesBefore = 2, PlacesAfter = 1, DatesBefore = 1;

    private readonly ImmutableArray<Setting>[] places;
    private readonly ImmutableArray<Setting>[] dates;

    // By the index of the time.
    private readonly string[] tenses;

    public ArticleSettings(AnnotatedArticle article)
    {
        Article = article;
        places = BySentence(article.Places.Select((place, index) => (index, place.Span)));
        dates = BySentence(article.Times.Select((time, index) => (time, index)).Where(t => IsDate(t.time)).Select(t => (t.index, t.time.Span)));
        string published = article.Article.Published?.ToString() ?? "";
        tenses = [.. article.Times.Select(t => IsDate(t) ? Tense(DayOf(t), published) : "")];
    }

    public AnnotatedArticle Article { get; }

    /// <summary>The day, month or year of a date without the time of day, as the calendar writes it.</summary>
    public static string DayOf(TimeExpression date) => date.Value.Split('T')[0];

    /// <summary>The places that are asked about for an event in a sentence, in text order.</summary>
    public ImmutableArray<Setting> PlacesNear(Sentence sentence) => Near(places, sentence, PlacesBefore, PlacesAfter);

    /// <summary>The times that are asked about: those that the calendar knows.</summary>
    public ImmutableArray<Setting> DatesNear(Sentence sentence) => Near(dates, sentence, DatesBefore, 0);

    /// <summary>Where a date lies from the day of publication, as far as it can be told from its digits.</summary>
    public string TenseOf(int date) => tenses[date];

    private static bool IsDate(TimeExpression time) => time.Type is TimeType.Date or TimeType.Time && char.IsAsciiDigit(time.Value[0]);

    private static string Tense(string day, string published)
    {
        if (published.Length < 10 || day.Length < 4)
        {
            return "?";
        }

        int length = day.Length is 10 or 7 or 4 && !day.Contains('W', StringComparison.Ordinal) ? day.Length : 4;
        int order = string.CompareOrdinal(day, 0, published, 0, length);
        return order == 0 ? "now" : order > 0 ? "later" : string.CompareOrdinal(day, 0, published, 0, 4) == 0 ? "this year" : "earlier";
    }

    private static ImmutableArray<Setting> Near(ImmutableArray<Setting>[] all, Sentence sentence, int before, int after)
    {
        int first = Math.Max(0, sentence.Index - before), last = Math.Min(all.Length - 1, sentence.Index + after);
        return [.. all[first..(last + 1)].SelectMany(s => s)];
    }

    private ImmutableArray<Setting>[] BySentence(IEnumerable<(int Index, Span Span)> words)
    {
        List<Setting>?[] found = new List<Setting>?[Article.Parsed.Sentences.Length];
        foreach (var (index, span) in words)
        {
            if (Article.Parsed.SentenceAt(span.Start) is { } sentence && sentence.Span.Contains(span) && sentence.HeadOf(span) is >= 0 and var head)
            {
                (found[sentence.Index] ??= []).Add(new Setting(index, span, sentence, head));
            }
        }

        return [.. found.Select(f => f is null ? ImmutableArray<Setting>.Empty : [.. f])];
    }
}
