using System.Collections.Immutable;
using System.Globalization;
using NodaTime.Text;
using Sitrep.Gathering.Events;

namespace Sitrep.Gathering.Corrections;

/// <summary>Gives a field of an event the value that a person wrote.</summary>
/// <remarks>
/// <c>type</c>: <c>ASSAULT</c> or <c>ASSAULT/heavy-weapons</c>. <c>date</c>: a day, week, month or year as TIMEX3 writes it. <c>place</c>: a name that some article of the dossier has.
/// <c>actors</c>, <c>recipients</c>: names, each with its code in brackets where it has one, separated by semicolons. Counts: <c>6</c>, <c>6-8</c>, <c>6+</c>. Empty: unknown.
/// </remarks>
public static class FieldEdit
{
    private static readonly string[] Statuses = ["asserted", "attributed", "denied", "possible", "planned", "conditional"];

    /// <summary>What is counted in events.</summary>
    public static ImmutableArray<string> Counted { get; } = ["killed", "injured", "missing", "detained", "abducted", "displaced", "evacuated", "participants", "troops"];

    /// <summary>The fields that can be edited.</summary>
    public static ImmutableArray<string> Fields { get; } = ["type", "status", "date", "place", "actors", "recipients", .. Counted];

    /// <returns>The event with its field changed; null where the value cannot be read.</returns>
    public static GatheredEvent? Apply(GatheredEvent value, string field, string text, Func<string, GatheredPlace?> placeNamed)
    {
        text = text.Trim();
        return field switch
        {
            "type" => TypeOf(text) is { } plover ? value with { Plover = plover with { Contexts = value.Plover.Contexts } } : null,
            "status" => Statuses.Contains(text, StringComparer.Ordinal) ? value with { Status = text } : null,
            "date" => text.Length == 0 ? value with { Date = null } : DateOf(text) is { } date ? value with { Date = date } : null,
            "place" => text.Length == 0 ? value with { Place = null } : placeNamed(text) is { } place ? value with { Place = place } : null,
            "actors" => value with { Actors = ActorsOf(text) },
            "recipients" => value with { Recipients = ActorsOf(text) },
            _ => Counted.Contains(field) ? WithCount(value, field, text) : null,
        };
    }

    private static RecordPlover? TypeOf(string text)
    {
        string[] parts = text.Split('/', 2);
        return parts[0].Length > 0 && parts[0].All(char.IsAsciiLetterUpper) ? new RecordPlover(parts[0], parts.Length == 2 && parts[1].Length > 0 ? parts[1] : null, []) : null;
    }

    private static GatheredDate? DateOf(string text)
    {
        if (DateRange.Parse(text) is not { } days)
        {
            return null;
        }

        string granularity = days.Days switch { 1 => "day", 7 => "week", < 32 => "month", < 93 => "season", _ => "year" };
        return new GatheredDate(text, granularity, LocalDatePattern.Iso.Format(days.Earliest), LocalDatePattern.Iso.Format(days.Latest));
    }

    private static ImmutableArray<GatheredActor> ActorsOf(string text) =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ActorOf)];

    private static GatheredActor ActorOf(string text) => text.EndsWith(']') && text.LastIndexOf('[') is > 0 and var at
        ? new GatheredActor(text[..at].Trim(), text[(at + 1)..^1].Trim())
        : new GatheredActor(text, null);

    private static GatheredEvent? WithCount(GatheredEvent value, string what, string text)
    {
        ImmutableArray<GatheredCount> others = [.. value.Counts.Where(c => c.What != what)];
        return text.Length == 0 ? value with { Counts = others } : CountOf(what, text) is { } count ? value with { Counts = [.. others, count] } : null;
    }

    private static GatheredCount? CountOf(string what, string text)
    {
        string[] parts = text.TrimEnd('+').Split(['-', '–'], StringSplitOptions.TrimEntries);
        if (parts.Length > 2 || !Number(parts[0], out double low) || !Number(parts[^1], out double high) || low > high)
        {
            return null;
        }

        return text.EndsWith('+') ? new GatheredCount(what, low, null, null) : new GatheredCount(what, low, low.Equals(high) ? low : null, high);
    }

    private static bool Number(string text, out double value) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
