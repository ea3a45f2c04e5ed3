using System.Collections.Immutable;

namespace Sitrep.Coding;

/// <summary>What the rules make of the events of an article, each for itself, and what the choice of a sub-event asks about.</summary>
internal sealed class SubEventRules(Resources resources)
{
    private readonly AcledCrosswalk crosswalk = new(new AcledCues(resources));

    /// <summary>For each event what the rules make of it; null where ACLED does not code it.</summary>
    public AcledRule?[] Of(AnnotatedArticle article, ImmutableArray<PoliticalEvent> events)
    {
        var rules = new AcledRule?[events.Length];
        for (int i = 0; i < rules.Length; i++)
        {
            PoliticalEvent one = events[i];
            Sentence sentence = article.Parsed.Sentences[one.Sentence];
            int token = sentence.TokenAt(one.Trigger.Start);
            rules[i] = crosswalk.Map(one.Plover.Type, one.Plover.Mode, sentence.LowerLemma(token), WordsOf(article, sentence, token), one.Actors.Select(p => p.Code), one.Recipients.Select(p => p.Code));
        }

        return rules;
    }

    /// <summary>What is known of an event for the choice of its sub-event; null where the rules alone decide, for types that the choice does not know.</summary>
    public static SubEventCase? CaseOf(ImmutableArray<PoliticalEvent> events, AcledRule?[] rules, int index, ImmutableArray<string> labels, ImmutableArray<string> types)
    {
        int LabelOf(int i) => rules[i] is { } rule ? labels.IndexOf(rule.Code.SubEventType) : 0;
        PoliticalEvent one = events[index];
        int type = types.IndexOf(one.Plover.Type);
        if (type < 0)
        {
            return null;
        }

        ulong same = 0, near = 0;
        for (int i = 0; i < events.Length; i++)
        {
            int apart = Math.Abs(events[i].Sentence - one.Sentence);
            if (i != index && apart <= ReportWords.Reach)
            {
                ulong bit = 1UL << LabelOf(i);
                (same, near) = apart == 0 ? (same | bit, near) : (same, near | bit);
            }
        }

        return new SubEventCase(type, LabelOf(index), same, near, IsAbroad(one));
    }

    private static bool IsAbroad(PoliticalEvent one)
    {
        IEnumerable<string> Countries(IEnumerable<Participant> side) => side.Select(p => p.Code).OfType<string>().Where(c => c[0] != '-').Select(c => c[..3]);
        HashSet<string> by = [.. Countries(one.Actors)];
        return by.Count > 0 && Countries(one.Recipients).Any(c => !by.Contains(c));
    }

    // The lemmas of the sentence, and whether the trigger governs the name of a place: "captured Mweso", "were driven from Paletwa".
    private static HashSet<string> WordsOf(AnnotatedArticle article, Sentence sentence, int token)
    {
        // "In March" tells of no march.
        bool Dated(Token word) => word.Upos == "PROPN" && article.Times.Any(t => t.Span.Overlaps(word.Span));
        HashSet<string> words = [.. sentence.Tokens.Where(t => t.Upos is not ("PUNCT" or "DET" or "ADP") && !Dated(t)).Select(t => t.Lemma.ToLowerInvariant())];
        bool Governed(Span place) =>
            sentence.Span.Contains(place) && sentence.HeadOf(place) is >= 0 and var head && sentence.Tokens[head].Head is var above && (above == token || (above >= 0 && sentence.Tokens[above].Head == token))
            && !(sentence.Child(head, "case") is >= 0 and var preposition && sentence.Lower(preposition) is "in" or "near" or "at" or "on");
        if (article.Places.Any(p => Governed(p.Span)))
        {
            words.Add(AcledCues.Place);
        }

        return words;
    }
}
