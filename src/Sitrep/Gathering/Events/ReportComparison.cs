using System.Collections.Immutable;

namespace Sitrep.Gathering.Events;

/// <summary>Whether two reports may tell of one event, and what speaks for it.</summary>
/// <param name="Score">Grows with what they share; meaningless where they cannot be one.</param>
/// <param name="Possible">No field rules it out.</param>
/// <param name="Reasons">What was weighed, for <c>explain</c>.</param>
internal sealed record ReportComparison(bool Possible, double Score, ImmutableArray<string> Reasons)
{
    private const double NearKilometres = 25;
    /// <summary>Of the words of the shorter sentence, those that the other has: copies shorten.</summary>
    private const double CopiedShare = 0.65;

    private const int LeastWords = 5;

    private const double CopiedScore = 4;

    private const double EarthRadiusKilometres = 6371;

    private static readonly ReportComparison Impossible = new(false, 0, []);

    public static ReportComparison Of(EventReport a, EventReport b)
    {
        if (a.Event.Plover.Type != b.Event.Plover.Type || Happens(a.Event.Status) != Happens(b.Event.Status))
        {
            return Impossible;
        }

        if (IsCopied(a, b))
        {
            return new ReportComparison(true, CopiedScore, ["the same sentence in copies of one text"]);
        }

        var reasons = ImmutableArray.CreateBuilder<string>();
        double score = 0;
        if (!Days(a, b, reasons, ref score) || !Places(a, b, reasons, ref score))
        {
            return Impossible;
        }

        Modes(a, b, reasons, ref score);
        Codes("actor", a.Event.Actors, b.Event.Actors, reasons, ref score);
        Codes("recipient", a.Event.Recipients, b.Event.Recipients, reasons, ref score);
        Persons(a, b, reasons, ref score);
        Counts(a, b, reasons, ref score);
        return new ReportComparison(true, score, reasons.ToImmutable());
    }

    // What a copy says of its day, by its own date of publication, is no other account.
    private static bool IsCopied(EventReport a, EventReport b)
    {
        if (a.Document == b.Document || !a.CopyGroups.Any(g => b.CopyGroups.Contains(g)) || !string.Equals(a.Trigger, b.Trigger, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        int smaller = Math.Min(a.Words.Count, b.Words.Count);
        return smaller >= LeastWords && a.Words.Count(b.Words.Contains) >= CopiedShare * smaller;
    }

    private static bool Happens(string status) => status is not ("planned" or "conditional");

    private static bool Days(EventReport a, EventReport b, ImmutableArray<string>.Builder reasons, ref double score)
    {
        if (a.Days is not { } x || b.Days is not { } y)
        {
            return true;
        }

        // A date without its own words is the news day's neighbourhood, so a day more or less rules nothing out.
        DateRange wide = a.Dated && b.Dated ? x : new DateRange(x.Earliest.PlusDays(-1), x.Latest.PlusDays(1));
        if (!wide.Overlaps(y))
        {
            return false;
        }

        double shared = a.Dated && b.Dated && x.Days == 1 && y.Days == 1 ? 1 : x.Days <= 7 && y.Days <= 7 ? 0.5 : 0;
        Add(reasons, ref score, shared, "date");
        return true;
    }

    private static bool Places(EventReport a, EventReport b, ImmutableArray<string>.Builder reasons, ref double score)
    {
        if (a.Place is not { } x || b.Place is not { } y)
        {
            return true;
        }

        if (x.Country.Length > 0 && y.Country.Length > 0 && x.Country != y.Country)
        {
            return false;
        }

        if (x.Kind == "country" || y.Kind == "country")
        {
            Add(reasons, ref score, 0.25, "country");
            return true;
        }

        if (x.Kind == "province" || y.Kind == "province")
        {
            bool same = (x.Admin1 ?? x.Name) == (y.Admin1 ?? y.Name) || x.Name == y.Admin1 || y.Name == x.Admin1;
            Add(reasons, ref score, same ? 1 : -0.5, "province");
            return true;
        }

        if (Kilometres(x, y) > NearKilometres)
        {
            return false;
        }

        Add(reasons, ref score, 1.75, "place");
        return true;
    }

    private static void Modes(EventReport a, EventReport b, ImmutableArray<string>.Builder reasons, ref double score)
    {
        if (a.Event.Plover.Mode is { } x && b.Event.Plover.Mode is { } y)
        {
            Add(reasons, ref score, x == y ? 0.5 : -0.75, "mode");
        }
    }

    private static void Codes(string what, ImmutableArray<RecordParticipant> a, ImmutableArray<RecordParticipant> b, ImmutableArray<string>.Builder reasons, ref double score)
    {
        string[] x = [.. Known(a)], y = [.. Known(b)];
        if (x.Length == 0 || y.Length == 0)
        {
            return;
        }

        bool same = x.Any(code => y.Contains(code, StringComparer.Ordinal));
        bool country = x.Any(code => y.Any(other => code.Length >= 3 && other.Length >= 3 && code[..3] == other[..3]));
        Add(reasons, ref score, same ? 0.75 : country ? 0.25 : -0.5, what);
    }

    private static IEnumerable<string> Known(ImmutableArray<RecordParticipant> participants) =>
        participants.Select(p => p.Code).OfType<string>().Where(code => code != "UNK");

    private static void Persons(EventReport a, EventReport b, ImmutableArray<string>.Builder reasons, ref double score)
    {
        if (a.Persons.Any(name => b.Persons.Any(other => name == other || name.EndsWith(" " + other, StringComparison.Ordinal) || other.EndsWith(" " + name, StringComparison.Ordinal))))
        {
            Add(reasons, ref score, 1.25, "person");
        }
    }

    private static void Counts(EventReport a, EventReport b, ImmutableArray<string>.Builder reasons, ref double score)
    {
        foreach (RecordCount x in a.Event.Counts)
        {
            foreach (RecordCount y in b.Event.Counts.Where(y => y.What == x.What))
            {
                bool meet = (x.Least ?? 0) <= (y.Most ?? double.MaxValue) && (y.Least ?? 0) <= (x.Most ?? double.MaxValue);
                Add(reasons, ref score, meet ? 0.5 : -0.25, x.What);
            }
        }
    }

    private static void Add(ImmutableArray<string>.Builder reasons, ref double score, double value, string name)
    {
        if (value != 0)
        {
            score += value;
            reasons.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} {value:+0.##;-0.##}"));
        }
    }

    // Great-circle distance by the haversine formula.
    private static double Kilometres(RecordPlace a, RecordPlace b)
    {
        double lat1 = double.DegreesToRadians(a.Latitude), lat2 = double.DegreesToRadians(b.Latitude);
        double dLat = lat2 - lat1, dLon = double.DegreesToRadians(b.Longitude - a.Longitude);
        double h = Math.Pow(Math.Sin(dLat / 2), 2) + (Math.Cos(lat1) * Math.Cos(lat2) * Math.Pow(Math.Sin(dLon / 2), 2));
        return 2 * EarthRadiusKilometres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
