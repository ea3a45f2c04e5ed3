using Sitrep.Annotation.Entities;

namespace Sitrep.Coding;

/// <summary>Gathers what an article knows of its participants.</summary>
internal sealed class ParticipantCases(AnnotatedArticle article, ActorCoder actors)
{
    private readonly MentionIndex mentions = new(article.Entities);
    private readonly Dictionary<string, Entity> entities = article.Entities.ToDictionary(e => e.Id, StringComparer.Ordinal);
    private readonly HomeCountries homes = actors.HomesOf(article.Parsed, article.Places);

    /// <param name="arguments">Who takes part in the event, the noun among them.</param>
    public ParticipantCase Of(Sentence sentence, int head, string role, string type, Arguments arguments)
    {
        string? id = mentions.Within(PhraseOf(sentence, head)), home = homes.Of(sentence.Index);
        Entity? entity = id is null ? null : entities[id];
        Actor? ruled = sentence.Tokens[head].Upos == "PRON" ? entity?.Actor : Listed(sentence, head) ?? entity?.Actor;
        var (beside, opposed) = role == ParticipantFinder.Actor ? (arguments.Actors, arguments.Recipients) : (arguments.Recipients, arguments.Actors);
        return new ParticipantCase(sentence, head, role, type, ruled, entity, home, ReferentOf(sentence, head), beside.Remove(head), opposed.Remove(head));
    }

    // The subject before a pronoun; the noun that "whose" belongs to.
    private Actor? ReferentOf(Sentence sentence, int head)
    {
        int pronoun = sentence.Tokens[head].Upos == "PRON" ? head : sentence.Children(head).ToArray().FirstOrDefault(c => sentence.Tokens[c].Xpos is "PRP$" or "WP$", -1);
        if (pronoun < 0)
        {
            return null;
        }

        if (sentence.Tokens[pronoun].Xpos is "WP$" or "WP" or "WDT")
        {
            for (int at = pronoun; at >= 0; at = sentence.Tokens[at].Head)
            {
                if (sentence.Tokens[at].Is("acl") && sentence.Tokens[at].Head >= 0)
                {
                    return KnownAs(sentence, sentence.Tokens[at].Head);
                }
            }

            return null;
        }

        if (mentions.Within(sentence.Tokens[pronoun].Span) is { } id && entities[id].Actor is { Country: not null } known)
        {
            return known;
        }

        for (Sentence within = sentence; ; within = article.Parsed.Sentences[within.Index - 1])
        {
            for (int i = (within == sentence ? pronoun : within.Tokens.Length) - 1; i >= 0; i--)
            {
                if (within.Tokens[i].Is("nsubj") && within.Tokens[i].Upos is "NOUN" or "PROPN" && i != head && KnownAs(within, i) is { Country: not null } subject)
                {
                    return subject;
                }
            }

            if (within.Index == 0 || within.Index < sentence.Index)
            {
                return null;
            }
        }
    }

    private Actor? KnownAs(Sentence sentence, int noun) =>
        Listed(sentence, noun) is { Country: not null } listed ? listed : mentions.Within(PhraseOf(sentence, noun)) is { } id ? entities[id].Actor : null;

    /// <summary>The first actor in the possessives and prepositional phrases of a thing, by index; −1 if there is none: "rejected a request from X", "slammed X's plan".</summary>
    public int Inside(Sentence sentence, int head)
    {
        foreach (int child in sentence.Children(head))
        {
            Token token = sentence.Tokens[child];
            if (token.Is("nmod") || token.Is("nmod:poss") || token.Is("obl") || token.Is("amod") || token.Is("compound"))
            {
                int found = IsSomebody(sentence, child) ? child : Inside(sentence, child);
                if (found >= 0)
                {
                    return found;
                }
            }
        }

        return -1;
    }

    /// <summary>Whether lists or role nouns know the phrase as an actor.</summary>
    public bool IsSomebody(Sentence sentence, int head) => Listed(sentence, head) is not null;

    /// <summary>The sector that lists or role nouns know the phrase by.</summary>
    public string? SectorOf(Sentence sentence, int head) => Listed(sentence, head)?.Sector;

    private Actor? Listed(Sentence sentence, int head) => actors.OfPhrase(article.Parsed, article.Places, sentence.Index, head, homes.Of(sentence.Index));

    /// <summary>Whether a noun only says who the noun that it hangs on is: "Prime Minister" in "Prime Minister Modi", "Modi" in "the prime minister, Modi".</summary>
    public static bool Describes(Sentence sentence, int token) =>
        sentence.Tokens[token] is var word && (word.Is("appos") || word.Is("flat") || IsTitle(sentence, token));

    private static bool IsTitle(Sentence sentence, int token) => sentence.Tokens[token].Deprel is "nmod" or "nmod:desc" && sentence.Tokens[token].Head > token && sentence.Child(token, "case") < 0;

    /// <summary>The noun with its premodifiers and "of" phrases.</summary>
    public static Span PhraseOf(Sentence sentence, int head)
    {
        int first = head, last = head;
        foreach (int child in sentence.Children(head))
        {
            Token token = sentence.Tokens[child];
            if (child < head && (IsTitle(sentence, child) || token.Is("amod") || token.Is("compound") || token.Is("nmod:poss") || token.Is("det") || token.Is("nummod") || token.Is("flat")))
            {
                first = Math.Min(first, sentence.Subtree(child)[0]);
            }
            else if (child > head && (token.Is("flat") || token.Is("compound") || (token.Is("nmod") && sentence.Child(child, "case") is >= 0 and var at && sentence.Tokens[at].Form is "of")))
            {
                last = Math.Max(last, child);
            }
        }

        return sentence.Cover(first, last);
    }
}
