using System.Collections.Immutable;
using NodaTime.Text;

namespace Sitrep.Gathering.Events;

/// <summary>An event as one article reports it.</summary>
/// <param name="Document">Index of the article among those gathered.</param>
/// <param name="CopyGroups">The copy groups of the article.</param>
/// <param name="Days">When it may have happened; null where neither text nor publication date tells.</param>
/// <param name="Dated">Whether the text itself gives the date.</param>
internal sealed record EventReport(int Document, ArticleRecord Article, RecordEvent Event, ImmutableArray<int> CopyGroups, DateRange? Days, bool Dated, RecordPlace? Place)
{
    /// <summary>News tells of days shortly before it.</summary>
    private const int NewsDays = 3;

    /// <summary>Whether it is told as something that happens, not as a plan.</summary>
    public bool Happens => Event.Status is not ("planned" or "conditional");

    /// <summary>Whether it is what the article tells, not history or explanation.</summary>
    public bool IsCurrent => Event.Time == "current";

    public string Trigger => Article.Quote(Event.Trigger);

    public RecordOffsets Sentence => Event.Sentence < Article.Sentences.Length ? Article.Sentences[Event.Sentence] : Event.Trigger;

    public string Quote => Article.Quote(Sentence);

    public static EventReport From(int document, ArticleRecord article, RecordEvent value, ImmutableArray<int> copyGroups)
    {
        DateRange? dated = value.Date is { } date ? DateRange.Parse(date.Value) : null;
        RecordPlace? place = value.Place is { } index && index < article.Places.Length ? article.Places[index] : null;
        return new EventReport(document, article, value, copyGroups, dated ?? Reported(article), dated is not null, place);
    }

    private static DateRange? Reported(ArticleRecord article) =>
        article.Published is { Length: >= 10 } published && LocalDatePattern.Iso.Parse(published[..10]) is { Success: true } day
            ? new DateRange(day.Value.PlusDays(-NewsDays), day.Value)
            : null;
}
