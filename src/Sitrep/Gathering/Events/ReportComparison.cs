using System.Collections.Immutable;
using Sitrep.Annotation.Places;

namespace Sitrep.Gathering.Events;

/// <summary>Whether two reports may tell of one event, and what speaks for it.</summary>
/// <param name="Score">Grows with what they share; meaningless where they cannot be one.</param>
/// <param name="Possible">No field rules it out.</param>
internal readonly record struct ReportComparison(bool Possible, double Score)
{
    private const double NearKilometres = 25;
    /// <summary>Of the words of the shorter sentence, those that the other has: copies shorten.</summary>
    private const double CopiedShare = 0.65;

    private const int LeastWords = 5;

    private const double CopiedScore = 4;

    private static readonly ReportComparison Impossible = new(false, 0);

    public static ReportComparison Of(EventReport a, EventReport b)
    {
        if (a.Event.Plover.Type != b.Event.Plover.Type || a.Happens != b.Happens)
        {
            return Impossible;
        }

        if (IsCopied(a, b))
        {
            return new ReportComparison(true, CopiedScore);
        }

        double score = 0;
        if (!Days(a, b, ref score) || !Places(a, b, ref score))
        {
            return Impossible;
        }

        Modes(a, b, ref score);
        Codes(a.ActorCodes, b.ActorCodes, ref score);
        Codes(a.RecipientCodes, b.RecipientCodes, ref score);
        Persons(a, b, ref score);
        Counts(a, b, ref score);
        return new ReportComparison(true, score);
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

    private static bool Days(EventReport a, EventReport b, ref double score)
    {
        if (a.Days is not { } x || b.Days is not { } y)
        {
            return true;
        }

        DateRange wide = a.Dated && b.Dated ? x : a.Widened!;
        if (!wide.Overlaps(y))
        {
            return false;
        }

        double shared = a.Dated && b.Dated && x.Days == 1 && y.Days == 1 ? 1 : x.Days <= 7 && y.Days <= 7 ? 0.5 : 0;
        score += shared;
        return true;
    }

    private static bool Places(EventReport a, EventReport b, ref double score)
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
            score += 0.25;
            return true;
        }

        if (x.Kind == "province" || y.Kind == "province")
        {
            bool same = (x.Admin1 ?? x.Name) == (y.Admin1 ?? y.Name) || x.Name == y.Admin1 || y.Name == x.Admin1;
            score += same ? 1 : -0.5;
            return true;
        }

        if (GreatCircle.Kilometres(x.Latitude, x.Longitude, y.Latitude, y.Longitude) > NearKilometres)
        {
            return false;
        }

        score += 1.75;
        return true;
    }

    private static void Modes(EventReport a, EventReport b, ref double score)
    {
        if (a.Event.Plover.Mode is { } x && b.Event.Plover.Mode is { } y)
        {
            score += x == y ? 0.5 : -0.75;
        }
    }

    private static void Codes(ImmutableArray<string> x, ImmutableArray<string> y, ref double score)
    {
        if (x.Length == 0 || y.Length == 0)
        {
            return;
        }

        bool same = x.Any(code => y.Contains(code, StringComparer.Ordinal));
        bool country = x.Any(code => y.Any(other => code.Length >= 3 && other.Length >= 3 && code[..3] == other[..3]));
        score += same ? 0.75 : country ? 0.25 : -0.5;
    }

    private static void Persons(EventReport a, EventReport b, ref double score)
    {
        if (a.Persons.Any(name => b.Persons.Any(other => name == other || name.EndsWith(" " + other, StringComparison.Ordinal) || other.EndsWith(" " + name, StringComparison.Ordinal))))
        {
            score += 1.25;
        }
    }

    private static void Counts(EventReport a, EventReport b, ref double score)
    {
        foreach (RecordCount x in a.Event.Counts)
        {
            foreach (RecordCount y in b.Event.Counts.Where(y => y.What == x.What))
            {
                bool meet = (x.Least ?? 0) <= (y.Most ?? double.MaxValue) && (y.Least ?? 0) <= (x.Most ?? double.MaxValue);
                score += meet ? 0.5 : -0.25;
            }
        }
    }
}
