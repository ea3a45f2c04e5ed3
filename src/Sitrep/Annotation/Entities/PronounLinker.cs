namespace Sitrep.Annotation.Entities;

/// <summary>Gives "he", "she" and their forms to the nearest fitting person, subjects before others.</summary>
internal sealed class PronounLinker(ParsedArticle parsed, List<EntityDraft> drafts)
{
    private const int SentencesBack = 4;

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
        if (back < 0 || back > SentencesBack || (back == 0 && mention.Head >= pronoun))
        {
            return double.NegativeInfinity;
        }

        Sentence words = parsed.Sentences[mention.Sentence];
        Token head = words.Tokens[mention.Head];
        double score = -2.0 * back;
        score += head.Is("nsubj") ? 1.5 : head.Is("nmod") || head.Is("compound") ? -1 : head.Is("appos") ? 0.5 : 0;
        score += mention.Form == MentionForm.Pronoun ? 0.5 : 0;

        // A subject pronoun seldom stands for the subject of the clause that governs its own as object, so nearness decides the rest.
        return score + (0.01 * mention.Head / Math.Max(1, words.Tokens.Length));
    }
}
