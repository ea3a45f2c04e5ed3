namespace Sitrep.Gathering.Events;

/// <summary>Tells from outlines what the score of two reports may be at most, in a fraction of the time that the score takes. Most pairs need no more.</summary>
internal sealed class MergeBound(float[] weights)
{
    /// <summary>The sum is made in another order than the score's, so it may differ in the last digits.</summary>
    private const float Slack = 0.001f;

    /// <summary>Points further from each other than this are further than <see cref="MergeScorer.NearKilometres"/>, whatever their longitudes.</summary>
    private const float NearDegrees = 0.23f;

    private const int KnownDays = 4096;

    private readonly float[] apart = [.. Enumerable.Range(0, KnownDays).Select(gap => gap == 0 ? 0 : MergeScorer.DaysApart(gap))];
    private readonly float[] publishedApart = [.. Enumerable.Range(0, KnownDays).Select(MergeScorer.PublishedApart)];

    // Likeness is 1 at most.
    private readonly float articles = Positive(weights[(int)MergeField.ArticleNames]) + Positive(weights[(int)MergeField.ArticleWords]);

    /// <returns>Infinite where the two may be the same sentence in copies.</returns>
    public float Of(in ReportOutline a, in ReportOutline b)
    {
        float most = this[MergeField.Prior] + Slack + Days(a, b) + Place(a, b) + Participants(a, b);
        if (a.Mode != 0 && b.Mode != 0)
        {
            most += this[a.Mode == b.Mode ? MergeField.SameMode : MergeField.OtherMode];
        }

        if (a.HasCounts && b.HasCounts)
        {
            most += Positive(this[MergeField.SameCount]) + Positive(this[MergeField.OtherCount]);
        }

        if (a.Trigger == b.Trigger)
        {
            most += this[MergeField.Trigger];
        }

        most += Positive(this[MergeField.SentenceWords]) * a.Sentence.MostLikeness(b.Sentence);
        most += Positive(this[MergeField.SentenceNames]) * Math.Min(a.Names.MostShared(b.Names), MergeScorer.MostNames);
        if (a.Document == b.Document)
        {
            return most;
        }

        if (a.SharesCopies(b))
        {
            return a.MayBeCopied(b) ? float.PositiveInfinity : most;
        }

        int gap = a.HasPublished && b.HasPublished ? Math.Abs(a.Published - b.Published) : 0;
        return most + articles + (this[MergeField.PublishedApart] * (gap < KnownDays ? publishedApart[gap] : MergeScorer.PublishedApart(gap)));
    }

    private float this[MergeField field] => weights[(int)field];

    private static float Positive(float weight) => Math.Max(0, weight);

    private float Days(in ReportOutline a, in ReportOutline b)
    {
        if (!a.HasDays || !b.HasDays)
        {
            return 0;
        }

        int gap = Math.Max(0, Math.Max(a.FirstDay - b.LastDay, b.FirstDay - a.LastDay));
        float far = gap > 1 ? gap < KnownDays ? apart[gap] : MergeScorer.DaysApart(gap) : 1;
        if (!a.Dated || !b.Dated)
        {
            return this[gap > 1 ? MergeField.NewsDaysApart : MergeField.NewsDaysMeet] * far;
        }

        return gap > 1 ? this[MergeField.DatesApart] * far
            : this[gap == 1 ? MergeField.NextDay : a.FirstDay == a.LastDay && b.FirstDay == b.LastDay ? MergeField.SameDay : MergeField.DatesMeet];
    }

    private float Place(in ReportOutline a, in ReportOutline b)
    {
        if (a.Extent == PlaceExtent.Unknown || b.Extent == PlaceExtent.Unknown)
        {
            return 0;
        }

        if (a.Country != 0 && b.Country != 0 && a.Country != b.Country)
        {
            return 2 * this[MergeField.OtherPlace];
        }

        bool province = a.Extent == PlaceExtent.Province || b.Extent == PlaceExtent.Province, country = a.Extent == PlaceExtent.Country || b.Extent == PlaceExtent.Country;
        return country ? 0
            : !province && Math.Abs(a.Latitude - b.Latitude) > NearDegrees ? this[MergeField.OtherPlace]
            : Math.Max(this[province ? MergeField.SameProvince : MergeField.SamePlace], this[MergeField.OtherPlace]);
    }

    private float Participants(in ReportOutline a, in ReportOutline b)
    {
        float most = Codes(a.ActorCodes, b.ActorCodes, MergeField.ActorCode, MergeField.OtherActorCode)
            + Codes(a.RecipientCodes, b.RecipientCodes, MergeField.RecipientCode, MergeField.OtherRecipientCode);
        if (a.RecipientPersons.MayMeet(b.RecipientPersons))
        {
            most += Positive(Math.Max(this[MergeField.RecipientPerson], this[MergeField.RecipientName])) + (a.Killing && b.Killing ? Positive(this[MergeField.DiedOnce]) : 0)
                + Positive(this[MergeField.OtherRecipientPerson]);
        }
        else if (!a.RecipientPersons.IsEmpty && !b.RecipientPersons.IsEmpty)
        {
            most += this[MergeField.OtherRecipientPerson];
        }

        most += a.ActorPersons.MayMeet(b.ActorPersons) ? Positive(this[MergeField.ActorPerson]) : 0;
        most += Positive(this[MergeField.ActorWords]) * Math.Min(a.Actors.MostShared(b.Actors), MergeScorer.MostRecipients);
        most += Positive(this[MergeField.RecipientWords]) * Math.Min(a.Recipients.MostShared(b.Recipients), MergeScorer.MostRecipients);
        return most + (Positive(this[MergeField.RecipientMentioned]) * Math.Min(a.Recipients.MostShared(b.Sentence) + b.Recipients.MostShared(a.Sentence), MergeScorer.MostRecipients));
    }

    private float Codes(in WordOutline a, in WordOutline b, MergeField same, MergeField other) =>
        a.IsEmpty || b.IsEmpty ? 0 : a.MayMeet(b) ? Positive(Math.Max(this[same], this[other])) : Positive(this[other]);
}
