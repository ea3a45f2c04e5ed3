using System.Collections.Immutable;
using NodaTime.Text;

namespace Sitrep.Gathering.Events;

/// <summary>An event as one article reports it, with what is needed to compare it with other reports.</summary>
/// <param name="Document">Index of the article among those gathered.</param>
/// <param name="CopyGroups">The copy groups of the article.</param>
/// <param name="Days">When it may have happened; null where neither text nor publication date tells.</param>
/// <param name="Dated">Whether the text itself gives the date.</param>
/// <param name="Persons">Names of persons in the event's sentence and among its participants, lower-case.</param>
internal sealed record EventReport(
    int Document, ArticleRecord Article, RecordEvent Event, ImmutableArray<int> CopyGroups, DateRange? Days, bool Dated, RecordPlace? Place, ImmutableArray<string> Persons)
{
    /// <summary>News tells of days shortly before it.</summary>
    private const int NewsDays = 3;

    private static readonly char[] Separators = [' ', '\n', '\u00a0', ',', '.', ';', ':', '"', '“', '”', '(', ')', '—', '–'];

    /// <summary>The words of its sentence, lower-case.</summary>
    public ImmutableHashSet<string> Words { get; } =
        [.. Article.Quote(Event.Sentence < Article.Sentences.Length ? Article.Sentences[Event.Sentence] : Event.Trigger).ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A date without its own words is the news day's neighbourhood, so a day more or less rules nothing out.</summary>
    public DateRange? Widened { get; } = Days is { } days ? new DateRange(days.Earliest.PlusDays(-1), days.Latest.PlusDays(1)) : null;

    /// <summary>Whether it is told as something that happens, not as a plan.</summary>
    public bool Happens { get; } = Event.Status is not ("planned" or "conditional");

    /// <summary>Codes of the known actors, and of the known recipients.</summary>
    public ImmutableArray<string> ActorCodes { get; } = Known(Event.Actors);

    public ImmutableArray<string> RecipientCodes { get; } = Known(Event.Recipients);

    public string Trigger => Article.Quote(Event.Trigger);

    public string Quote => Article.Quote(Event.Sentence < Article.Sentences.Length ? Article.Sentences[Event.Sentence] : Event.Trigger);

    public static EventReport From(int document, ArticleRecord article, RecordEvent value, ImmutableArray<int> copyGroups)
    {
        DateRange? dated = value.Date is { } date ? DateRange.Parse(date.Value) : null;
        RecordPlace? place = value.Place is { } index && index < article.Places.Length ? article.Places[index] : null;
        return new EventReport(document, article, value, copyGroups, dated ?? Reported(article), dated is not null, place, PersonsOf(article, value));
    }

    private static ImmutableArray<string> Known(ImmutableArray<RecordParticipant> participants) =>
        [.. participants.Select(p => p.Code).OfType<string>().Where(code => code != "UNK")];

    private static DateRange? Reported(ArticleRecord article) =>
        article.Published is { Length: >= 10 } published && LocalDatePattern.Iso.Parse(published[..10]) is { Success: true } day
            ? new DateRange(day.Value.PlusDays(-NewsDays), day.Value)
            : null;

    private static ImmutableArray<string> PersonsOf(ArticleRecord article, RecordEvent value)
    {
        var ids = value.Actors.Concat(value.Recipients).Select(p => p.Entity).ToHashSet(StringComparer.Ordinal);
        return [.. article.Entities.Where(e => e.Type == "person" && ids.Contains(e.Id)).Select(e => e.Name.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];
    }
}
