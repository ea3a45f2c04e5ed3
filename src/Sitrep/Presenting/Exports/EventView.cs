using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>A report of an event with the article and the coded event that it stands for.</summary>
internal sealed record ReportView(Report Report, DossierArticle Article, RecordEvent Event)
{
    public RecordPlace? Place => Event.Place is { } index && index < Article.Record.Places.Length ? Article.Record.Places[index] : null;
}

/// <summary>A gathered event as layouts of rows need it.</summary>
internal sealed class EventView
{
    /// <summary>Characters of an article's words that an export may carry; more would be the article, not evidence.</summary>
    private const int LongestQuote = 280;

    private const int NumberBits = 53;

    public EventView(Dossier dossier, GatheredEvent value, CountryCodes countries)
    {
        Event = value;
        Country = countries.Of(value.Place?.Country);
        Reports = [.. value.Reports.Select(r => new ReportView(r, dossier.Article(r.Document), dossier.Reported(r)))];
    }

    public GatheredEvent Event { get; }

    public ImmutableArray<ReportView> Reports { get; }

    public CountryCode Country { get; }

    /// <summary>A number made from the id: positive, and small enough for programs that hold numbers as doubles.</summary>
    public long Number => (long)(ulong.Parse(Event.Id, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (64 - NumberBits));

    public LocalDate? Start => Event.Date is { } date ? LocalDatePattern.Iso.Parse(date.Earliest).Value : null;

    public LocalDate? End => Event.Date is { } date ? LocalDatePattern.Iso.Parse(date.Latest).Value : null;

    /// <summary>The day for layouts that take one: the first that the text names, else that of the news.</summary>
    public LocalDate? Day => Event.Date?.Granularity == "unknown" ? End : Start;

    /// <summary>Days on which it may have happened, 0 where nothing tells.</summary>
    public int Days => Start is { } start && End is { } end ? Period.DaysBetween(start, end) + 1 : 0;

    /// <summary>Whether a point on a map says no more than the text: a country's centre would.</summary>
    public bool HasPoint => Event.Place is { Precision: not (PlacePrecision.Country or PlacePrecision.Unknown) };

    public double? Latitude => HasPoint ? Math.Round(Event.Place!.Latitude, 5) : null;

    public double? Longitude => HasPoint ? Math.Round(Event.Place!.Longitude, 5) : null;

    public string? Precision => Event.Place is { } place ? CamelCase(place.Precision) : null;

    /// <summary>The mention that gave the place its name; null where no report's place bears it.</summary>
    public RecordPlace? Mention => Reports.Select(r => r.Place).FirstOrDefault(p => p is not null && p.Name == Event.Place?.Name);

    public string Quote => Shortened(Reports[0].Report.Quote);

    public IEnumerable<string> Outlets => Reports.Select(r => r.Article.Outlet).Distinct(StringComparer.Ordinal);

    public IEnumerable<string> Links => Reports.Select(r => r.Article.Link).OfType<string>().Distinct(StringComparer.Ordinal);

    public string? Captured => Reports.Select(r => r.Article.Captured).OfType<string>().Min(StringComparer.Ordinal);

    /// <summary>Each contested field with its accounts: <c>killed: 6 (the governor) / 8</c>.</summary>
    public string? Contested => Event.Contested.Length == 0 ? null : DelimitedWriter.List(Event.Contested.Select(c =>
        $"{c.Field}: {string.Join(" / ", c.Accounts.Select(a => a.Source is { } source ? $"{a.Told} ({source})" : a.Told))}"));

    public GatheredCount? Count(string what) => Event.Counts.FirstOrDefault(c => c.What == what);

    /// <summary>Whether anybody says that it happened; plans, conditions, possibilities and what is only denied do not belong in data of events.</summary>
    public static bool IsReported(GatheredEvent value) => value.Status is "asserted" or "attributed";

    public static string? Iso(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : null;

    public static string CamelCase<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    public static string Shortened(string words)
    {
        words = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length <= LongestQuote)
        {
            return words;
        }

        int cut = words.LastIndexOf(' ', LongestQuote);
        return words[..(cut > 0 ? cut : LongestQuote)] + " […]";
    }
}
