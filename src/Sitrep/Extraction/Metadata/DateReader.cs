using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Sitrep.Extraction.Metadata;

/// <summary>How to read a date in digits that may be of two days, such as 05/06/2024.</summary>
/// <param name="MonthFirst">Whether it is the sixth of May.</param>
/// <param name="Known">A day that settles it, if one of the two is it.</param>
internal readonly record struct DayOrder(bool MonthFirst = false, LocalDate? Known = null);

/// <summary>Reads a date as machines and people write them on pages: ISO 8601, RFC 822, and with month names of many languages.</summary>
internal sealed partial class DateReader
{
    /// <summary>Years that a page can be of; other four-digit numbers are not taken for one.</summary>
    private const int FirstYear = 1990, LastYear = 2060;

    private readonly Dictionary<string, int> months = new(StringComparer.Ordinal);

    public DateReader(Resources resources)
    {
        foreach (var row in resources.Table("extraction", "months.tsv").Rows)
        {
            months[row["name"]] = int.Parse(row["month"], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The first date in the words, or null.</summary>
    /// <param name="found">What to say of where it was found.</param>
    public PublicationDate? Read(string? words, string found, DayOrder order = default)
    {
        if (string.IsNullOrWhiteSpace(words) || words.Length > 400)
        {
            return null;
        }

        return Iso(words, found)
            ?? (Find(words, order) is { } date ? new PublicationDate(date.Day, null, found) : null);
    }

    /// <summary>A date that the user or an archive gives with the article: of any year, since nothing is guessed.</summary>
    public PublicationDate? Given(string? words) => words is { Length: > 0 and <= 400 } ? Iso(words, "input", 1) ?? Read(words, "input") : null;

    /// <summary>Whether a line holds a date and few words beside it.</summary>
    public bool IsDateLine(string line)
    {
        if (line.Length > 110 || !line.Any(char.IsDigit))
        {
            return false;
        }

        if (IsoForm().Match(line) is { Success: true } iso)
        {
            return line.Length - iso.Length < 60;
        }

        return Find(line, default) is { } date && line.Length - date.Length < 60;
    }

    private static PublicationDate? Iso(string words, string found, int firstYear = FirstYear)
    {
        Match match = IsoForm().Match(words);
        if (!match.Success || Day(Number(match, "y"), Number(match, "m"), Number(match, "d"), firstYear) is not { } day)
        {
            return null;
        }

        return new PublicationDate(day, match.Groups["h"].Success ? Time(match) : null, found);
    }

    /// <summary>The time of day with its offset; without an offset the moment is unknown, and only the day is kept.</summary>
    private static OffsetTime? Time(Match match)
    {
        string zone = match.Groups["z"].Value;
        int hour = Number(match, "h"), minute = Number(match, "min"), second = match.Groups["s"].Success ? Number(match, "s") : 0;
        if (zone.Length == 0 || hour > 23 || minute > 59 || second > 59)
        {
            return null;
        }

        int offset = 0;
        if (zone is not ("Z" or "z"))
        {
            string digits = zone[1..].Replace(":", "", StringComparison.Ordinal).PadRight(4, '0');
            int hours = Number(digits.AsSpan(0, 2)), minutes = Number(digits.AsSpan(2, 2));
            offset = ((hours * 60) + minutes) * (zone[0] == '-' ? -1 : 1);
            if (Math.Abs(offset) > 14 * 60)
            {
                return null;
            }
        }

        return new OffsetTime(new LocalTime(hour, minute, second), Offset.FromSeconds(offset * 60));
    }

    private (LocalDate Day, int Length)? Find(string words, DayOrder order)
    {
        foreach (Match match in Named().Matches(words))
        {
            if (!months.TryGetValue(match.Groups["name"].Value.ToLowerInvariant(), out int month))
            {
                continue;
            }

            int day = Number(match, match.Groups["d"].Success ? "d" : "d2");
            if (Day(Number(match, "y"), month, day) is { } date)
            {
                return (date, match.Length);
            }
        }

        foreach (Match match in Digits().Matches(words))
        {
            int a = Number(match, "a"), b = Number(match, "b"), year = Number(match, "y");
            year += year < 100 ? 2000 : 0;
            bool american = b > 12 || (a <= 12 && (order.Known is { } known && (known == Day(year, a, b) || known == Day(year, b, a))
                ? known == Day(year, a, b)
                : order.MonthFirst && match.Value.Contains('/', StringComparison.Ordinal)));
            if (Day(year, american ? a : b, american ? b : a) is { } date)
            {
                return (date, match.Length);
            }
        }

        Match compact = Compact().Match(words);
        return compact.Success && Day(Number(compact, "y"), Number(compact, "m"), Number(compact, "d")) is { } packed ? (packed, compact.Length) : null;
    }

    private static int Number(Match match, string group) => Number(match.Groups[group].ValueSpan);

    // Of any script's digits: pages in Arabic, Persian or Bengali have their own.
    private static int Number(ReadOnlySpan<char> digits)
    {
        int number = 0;
        foreach (char digit in digits)
        {
            number = (10 * number) + CharUnicodeInfo.GetDecimalDigitValue(digit);
        }

        return number;
    }

    private static LocalDate? Day(int year, int month, int day, int firstYear = FirstYear) =>
        year >= firstYear && year <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : null;

    [GeneratedRegex("""(?<![\d])(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?!\d)(?:[T ]\s?(?<h>\d{1,2}):(?<min>\d{2})(?::(?<s>\d{2})(?:[.,]\d+)?)?\s?(?<z>[Zz]|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?""", RegexOptions.CultureInvariant)]
    private static partial Regex IsoForm();

    // "10 August 2024", "10. August 2024", "10 de agosto de 2024", "10-Aug-2024", "August 10th, 2024", "1er août 2024".
    [GeneratedRegex("""(?<!\d)(?:(?<d>\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s\-,]*(?:de\s+|of\s+)?(?<name>\p{L}{3,12})\.?|(?<name>\p{L}{3,12})\.?\s*(?<d2>\d{1,2})(?:st|nd|rd|th)?)[\s,\-.]*(?:de\s+|del\s+|at\s+)?(?<y>\d{4})(?!\d)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex("""(?<![\d./-])(?<a>\d{1,2})(?<s>[./-])\s?(?<b>\d{1,2})\k<s>\s?(?<y>\d{4}|\d{2})(?![\d./-]*\d)""", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex("""(?<!\d)(?<y>(?:19|20)\d{2})(?<m>\d{2})(?<d>\d{2})(?:T?\d{4,6})?(?!\d)""", RegexOptions.CultureInvariant)]
    private static partial Regex Compact();
}
