using NodaTime;
using NodaTime.Text;

namespace Sitrep;

/// <summary>When an article was published, as precisely as its page says. Not the date of any event.</summary>
/// <param name="Day">The calendar day, in the page's own offset.</param>
/// <param name="Time">The time of day and its offset from UTC, where the page gives one.</param>
/// <param name="Found">Where it was found, such as <c>json-ld datePublished</c>.</param>
public sealed record PublicationDate(LocalDate Day, OffsetTime? Time, string Found)
{
    private static readonly OffsetTimePattern Clock = OffsetTimePattern.CreateWithInvariantCulture("HH':'mm':'sso<Z+HH:mm>");

    /// <summary>ISO 8601: <c>2024-08-10</c> or <c>2024-08-10T14:05:00+03:00</c>.</summary>
    public override string ToString()
    {
        string day = LocalDatePattern.Iso.Format(Day);
        return Time is { } time ? day + "T" + Clock.Format(time) : day;
    }
}
