using System.Collections.Immutable;

namespace Sitrep.Coding;

/// <content>Whom an act concerns that names nobody as its object: whoever the act that one agrees to or refuses is done to, and those who live where it is in force.</content>
public sealed partial class EventCoder
{
    private static readonly ImmutableArray<string> Attacks =
        ["attack", "offensive", "strike", "raid", "assault", "bombing", "shelling", "ambush", "invasion", "incursion", "airstrike", "bombardment", "operation", "fire"];

    /// <summary>What is declared or imposed; it is nobody.</summary>
    private static readonly ImmutableArray<string> Measures = ["state", "law", "emergency", "rule"];

    /// <summary>What these have for an object is moved; it is done to those where it goes.</summary>
    private static readonly ImmutableArray<string> Moving = ["send", "deploy", "dispatch", "contribute", "withdraw", "pull", "move", "mobilise", "mobilize", "supply", "provide"];

    /// <summary>Verbs that tell of the speaker's own backing.</summary>
    private static readonly ImmutableArray<string> Avowing = ["reiterate", "reaffirm", "restate", "confirm", "pledge", "promise", "express", "voice", "offer", "repeat", "reinforce"];

    private static readonly ImmutableArray<string> Backings = ["support", "backing", "commitment", "solidarity", "assistance", "help", "readiness", "willingness"];

    // "A Taliban attack on a post": who stands before the noun made it, whatever else is attacked.
    private static Arguments Made(Context context, Sentence sentence, int trigger, string type, Arguments found)
    {
        if (type != "ASSAULT" || !found.Actors.IsEmpty || found.Recipients.Length < 2 || sentence.Tokens[trigger].IsVerbal || !Attacks.Contains(sentence.LowerLemma(trigger)))
        {
            return found;
        }

        ImmutableArray<int> makers = [.. ArgumentFinder.Makers(sentence, trigger).Where(a => found.Recipients.Contains(a) && context.Cases.IsSomebody(sentence, a))];
        return new Arguments(makers, [.. found.Recipients.Except(makers)]);
    }

    private static ImmutableArray<int> OnWhom(Context context, Sentence sentence, int trigger, string type, ImmutableArray<int> by, ImmutableArray<int> found)
    {
        // "Agreed to lift sanctions against the North", "refused to meet the envoy".
        if (type is "AGREE" or "REJECT" or "THREATEN" or "CONCEDE")
        {
            for (int verb = Infinitive(sentence, trigger); verb >= 0 && found.IsEmpty; verb = Infinitive(sentence, verb))
            {
                bool moves = Moving.Contains(sentence.LowerLemma(verb));
                ImmutableArray<int> below = [.. ArgumentFinder.Find(sentence, verb).Recipients, .. Where(sentence, verb)];
                found = Somebody(context, sentence, trigger, by, [.. below.Where(n => !(moves && sentence.Tokens[n].Is("obj")))]);
            }
        }

        return Backed(context, sentence, trigger, type, by, InForce(context, sentence, trigger, type, by, found));
    }

    // "Imposed a curfew in parts of Kashmir", "declared a state of siege in Pando": a measure against those who live there.
    private static ImmutableArray<int> InForce(Context context, Sentence sentence, int trigger, string type, ImmutableArray<int> by, ImmutableArray<int> found)
    {
        if (type != "COERCE" || !found.All(r => Measures.Contains(sentence.LowerLemma(r))))
        {
            return found;
        }

        int carrier = sentence.Tokens[trigger].Is("obj") ? sentence.Tokens[trigger].Head : -1;
        var parts = new List<int> { trigger };
        foreach (int measure in found)
        {
            parts.Add(measure);
            parts.AddRange(Modifiers(sentence, measure));
        }

        ImmutableArray<int> there = Somebody(context, sentence, trigger, by, [.. parts.SelectMany(word => Where(sentence, word)), .. carrier >= 0 ? Where(sentence, carrier) : []]);
        return there.IsEmpty ? found : there;
    }

    // "Reiterated its government's support for Chad", "the union's commitment to defending Chad": whoever is backed, not whose backing it is.
    private static ImmutableArray<int> Backed(Context context, Sentence sentence, int trigger, string type, ImmutableArray<int> by, ImmutableArray<int> found)
    {
        if (type is not ("SUPPORT" or "AGREE") || !Avowing.Contains(sentence.LowerLemma(trigger))
            || sentence.Child(trigger, "obj") is not (>= 0 and var backing) || !Backings.Contains(sentence.LowerLemma(backing)))
        {
            return found;
        }

        ImmutableArray<int> backed = Somebody(context, sentence, trigger, by, [.. Complements(sentence, backing), .. Complements(sentence, trigger)]);
        int owner = sentence.Child(backing, "nmod:poss");
        return !backed.IsEmpty ? backed : [.. found.Where(r => r != owner)];
    }

    // Whom or what a word is for or to, and whom the act is for that it tells of in an infinitive or gerund.
    private static List<int> Complements(Sentence sentence, int word)
    {
        var found = new List<int>();
        foreach (int child in sentence.Children(word))
        {
            Token part = sentence.Tokens[child];
            if (part.IsVerbal && sentence.Child(child, "mark") is >= 0 and var mark && sentence.Lower(mark) == "to")
            {
                found.AddRange(ArgumentFinder.Find(sentence, child).Recipients);
            }
            else if ((part.Is("nmod") || part.Is("obl")) && sentence.Child(child, "case") is >= 0 and var at && sentence.Lower(at) is "to" or "for" or "with")
            {
                found.Add(child);
            }
        }

        return found;
    }

    private static List<int> Modifiers(Sentence sentence, int noun)
    {
        var found = new List<int>();
        foreach (int child in sentence.Children(noun))
        {
            if (sentence.Tokens[child].Is("nmod"))
            {
                found.Add(child);
            }
        }

        return found;
    }

    // "Peru and Chile agreed to share data on Bolivia": what several do together is done to each other, and to nobody else.
    private static Arguments Mutual(Sentence sentence, string type, Arguments found) =>
        type is Agreement or "CONSULT" or "COOPERATE" && found.Actors.Any(a => sentence.Tokens[a].Is("conj") && found.Actors.Contains(sentence.Tokens[a].Head)) ? found with { Recipients = [] } : found;

    // Of whom it is said that they must do something; in the passive, and of things, whoever stands inside.
    private static ImmutableArray<int> Asked(Context context, Sentence sentence, int verb, int speaker)
    {
        int subject = sentence.Child(verb, "nsubj");
        return !sentence.Tokens[subject].Is("nsubj:pass") && sentence.Tokens[subject].Upos != "PRON" ? [subject] : Somebody(context, sentence, verb, [speaker], [subject]);
    }

    // The actors and places among nouns, or inside their phrases.
    private static ImmutableArray<int> Somebody(Context context, Sentence sentence, int trigger, ImmutableArray<int> by, ImmutableArray<int> nouns) =>
        [.. nouns.Select(n => SomebodyIn(context, sentence, n)).Where(n => n >= 0 && n != trigger && !by.Contains(n)).Distinct()];

    private static int SomebodyIn(Context context, Sentence sentence, int noun)
    {
        if (context.Cases.IsSomebody(sentence, noun) || IsPlace(context.Article, sentence, noun))
        {
            return noun;
        }

        int inside = context.Cases.Inside(sentence, noun);
        if (inside < 0)
        {
            foreach (int child in sentence.Children(noun))
            {
                if (sentence.Tokens[child].Is("nmod") && IsPlace(context.Article, sentence, child))
                {
                    return child;
                }
            }
        }

        return inside;
    }

    private static bool IsPlace(AnnotatedArticle article, Sentence sentence, int token)
    {
        foreach (Annotation.Places.Place place in article.Places)
        {
            if (place.Span.Overlaps(sentence.Tokens[token].Span))
            {
                return true;
            }
        }

        return false;
    }

    // The nouns that say where.
    private static ImmutableArray<int> Where(Sentence sentence, int word)
    {
        var found = ImmutableArray.CreateBuilder<int>();
        foreach (int child in sentence.Children(word))
        {
            if ((sentence.Tokens[child].Is("obl") || sentence.Tokens[child].Is("nmod"))
                && sentence.Child(child, "case") is >= 0 and var at && sentence.Lower(at) is "in" or "into" or "across" or "throughout" or "inside")
            {
                found.Add(child);
            }
        }

        return found.ToImmutable();
    }

    // The verb of what one agrees to, refuses or is willing to do; −1 if there is none.
    private static int Infinitive(Sentence sentence, int word)
    {
        foreach (int child in sentence.Children(word))
        {
            Token token = sentence.Tokens[child];
            if (token.IsVerbal && (token.Is("xcomp") || token.Is("ccomp") || token.Is("acl") || token.Is("advcl"))
                && sentence.Child(child, "mark") is >= 0 and var mark && sentence.Lower(mark) == "to")
            {
                return child;
            }
        }

        return -1;
    }
}
