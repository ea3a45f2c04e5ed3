using System.Collections.Immutable;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <content>Takes the coding of an article apart. It goes the way of <see cref="Code"/> with the same pieces, so that coding itself need not keep what only an explanation wants.</content>
public sealed partial class EventCoder
{
    /// <param name="events">What <see cref="Code"/> made of the article.</param>
    public ArticleExplanation Explain(AnnotatedArticle article, ImmutableArray<PoliticalEvent> events)
    {
        Context context = ContextOf(article);
        var explained = ImmutableArray.CreateBuilder<EventExplanation>();
        var rejected = ImmutableArray.CreateBuilder<RejectedWord>();
        var scratch = new FeatureSet();
        TriggerReading found = TriggersOf(article, scratch);
        List<Reported> acts = ReportedIn(context, found.Triggers, scratch);
        foreach (Sentence sentence in article.Parsed.Sentences)
        {
            float[] mean = features.Mean(sentence);
            List<Trigger> triggers = found.Triggers[sentence.Index];
            for (int i = 0; i < sentence.Tokens.Length; i++)
            {
                Span words = sentence.Tokens[i].Span;
                PoliticalEvent? coded = events.FirstOrDefault(e => e.Sentence == sentence.Index && e.Trigger == words);
                Frame? frame = triggers.Find(t => t.Token == i)?.Frame ?? (EventClassifier.IsCandidate(sentence, i, frames.Match(sentence, i), classifier.Triggers) ? frames.Match(sentence, i) : null);
                if (coded is null && frame is null)
                {
                    continue;
                }

                if (frame?.Type == Frame.None)
                {
                    rejected.Add(new RejectedWord(QuotedWords.Of(article, words), sentence.Index, ChoiceOf(frame), null, "the frame says that this is no event"));
                    continue;
                }

                float[] numbers = new float[EventFeatures.WidthOf(sentence)];
                features.Write(sentence, i, mean, numbers);
                TypeDecision decision = classifier.Explain(sentence, i, numbers, found.Tags[sentence.Index], frame, StatementOf(article, words) is not null);
                if (coded is not null)
                {
                    explained.Add(Explain(context, acts.Find(a => a.Sentence == sentence && a.Trigger.Token == i)!, events, coded, frame, decision, scratch));
                }
                else
                {
                    string why = decision.Types[0].Score > 0 ? "it tells of the act that another word of the sentence is coded for" : "no event is likelier";
                    rejected.Add(new RejectedWord(QuotedWords.Of(article, words), sentence.Index, ChoiceOf(frame!), decision.Types[0], why));
                }
            }
        }

        return new ArticleExplanation(article.Article.Id, explained.ToImmutable(), rejected.ToImmutable());
    }

    private EventExplanation Explain(Context context, Reported reported, ImmutableArray<PoliticalEvent> events, PoliticalEvent coded, Frame? frame, TypeDecision decision, FeatureSet scratch)
    {
        AnnotatedArticle article = context.Article;
        QuotedWords Words(Span span) => QuotedWords.Of(article, span);
        var (sentence, (token, label, _, _), statement, arguments, implied) = reported;
        string type = label.Type;
        ImmutableArray<int> all = [.. arguments.Actors, .. arguments.Recipients];
        HeadReadings readings = codes.Read(all.Select(head => (sentence, head)).Concat(implied is { } police ? [police] : []));
        ImmutableArray<ParticipantExplanation> Participants(Sentence within, ImmutableArray<int> heads, string role, ImmutableArray<Participant> kept) =>
        [
            .. heads.Where(head => kept.Any(p => p.Span == WordsOf(within, head))).Select(head =>
            {
                ParticipantCase one = context.Cases.Of(within, head, role, type, within == sentence ? arguments : Arguments.None);
                ParticipantChoice choice = codes.Choose(one, context.Countries, readings, scratch);
                return new ParticipantExplanation(
                    Words(WordsOf(within, head)), choice.Code, one.Ruled?.Code, choice.Country?.Code ?? "", ParticipantCodeFeatures.NamesOf(choice.Country?.Origins ?? 0), choice.Sector);
            }),
        ];
        return new EventExplanation(
            coded,
            Words(coded.Trigger),
            Words(sentence.Span),
            frame is null ? null : ChoiceOf(frame),
            decision,
            coded.Plover.Type == type ? null : type,
            statement is null ? [] : [.. statement.Content.Select(Words)],
            statement?.Source is { } source ? Words(source) : null,
            implied is var (near, head) ? Participants(near, [head], ParticipantFinder.Actor, coded.Actors) : Participants(sentence, arguments.Actors, ParticipantFinder.Actor, coded.Actors),
            Participants(sentence, arguments.Recipients, ParticipantFinder.Recipient, coded.Recipients),
            subEvents?.Explain(article, events, events.IndexOf(coded)),
            coded.Place is { } place ? Words(article.Places[place].Span) : null,
            settings.DateOf(new Act(context.Settings, sentence, token, coded.Plover.Type, arguments), scratch) is { } when ? Words(article.Times[when].Span) : null,
            [.. coded.Counts.Select(c => article.Counts[c]).Select(c => new CountExplanation(Words(c.Span), c.What, c.Least, c.Most))]);
    }

    private static FrameChoice ChoiceOf(Frame frame) => new(frame.Id, frame.Type, frame.Mode, frame.Cameo, frame.Own);
}
