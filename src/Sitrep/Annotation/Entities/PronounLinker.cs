using Sitrep.Annotation.Statements;

namespace Sitrep.Annotation.Entities;

/// <summary>Gives "he", "she" and their forms to the nearest fitting person, subjects before others.</summary>
internal sealed class PronounLinker(ParsedArticle parsed, List<EntityDraft> drafts, CueWords cues)
{
    private const int SentencesBack = 4;

    /// <summary>Who speaks in one sentence mostly goes on speaking in the next.</summary>
    private const double SpeakerBonus = 2;

    public void Link()
    {
        foreach (Sentence sentence in parsed.Sentences)
        {
            for (int i = 0; i < sentence.Tokens.Length; i++)
            {
                string gender = sentence.Tokens[i].Form.ToLowerInvariant() switch
                {
                    "he" or "him" or "his" or "himself" => "m",
                    "she" or "her" or "hers" or "herself" => "f",
                    _ => "",
                };
                if (gender.Length > 0 && Antecedent(sentence, i, gender) is { } person)
                {
                    person.Add(new Mention(sentence.Tokens[i].Span, MentionForm.Pronoun, sentence.Index, i));
                    person.Gender = gender;
                }
            }
        }
    }

    private EntityDraft? Antecedent(Sentence sentence, int pronoun, string gender)
    {
        EntityDraft? best = null;
        double highest = double.NegativeInfinity;
        foreach (EntityDraft draft in drafts)
        {
            if (draft.Type != EntityType.Person || (draft.Gender.Length > 0 && draft.Gender != gender))
            {
                continue;
            }

            foreach (Mention mention in draft.Mentions)
            {
                double score = Score(mention, sentence, pronoun) + (draft.Gender == gender ? 1 : 0);
                if (score > highest)
                {
                    (best, highest) = (draft, score);
                }
            }
        }

        return best;
    }

    private double Score(Mention mention, Sentence sentence, int pronoun)
    {
        int back = sentence.Index - mention.Sentence;
        if (back < 0 || back > SentencesBack || (back == 0 && (mention.Head >= pronoun || IsReportedBy(sentence, pronoun, mention.Head))))
        {
            return double.NegativeInfinity;
        }

        Sentence words = parsed.Sentences[mention.Sentence];
        Token head = words.Tokens[mention.Head];
        double score = -2.0 * back;
        score += head.Is("nsubj") ? 1.5 : head.Is("nmod") || head.Is("compound") ? -1 : head.Is("appos") ? 0.5 : 0;
        score += mention.Form == MentionForm.Pronoun ? 0.5 : 0;
        score += Speaks(sentence, pronoun) && Speaks(words, mention.Head) ? SpeakerBonus : 0;

        // A subject pronoun seldom stands for the subject of the clause that governs its own as object, so nearness decides the rest.
        return score + (0.01 * mention.Head / Math.Max(1, words.Tokens.Length));
    }

    // Whoever a subject speaks of by name is another ("Putin must go, he said"; Chomsky's principle C).
    private static bool IsReportedBy(Sentence sentence, int pronoun, int name)
    {
        if (!sentence.Tokens[pronoun].Is("nsubj"))
        {
            return false;
        }

        int verb = sentence.Tokens[pronoun].Head;
        for (int at = name; at >= 0; at = sentence.Tokens[at].Head)
        {
            if (sentence.Tokens[at].Head == verb)
            {
                return sentence.Tokens[at].Is("ccomp") || sentence.Tokens[at].Is("parataxis");
            }
        }

        return false;
    }

    // The subject of a verb of speech, or who stands after "according to".
    private bool Speaks(Sentence sentence, int token)
    {
        Token word = sentence.Tokens[token];
        if (word.Is("nsubj") && word.Head >= 0)
        {
            return cues.Verb(sentence.Tokens[word.Head]) is "reports";
        }

        foreach (int child in sentence.Children(token))
        {
            if (sentence.Tokens[child].Lemma == "accord" || sentence.Tokens[child].Form.Equals("according", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
