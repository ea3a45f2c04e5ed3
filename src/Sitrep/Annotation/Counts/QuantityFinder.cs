using System.Collections.Immutable;
using Sitrep.Annotation.Times;

namespace Sitrep.Annotation.Counts;

/// <summary>Finds counted quantities of people and things.</summary>
/// <remarks>The number's noun and the word that governs it say what is counted; where the tree does not tell, the nearest such word in the clause does.</remarks>
public sealed class QuantityFinder(Resources resources)
{
    private const int Reach = 7;

    /// <summary>Tokens from "a" to its noun: "a Frontier Corps (FC) soldier", "a 8-year-old child".</summary>
    private const int LongestSingle = 8;

    private readonly QuantityReader reader = new(new NumberWords(resources));
    private readonly CountWords words = new(resources);
    private readonly Entities.RoleNouns roles = new(resources);
    private readonly Entities.CountryNames countries = new(resources);

    public ImmutableArray<Quantity> Find(ParsedArticle parsed, ImmutableArray<TimeExpression> times)
    {
        var found = ImmutableArray.CreateBuilder<Quantity>();
        ILookup<int, Span> spans = times.ToLookup(t => t.Sentence, t => t.Span);
        foreach (Sentence sentence in parsed.Sentences)
        {
            var taken = spans[sentence.Index].ToList();
            for (int i = 0; i < sentence.Tokens.Length; i++)
            {
                if (reader.Read(sentence, i) is not { } phrase)
                {
                    if (Single(sentence, i) is { } one)
                    {
                        found.Add(one);
                    }

                    continue;
                }

                Span span = sentence.Cover(phrase.First, phrase.End - 1);
                if (!taken.Exists(t => t.Overlaps(span)) && !IsOther(sentence, phrase) && Describe(sentence, phrase) is { } quantity)
                {
                    found.Add(quantity);
                }

                i = phrase.End - 1;
            }
        }

        return found.ToImmutable();
    }

    private static string Word(Sentence sentence, int token) => token >= 0 && token < sentence.Tokens.Length ? sentence.Lower(token) : "";

    // Money, ages, shares, scores, calibres and numbers that are names count no people.
    private static bool IsOther(Sentence sentence, QuantityPhrase phrase)
    {
        string before = Word(sentence, phrase.First - 1), after = Word(sentence, phrase.End);
        return before is "$" or "€" or "£" or "aged" or "age" or "number" or "no." or "#" or "article" or "resolution" or "chapter" or "page"
            || (before == "and" && Word(sentence, phrase.First - 3) == "aged")
            || after is "%" or "percent" or "per" or "$" or "dollars" or "euros" or "pounds" or "rubles" or "roubles" or "lira" or "mm" or "tonnes" or "tons" or "kg"
            || (after is "year" or "years" or "-" && Word(sentence, phrase.End + 1) is "old" or "year" or "storey" or "story" or "vehicle" or "strong" or "point" or "member" or "day" or "hour")
            || (sentence.Tokens[phrase.Number].Upos == "PROPN" && phrase.First == phrase.Number && before.Length > 0 && char.IsUpper(sentence.Tokens[phrase.First - 1].Form[0]));
    }

    private Quantity? Describe(Sentence sentence, QuantityPhrase phrase)
    {
        int noun = Noun(sentence, phrase);
        int head = noun >= 0 ? noun : phrase.Number;
        var (what, predicate, unit) = What(sentence, head, phrase);
        if (what is null)
        {
            (what, predicate) = Nearest(sentence, phrase, noun);
        }

        if (what is null || (predicate >= 0 && what is not ("distance" or "area") && !Countable(sentence, head, predicate)))
        {
            return null;
        }

        int last = noun >= phrase.End && noun - phrase.End <= 4 ? noun : phrase.End - 1;
        double? most = sentence.Tokens[head].Head is >= 0 and var above && sentence.Tokens[head].Is("obj") && words.What(sentence.Tokens[above], "open") is not null ? null : phrase.Most;
        return new Quantity(sentence.Cover(phrase.First, last), what, phrase.Least, most, unit, sentence.Index, head, predicate);
    }

    // The noun that the number counts: its head, the noun of an "of" phrase below it, or the next noun of its phrase.
    private static int Noun(Sentence sentence, QuantityPhrase phrase)
    {
        for (int i = phrase.First; i < phrase.End; i++)
        {
            int head = sentence.Tokens[i].Head;
            if (head >= phrase.End && head - phrase.End < 6 && sentence.Tokens[head].Upos is "NOUN" or "PROPN" && (sentence.Tokens[i].Is("nummod") || sentence.Tokens[i].Is("det") || sentence.Tokens[i].Is("amod") || sentence.Tokens[i].Is("advmod")))
            {
                return head;
            }
        }

        int of = Word(sentence, phrase.End) == "of" ? phrase.End + 1 : phrase.End;
        for (int i = of; i < sentence.Tokens.Length && i < of + 5; i++)
        {
            Token token = sentence.Tokens[i];
            if (token.Upos is "NOUN" or "PROPN" && !(i + 1 < sentence.Tokens.Length && sentence.Tokens[i + 1].Upos is "NOUN" or "PROPN" && token.Head > i))
            {
                return i;
            }

            if (token.Upos is not ("ADJ" or "NOUN" or "PROPN" or "DET" or "NUM") && token.Form is not ("-" or "more" or "other" or "its" or "their" or "his" or "the"))
            {
                break;
            }
        }

        return -1;
    }

    private (string? What, int Predicate, string? Unit) What(Sentence sentence, int head, QuantityPhrase phrase)
    {
        Token noun = sentence.Tokens[head];
        if (words.What(noun, "unit") is { } measure)
        {
            return (measure, -1, noun.Lemma.ToLowerInvariant());
        }

        // "4,137 dead", "15 killed", "19 missing"
        if (phrase.End < sentence.Tokens.Length && words.What(sentence.Tokens[phrase.End], "state") is { } state && !(sentence.Tokens[phrase.End].Head == head && head > phrase.End && words.What(noun, "noun") is not null))
        {
            return (state, phrase.End, null);
        }

        if (words.What(noun, "noun") is { } said && said is not "troops")
        {
            return (Refined(sentence, head) ?? said, head, null);
        }

        if (Governed(sentence, head) is { What: not null } governed)
        {
            return (governed.What, governed.Predicate, null);
        }

        return (words.What(noun, "noun"), head, null);
    }

    // "bodies found", "hostages freed": a verb about them says more than the noun.
    private string? Refined(Sentence sentence, int noun)
    {
        Token token = sentence.Tokens[noun];
        return token.Head >= 0 && token.Is("obj") || token.Is("nsubj:pass") ? words.What(sentence.Tokens[token.Head], "object") : null;
    }

    // Climbs from the noun to the word that says what happened to them.
    private (string? What, int Predicate) Governed(Sentence sentence, int head)
    {
        foreach (int child in sentence.Children(head))
        {
            Token token = sentence.Tokens[child];
            if (token.Is("acl") || token.Is("amod"))
            {
                string? here = token.Xpos is "VBN" or "JJ" ? words.What(token, "state") ?? words.What(token, "object") : token.Xpos == "VBG" || token.Is("acl:relcl") ? words.What(token, "subject") : null;
                here ??= token.Is("acl:relcl") && sentence.Child(child, "nsubj:pass") >= 0 ? words.What(token, "object") : null;
                if (here is not null)
                {
                    return (here, child);
                }
            }
        }

        int current = head;
        for (int steps = 0; steps < 4; steps++)
        {
            Token token = sentence.Tokens[current];
            int governor = token.Head;
            if (governor < 0)
            {
                break;
            }

            Token verb = sentence.Tokens[governor];
            string? what = null;
            if (token.Is("obj") || token.Is("nsubj:pass") || (token.Is("nsubj") && verb.Xpos == "VBN"))
            {
                what = words.Phrase(sentence, governor, "object") ?? words.What(verb, "object") ?? (roles.At(sentence, head) is not null || head == current ? words.What(verb, "person") : null);
                what ??= token.Is("nsubj") || token.Is("nsubj:pass") ? words.What(verb, "state") : null;
                what ??= token.Is("obj") ? Resultative(sentence, governor) : null;

                // "has died" looks like a passive.
                what ??= token.Is("nsubj") && sentence.Child(governor, "aux:pass") < 0 ? words.What(verb, "subject") : null;
            }
            else if (token.Is("nsubj"))
            {
                what = words.Phrase(sentence, governor, "subject") ?? words.What(verb, "subject") ?? words.What(verb, "state");
            }
            else if (token.Is("nmod") || token.Is("obl"))
            {
                what = words.What(verb, "toll") ?? (verb.Upos == "NOUN" && Preposition(sentence, current) is "of" ? DoneTo(verb) : null)
                    ?? (sentence.Child(governor, "nsubj") is >= 0 and var subject ? words.What(sentence.Tokens[subject], "toll") : null)
                    ?? (sentence.Child(governor, "obj") is >= 0 and var figure && Preposition(sentence, current) is "at" ? words.What(sentence.Tokens[figure], "toll") : null);
            }

            if (what is not null)
            {
                return (what, governor);
            }

            if (!(token.Is("conj") || token.Is("nmod") || token.Is("appos") || token.Is("nummod") || token.Is("obl") || token.Is("dep") || token.Is("compound")))
            {
                break;
            }

            current = governor;
        }

        return (null, -1);
    }

    // "the murder of six priests", "the deaths of 12 miners"
    private string? DoneTo(Token noun) => words.What(noun, "of") ?? (words.What(noun, "noun") is { } what && what != "troops" ? what : null);

    // "left 12 dead"
    private string? Resultative(Sentence sentence, int verb)
    {
        int result = sentence.Child(verb, "xcomp");
        return result < 0 ? null : words.What(sentence.Tokens[result], "state");
    }

    private static string? Preposition(Sentence sentence, int token) => sentence.Child(token, "case") is >= 0 and var at ? sentence.Lower(at) : null;

    // Where the tree does not tell: the nearest word of harm in the clause, with no other number between.
    private (string? What, int Predicate) Nearest(Sentence sentence, QuantityPhrase phrase, int noun)
    {
        if (noun >= 0 && roles.At(sentence, noun) is null)
        {
            return (null, -1);
        }

        for (int distance = 0; distance < Reach; distance++)
        {
            foreach (int at in (ReadOnlySpan<int>)[phrase.End + distance, phrase.First - 1 - distance])
            {
                if (at < 0 || at >= sentence.Tokens.Length || Broken(sentence, at, phrase))
                {
                    continue;
                }

                Token token = sentence.Tokens[at];
                bool after = at >= phrase.End;
                string? what = words.What(token, "toll") ?? (after ? words.What(token, "state") ?? words.What(token, "subject") : null)
                    ?? (token.Upos == "VERB" && (!after || token.Xpos == "VBN") ? words.What(token, "object") : null);
                if (what is not null)
                {
                    return (what, at);
                }
            }
        }

        return (null, -1);
    }

    private bool Broken(Sentence sentence, int at, QuantityPhrase phrase)
    {
        int from = Math.Min(at, phrase.End), to = Math.Max(at, phrase.First - 1);
        for (int i = from; i <= to; i++)
        {
            if (i >= phrase.First && i < phrase.End)
            {
                continue;
            }

            if (Word(sentence, i) is ";" or "." or "but" or "when" or "while" || (i != at && sentence.Tokens[i].Upos == "NUM"))
            {
                return true;
            }
        }

        return false;
    }

    // What is killed, hurt or seized must be people: no rockets, lorries or tanks.
    private bool Countable(Sentence sentence, int noun, int predicate)
    {
        if (noun == predicate)
        {
            return true;
        }

        // Aircraft are shot down, people are not.
        int particle = predicate >= 0 ? sentence.Child(predicate, "compound:prt") : -1;
        if (Word(sentence, particle) == "down" && sentence.Tokens[predicate].Lemma == "shoot")
        {
            return false;
        }

        Token token = sentence.Tokens[noun];
        string lemma = token.Lemma.ToLowerInvariant();
        return lemma is not ("rocket" or "drone" or "missile" or "tank" or "vehicle" or "truck" or "lorry" or "bus" or "building" or "house" or "home" or "village" or "town" or "city" or "shell" or "bomb" or "strike" or "attack"
            or "weapon" or "day" or "hour" or "week" or "month" or "year" or "minute" or "time" or "ship" or "boat" or "plane" or "mile" or "kilometer" or "kilometre" or "car" or "settlement" or "region" or "place" or "party" or "seat" or "ceasefire" or "point");
    }

    private bool IsPerson(Sentence sentence, int noun) =>
        roles.At(sentence, noun) is { Form: Entities.RoleForm.Person or Entities.RoleForm.Group }
        || (char.IsUpper(sentence.Tokens[noun].Form[0]) && countries.OfAdjective(sentence.Tokens[noun].Form) is not null);

    // "a policeman was killed", "another was hurt": one, where the verb is about harm to people.
    private Quantity? Single(Sentence sentence, int i)
    {
        bool another = Word(sentence, i) == "another";
        if (!(another || Word(sentence, i) is "a" or "an") || Word(sentence, i - 1) == "them")
        {
            return null;
        }

        int noun = another && sentence.Tokens[i].Deprel is "nsubj" or "nsubj:pass" or "obj" ? i : sentence.Tokens[i].Head;
        if (noun < i || noun - i > LongestSingle || sentence.Tokens[noun].Xpos is "NNS" || (noun > i && !IsPerson(sentence, noun)))
        {
            return null;
        }

        // "a family of five" is five.
        foreach (int child in sentence.Children(noun))
        {
            if (sentence.Tokens[child].Upos == "NUM" && sentence.Tokens[child].Is("nmod"))
            {
                return null;
            }
        }

        var (what, predicate) = Governed(sentence, noun);
        return what is "killed" or "injured" or "detained" or "abducted" or "missing" or "released" && !(sentence.Tokens[noun].Is("nmod") || sentence.Tokens[noun].Is("obl"))
            ? new Quantity(sentence.Cover(i, noun), what, 1, 1, null, sentence.Index, noun, predicate)
            : null;
    }
}
