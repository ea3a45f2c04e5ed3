using System.Globalization;
using NodaTime;
using NodaTime.Calendars;
using NodaTime.Text;

namespace Sitrep.Cli;

/// <summary>Weeks as ISO 8601 counts them: from Monday, the first being that of the year's first Thursday.</summary>
internal static class IsoWeek
{
    private const int Length = 8;

    /// <param name="week">As <c>2024-W32</c>.</param>
    /// <returns>Its Monday and Sunday, ISO 8601; null where that is no week.</returns>
    public static (string? First, string? Last)? Days(string week)
    {
        IWeekYearRule rule = WeekYearRules.Iso;
        if (week.Length != Length || week[4..6] != "-W" || !int.TryParse(week.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out int year) || !int.TryParse(week.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || year < 1 || number < 1 || number > rule.GetWeeksInWeekYear(year, CalendarSystem.Iso))
        {
            return null;
        }

        LocalDate monday = rule.GetLocalDate(year, number, IsoDayOfWeek.Monday, CalendarSystem.Iso);
        return (LocalDatePattern.Iso.Format(monday), LocalDatePattern.Iso.Format(monday.PlusDays(6)));
    }
}
