using System.Globalization;
using Sitrep.Annotation.Places;

namespace Sitrep.Gathering.Events;

/// <summary>How surely two reports tell of one event: a weighted sum of what speaks for and against it, the logarithm of the odds.</summary>
internal sealed class MergeScorer(float[] weights)
{
    public const int Fields = (int)MergeField.PublishedApart + 1;

    private const double NearKilometres = 25;

    /// <summary>Of the words of the shorter sentence, those that the other has: copies shorten.</summary>
    private const double CopiedShare = 0.65;

    private const int LeastCopiedWords = 5;

    private const int CountryLength = 3;

    /// <summary>The logarithm of days counts up to this, and in thirds.</summary>
    private const double MostLogDays = 6, LogUnit = 3;

    /// <summary>The rare words of participants, and names, count up to this.</summary>
    public const float MostRecipients = 3, MostNames = 4;

    // What comparing the two articles may add at most: likeness is 1 at most, time apart nothing at least.
    private readonly float mostOfArticles = Math.Max(0, weights[(int)MergeField.ArticleNames]) + Math.Max(0, weights[(int)MergeField.ArticleWords])
        + (weights[(int)MergeField.PublishedApart] > 0 ? float.PositiveInfinity : 0);

    /// <summary>What <see cref="Score"/> may be at most.</summary>
    public MergeBound Bound { get; } = new(weights);

    public static MergeScorer Load(Resources resources)
    {
        float[] weights = new float[Fields];
        foreach (TsvTable.Row row in resources.Table("merging.tsv").Rows)
        {
            weights[(int)Enum.Parse<MergeField>(row["field"])] = float.Parse(row["weight"], CultureInfo.InvariantCulture);
        }

        return new MergeScorer(weights);
    }

    /// <param name="least">Where the score stays below this it may be anything below: comparing articles takes most of the time and is then left out.</param>
    public float Score(ReportTraits a, ReportTraits b, float least = float.NegativeInfinity)
    {
        Span<float> fields = stackalloc float[Fields];
        CompareReports(a, b, fields);
        if (Sum(fields) + mostOfArticles < least)
        {
            return float.NegativeInfinity;
        }

        CompareArticles(a, b, fields);
        return Sum(fields);
    }

    /// <summary>What each field adds to the score.</summary>
    public float[] Reasons(ReportTraits a, ReportTraits b)
    {
        float[] fields = new float[Fields];
        CompareReports(a, b, fields);
        CompareArticles(a, b, fields);
        for (int i = 0; i < Fields; i++)
        {
            fields[i] *= weights[i];
        }

        return fields;
    }

    /// <summary>How much days between two dates count, from one day on.</summary>
    public static float DaysApart(int gap) => (float)(Math.Min(1 + Math.Log(gap), MostLogDays) / LogUnit);

    /// <summary>How much days between two publications count.</summary>
    public static float PublishedApart(int gap) => (float)(Math.Log(1 + gap) / LogUnit);

    /// <summary>Whether both are the same sentence in copies of one text, told by the same word: one event, whatever days a copy's own date suggests.</summary>
    public static bool AreCopied(ReportTraits a, ReportTraits b)
    {
        if (a.Report.Document == b.Report.Document || !Meet(a.Copied, b.Copied))
        {
            return false;
        }

        int smaller = Math.Min(a.AllSentence.Length, b.AllSentence.Length), shared = 0;
        foreach (uint word in a.AllSentence)
        {
            shared += Array.BinarySearch(b.AllSentence, word) >= 0 ? 1 : 0;
        }

        return smaller >= LeastCopiedWords && shared >= CopiedShare * smaller;
    }

    private static void CompareReports(ReportTraits a, ReportTraits b, Span<float> fields)
    {
        fields[(int)MergeField.Prior] = 1;
        Dates(a, b, fields);
        Places(a.Report.Place, b.Report.Place, fields);
        if (a.Report.Event.Plover.Mode is { } mode && b.Report.Event.Plover.Mode is { } other)
        {
            fields[(int)(mode == other ? MergeField.SameMode : MergeField.OtherMode)] = 1;
        }

        Codes(a.ActorCodes, b.ActorCodes, MergeField.ActorCode, MergeField.OtherActorCode, fields);
        Codes(a.RecipientCodes, b.RecipientCodes, MergeField.RecipientCode, MergeField.OtherRecipientCode, fields);
        Persons(a, b, fields);
        fields[(int)MergeField.ActorWords] = Math.Min(a.Actors.Shared(b.Actors), MostRecipients);
        fields[(int)MergeField.RecipientWords] = Math.Min(a.Recipients.Shared(b.Recipients), MostRecipients);
        fields[(int)MergeField.RecipientMentioned] =
            Math.Min(a.Recipients.Shared(b.Sentence, b.Recipients.Words) + b.Recipients.Shared(a.Sentence, a.Recipients.Words), MostRecipients);
        fields[(int)MergeField.SentenceWords] = a.Sentence.Likeness(b.Sentence);
        fields[(int)MergeField.SentenceNames] = Math.Min(a.Names.Shared(b.Names), MostNames);
        Counts(a, b, fields);
        fields[(int)MergeField.Trigger] = a.Trigger == b.Trigger ? 1 : 0;
    }

    private static void CompareArticles(ReportTraits a, ReportTraits b, Span<float> fields)
    {
        // That copies are alike, and an article is like itself, says nothing of two events in it.
        if (a.Report.Document != b.Report.Document && !a.Report.CopyGroups.AsSpan().ContainsAny(b.Report.CopyGroups.AsSpan()))
        {
            fields[(int)MergeField.ArticleNames] = a.Article.Names.Likeness(b.Article.Names);
            fields[(int)MergeField.ArticleWords] = a.Article.Words.Likeness(b.Article.Words);
            fields[(int)MergeField.PublishedApart] = a.Article.Published is { } day && b.Article.Published is { } later ? PublishedApart(Math.Abs(day - later)) : 0;
        }
    }

    // Articles have one copy group or two.
    private static bool Meet(ulong[] left, ulong[] right)
    {
        foreach (ulong one in left)
        {
            foreach (ulong other in right)
            {
                if (one == other)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private float Sum(ReadOnlySpan<float> fields)
    {
        float sum = 0;
        for (int i = 0; i < Fields; i++)
        {
            sum += fields[i] * weights[i];
        }

        return sum;
    }

    private static void Dates(ReportTraits a, ReportTraits b, Span<float> fields)
    {
        if (a.Days is not { } x || b.Days is not { } y)
        {
            return;
        }

        int gap = Math.Max(0, Math.Max(x.First - y.Last, y.First - x.Last));
        if (a.Report.Dated && b.Report.Dated)
        {
            MergeField field = gap > 1 ? MergeField.DatesApart : gap == 1 ? MergeField.NextDay : x.First == x.Last && y.First == y.Last ? MergeField.SameDay : MergeField.DatesMeet;
            fields[(int)field] = gap > 1 ? DaysApart(gap) : 1;
        }
        else
        {
            fields[(int)(gap > 1 ? MergeField.NewsDaysApart : MergeField.NewsDaysMeet)] = gap > 1 ? DaysApart(gap) : 1;
        }
    }

    private static void Places(RecordPlace? x, RecordPlace? y, Span<float> fields)
    {
        if (x is null || y is null)
        {
            return;
        }

        if (x.Country.Length > 0 && y.Country.Length > 0 && x.Country != y.Country)
        {
            fields[(int)MergeField.OtherPlace] = 2;
        }
        else if (x.Kind == "province" || y.Kind == "province")
        {
            bool same = (x.Admin1 ?? x.Name) == (y.Admin1 ?? y.Name) || x.Name == y.Admin1 || y.Name == x.Admin1;
            bool country = x.Kind == "country" || y.Kind == "country";
            fields[(int)(same ? MergeField.SameProvince : MergeField.OtherPlace)] = country ? 0 : 1;
        }
        else if (x.Kind != "country" && y.Kind != "country")
        {
            bool near = GreatCircle.Kilometres(x.Latitude, x.Longitude, y.Latitude, y.Longitude) <= NearKilometres;
            fields[(int)(near ? MergeField.SamePlace : MergeField.OtherPlace)] = 1;
        }
    }

    private static void Codes(string[] x, string[] y, MergeField same, MergeField other, Span<float> fields)
    {
        if (x.Length == 0 || y.Length == 0)
        {
            return;
        }

        // A code of the same country is neither: a government is not its police, but sources name one for the other.
        if (x.AsSpan().ContainsAny(y))
        {
            fields[(int)same] = 1;
        }
        else if (!OfOneCountry(x, y))
        {
            fields[(int)other] = 1;
        }
    }

    // Codes begin with that of the country.
    private static bool OfOneCountry(string[] x, string[] y)
    {
        foreach (string code in x)
        {
            foreach (string other in y)
            {
                if (string.CompareOrdinal(code, 0, other, 0, CountryLength) == 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Persons(ReportTraits a, ReportTraits b, Span<float> fields)
    {
        int recipient = Shared(a.RecipientPersons, b.RecipientPersons);
        if (recipient > 0)
        {
            fields[(int)(recipient == 1 ? MergeField.RecipientName : MergeField.RecipientPerson)] = 1;
            fields[(int)MergeField.DiedOnce] = a.Killing && b.Killing ? 1 : 0;
        }
        else if (a.RecipientPersons.Length > 0 && b.RecipientPersons.Length > 0)
        {
            fields[(int)MergeField.OtherRecipientPerson] = 1;
        }

        fields[(int)MergeField.ActorPerson] = Shared(a.ActorPersons, b.ActorPersons) > 0 ? 1 : 0;
    }

    private static int Shared(PersonName[] left, PersonName[] right)
    {
        int most = 0;
        foreach (PersonName name in left)
        {
            foreach (PersonName other in right)
            {
                most = Math.Max(most, name.Shared(other));
            }
        }

        return most;
    }

    private static void Counts(ReportTraits a, ReportTraits b, Span<float> fields)
    {
        foreach (RecordCount x in a.Report.Event.Counts)
        {
            foreach (RecordCount y in b.Report.Event.Counts)
            {
                if (x.What != y.What)
                {
                    continue;
                }

                if (x.Least == y.Least && x.Most == y.Most && x.Least > 1)
                {
                    fields[(int)MergeField.SameCount] = 1;
                }
                else if ((x.Least ?? 0) > (y.Most ?? double.MaxValue) || (y.Least ?? 0) > (x.Most ?? double.MaxValue))
                {
                    fields[(int)MergeField.OtherCount] = 1;
                }
            }
        }
    }
}
