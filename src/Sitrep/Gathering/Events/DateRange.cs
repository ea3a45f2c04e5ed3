using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Sitrep.Gathering.Events;

/// <summary>The days on which something may have happened, both ends inclusive.</summary>
public sealed record DateRange(LocalDate Earliest, LocalDate Latest)
{
    private static readonly LocalDatePattern Day = LocalDatePattern.Iso;

    public bool Overlaps(DateRange other) => Earliest <= other.Latest && other.Earliest <= Latest;

    public int Days => Period.DaysBetween(Earliest, Latest) + 1;

    /// <summary>The days that a TIMEX3 value names: a day, week, month, season, quarter, year or decade; null for what names none.</summary>
    public static DateRange? Parse(string value)
    {
        string date = value.Split('T')[0];
        if (Day.Parse(date) is { Success: true } day)
        {
            return new DateRange(day.Value, day.Value);
        }

        string[] parts = date.Split('-');
        if (parts.Length > 2 || parts[0].Length is < 3 or > 4 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int year) || year == 0)
        {
            return null;
        }

        if (parts[0].Length == 3)
        {
            return new DateRange(new LocalDate(year * 10, 1, 1), new LocalDate((year * 10) + 9, 12, 31));
        }

        return parts.Length == 1 ? Months(year, 1, 12) : Part(year, parts[1]);
    }

    private static DateRange? Part(int year, string part)
    {
        if (part.StartsWith('W') && int.TryParse(part.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int week) && week is >= 1 and <= 53)
        {
            LocalDate monday = NodaTime.Calendars.WeekYearRules.Iso.GetLocalDate(year, Math.Min(week, NodaTime.Calendars.WeekYearRules.Iso.GetWeeksInWeekYear(year, CalendarSystem.Iso)), IsoDayOfWeek.Monday, CalendarSystem.Iso);
            return new DateRange(monday, monday.PlusDays(6));
        }

        return part switch
        {
            "SP" => Months(year, 3, 5),
            "SU" => Months(year, 6, 8),
            "FA" => Months(year, 9, 11),
            "WI" => new DateRange(new LocalDate(year, 12, 1), new LocalDate(year + 1, 3, 1).PlusDays(-1)),
            "H1" => Months(year, 1, 6),
            "H2" => Months(year, 7, 12),
            ['Q', >= '1' and <= '4' and var quarter] => Months(year, ((quarter - '1') * 3) + 1, ((quarter - '1') * 3) + 3),
            _ => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int month) && month is >= 1 and <= 12 ? Months(year, month, month) : null,
        };
    }

    private static DateRange Months(int year, int first, int last) =>
        new(new LocalDate(year, first, 1), new LocalDate(year, last, 1).PlusMonths(1).PlusDays(-1));
}
