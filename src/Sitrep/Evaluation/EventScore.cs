namespace Sitrep.Evaluation;

/// <summary>Events: a found one is right where its trigger overlaps the gold's and the PLOVER type is the same; everything else is asked of those.</summary>
internal sealed class EventScore : ILayerScore
{
    private const int CountryLetters = 3;

    private readonly Tally trigger = new("trigger");
    private readonly Tally typed = new("trigger and type");
    private readonly Share mode = new("mode");
    private readonly Share status = new("status");
    private readonly Share time = new("current or background");
    private readonly Share actorWords = new("actors: words");
    private readonly Share actorCode = new("actors: code");
    private readonly Share actorCountry = new("actors: country");
    private readonly Share recipientWords = new("recipients: words");
    private readonly Share recipientCode = new("recipients: code");
    private readonly Share recipientCountry = new("recipients: country");
    private readonly Share place = new("place");
    private readonly Share date = new("date");
    private readonly Share count = new("counts");

    public bool Covers(GoldArticle gold) => gold.Events is not null;

    public void Add(GoldArticle gold, Answer? answer)
    {
        List<AnswerEvent> free = [.. (answer?.Events ?? []).Where(e => e.Trigger.Span is { Length: > 0 })];
        foreach (Tally tally in (ReadOnlySpan<Tally>)[trigger, typed])
        {
            tally.Gold += gold.Events!.Count;
            tally.Found += free.Count;
        }

        foreach (GoldEvent asked in gold.Events!)
        {
            List<AnswerEvent> near = [.. free.Where(e => e.Trigger.Span!.Value.Overlaps(asked.Trigger))];
            if (near.Count == 0)
            {
                continue;
            }

            AnswerEvent best = near.Find(e => e.Plover.Type == asked.Type) ?? near[0];
            free.Remove(best);
            trigger.Hit();
            if (best.Plover.Type == asked.Type)
            {
                typed.Hit();
                Compare(asked, best, answer!);
            }
        }
    }

    public Section Section() => new(
        "events",
        [
            typed.Figure(), trigger.Figure(), mode.Figure(), status.Figure(), time.Figure(),
            actorWords.Figure(), actorCode.Figure(), actorCountry.Figure(), recipientWords.Figure(), recipientCode.Figure(), recipientCountry.Figure(),
            place.Figure(), date.Figure(), count.Figure(),
        ]);

    private void Compare(GoldEvent asked, AnswerEvent found, Answer answer)
    {
        if (asked.Mode is not null)
        {
            mode.Add(asked.Mode == found.Plover.Mode);
        }

        status.Add(asked.Status == found.Status);
        time.Add(asked.Time == found.Time);
        Compare(asked.Actors, found.Actors, actorWords, actorCode, actorCountry);
        Compare(asked.Recipients, found.Recipients, recipientWords, recipientCode, recipientCountry);
        if (asked.Place is { } where)
        {
            place.Add(found.Place is { } index && index < answer.Places.Length && answer.Places[index].Span.Overlaps(where));
        }

        if (asked.Date is not null)
        {
            date.Add(TimeScore.Same(asked.Date, found.Date?.Value));
        }

        foreach (GoldCount asks in asked.Counts)
        {
            count.Add(found.Counts.Concat(answer.Counts).Any(c => c.What == asks.What && c.Least == asks.Least && c.Most == asks.Most));
        }
    }

    private static void Compare(IReadOnlyList<GoldParticipant> asked, IReadOnlyList<AnswerParticipant> found, Share words, Share code, Share country)
    {
        foreach (GoldParticipant participant in asked)
        {
            List<AnswerParticipant> hits = [.. found.Where(f => f.Span.Overlaps(participant.Span))];
            words.Add(hits.Count > 0);
            code.Add(hits.Exists(h => h.Code == participant.Code));
            country.Add(hits.Exists(h => Country(h.Code) == Country(participant.Code)));
        }
    }

    private static string Country(string? code) => code is null ? "" : code[..Math.Min(CountryLetters, code.Length)];
}
