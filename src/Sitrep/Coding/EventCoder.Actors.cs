using System.Collections.Immutable;
using Sitrep.Annotation.Statements;

namespace Sitrep.Coding;

/// <content>Who acted where the words that act only stand for others, or where nobody is named beside the act.</content>
public sealed partial class EventCoder
{
    /// <summary>Words that stand for each of those named before.</summary>
    private static readonly ImmutableArray<string> Distributive = ["each", "both", "either", "neither", "other"];

    /// <summary>What several countries together are coded as.</summary>
    private const string Alliance = "IGO";

    private Arguments Supplied(Context context, Sentence sentence, Trigger trigger, Statement? statement, Arguments found)
    {
        found = Whole(context.Countries.Of(sentence.Index), sentence, found);
        found = Joined(context, sentence, trigger.Token, Distributed(context, sentence, found));
        if (!found.Actors.IsEmpty)
        {
            return found;
        }

        int supplied = Owner(context, sentence, trigger.Token);
        supplied = supplied >= 0 ? supplied : Instrument(context, sentence, trigger);
        supplied = supplied >= 0 ? supplied : Official(context, sentence, trigger, statement);
        return supplied < 0 || found.Recipients.Contains(supplied) || supplied == trigger.Token ? found : found with { Actors = [supplied] };
    }

    // "German and British ministers", "the ministers of Iran and Syria": not the country that is named second acts, but the noun that both describe.
    private static Arguments Whole(ImmutableArray<CountryMention> mentions, Sentence sentence, Arguments found)
    {
        int NounOf(int head) => sentence.Tokens[head] is { Upos: "ADJ", Deprel: "conj", Head: >= 0 and var first } && sentence.Tokens[first] is { Upos: "ADJ", Head: > 0 and var noun } described && described.Is("amod") && noun > head && sentence.Tokens[noun].IsNominal ? noun : head;
        bool IsOwner(int head, ImmutableArray<int> heads) => CountryAt(mentions, sentence, head) is not null && sentence.Tokens[head] is { Deprel: "conj", Head: >= 0 and var first }
            && sentence.Tokens[first] is { Head: >= 0 and var noun } && OwnerOf(sentence, noun) == first && heads.Contains(noun);
        ImmutableArray<int> Nouns(ImmutableArray<int> heads) => heads.Any(h => NounOf(h) != h || IsOwner(h, heads)) ? [.. heads.Where(h => !IsOwner(h, heads)).Select(NounOf).Distinct().Order()] : heads;
        ImmutableArray<int> by = Nouns(found.Actors);
        return new Arguments(by, [.. Nouns(found.Recipients).Except(by)]);
    }

    // "Rabat and the Polisario met; each spurned the other's paper": those who are named together before it.
    private static Arguments Distributed(Context context, Sentence sentence, Arguments found)
    {
        int word = found.Actors.FirstOrDefault(a => Distributive.Contains(sentence.Lower(a)), -1);
        for (int i = word - 1; i >= 0; i--)
        {
            ImmutableArray<int> named = Coordinated(sentence, i);
            if (named.Length > 1 && named.All(n => n < word && context.Cases.IsSomebody(sentence, n)))
            {
                return new Arguments([.. found.Actors.Remove(word).Concat(named).Distinct().Order()], [.. found.Recipients.Except(named)]);
            }
        }

        return found;
    }

    // Those who are coordinated with who acts act too, if they are somebody; so do those coordinated with whom it is done to.
    private static Arguments Joined(Context context, Sentence sentence, int trigger, Arguments found)
    {
        ImmutableArray<int> With(ImmutableArray<int> own, ImmutableArray<int> other)
        {
            var all = own.ToBuilder();
            foreach (int head in own)
            {
                int first = sentence.Tokens[head].Is("conj") && sentence.Tokens[head].Head is >= 0 and var above && own.Contains(above) ? above : head;
                foreach (int one in Coordinated(sentence, first))
                {
                    if (one != trigger && !all.Contains(one) && !other.Contains(one) && context.Cases.IsSomebody(sentence, one))
                    {
                        all.Add(one);
                    }
                }
            }

            return all.Count == own.Length ? own : [.. all.Order()];
        }

        ImmutableArray<int> by = With(found.Actors, found.Recipients);
        return new Arguments(by, With(found.Recipients, by));
    }

    // A noun and those coordinated with it.
    private static ImmutableArray<int> Coordinated(Sentence sentence, int head)
    {
        var all = ImmutableArray.CreateBuilder<int>();
        all.Add(head);
        foreach (int child in sentence.Children(head))
        {
            if (sentence.Tokens[child].Is("conj") && sentence.Tokens[child].IsNominal)
            {
                all.Add(child);
            }
        }

        return all.ToImmutable();
    }

    // "The president signed his resignation", "the ministry reiterated its demand": the subject whom the possessive stands for.
    private static int Owner(Context context, Sentence sentence, int trigger)
    {
        int possessive = sentence.Tokens[trigger].IsVerbal ? -1 : sentence.Children(trigger).ToArray().FirstOrDefault(c => sentence.Tokens[c].Xpos == "PRP$", -1);
        for (int at = possessive < 0 ? -1 : trigger; at >= 0; at = sentence.Tokens[at].Head)
        {
            if (sentence.Child(at, "nsubj") is >= 0 and var subject && subject < possessive && IsPlural(sentence, subject) == (sentence.Lower(possessive) == "their") && !sentence.Governs(subject, trigger) && context.Cases.IsSomebody(sentence, subject))
            {
                return subject;
            }
        }

        return -1;
    }

    private static bool IsPlural(Sentence sentence, int noun) => sentence.Tokens[noun].Xpos is "NNS" or "NNPS" || Coordinated(sentence, noun).Length > 1;

    // "Russian missiles tore open a hospital": what strikes belongs to whom the words before it name.
    private int Instrument(Context context, Sentence sentence, Trigger trigger)
    {
        if (trigger.Label.Type != "ASSAULT" || !sentence.Tokens[trigger.Token].IsVerbal || sentence.Child(trigger.Token, "nsubj") is not (>= 0 and var subject) || sentence.Tokens[subject].Upos != "NOUN")
        {
            return -1;
        }

        foreach (int child in sentence.Children(subject))
        {
            Token token = sentence.Tokens[child];
            if (child < subject && (token.Is("amod") || token.Is("compound") || token.Is("nmod:poss")) && actors.Countries.IsNamedBy(token.Form))
            {
                return subject;
            }
        }

        return -1;
    }

    // An official act that is told of without its author, by somebody who may have done it: "the ministry denied that a loan had been requested". What police do is theirs.
    private static int Official(Context context, Sentence sentence, Trigger trigger, Statement? statement)
    {
        if (trigger.Label.Type is not ("REQUEST" or "COERCE" or "SANCTION" or "CONCEDE" or "AGREE" or "REJECT" or "AID" or "MOBILIZE" or "RETREAT")
            || ImpliedPolice.Did(trigger.Label.Type, trigger.Label.Mode)
            || statement?.Source is not { } source || !sentence.Span.Contains(source) || sentence.HeadOf(source) is not (>= 0 and var speaker)
            || (sentence.Tokens[trigger.Token].IsVerbal && sentence.Child(trigger.Token, "nsubj") >= 0))
        {
            return -1;
        }

        return context.Cases.SectorOf(sentence, speaker) is "GOV" or "MIL" or "COP" or "LEG" or "JUD" ? speaker : -1;
    }

    // "Greek and Egyptian coastguards", "the leaders of France and Germany", "both armies": one phrase for actors of several countries, each with its code.
    private IEnumerable<string?> CodesOf(Context context, Sentence sentence, int head, string? code)
    {
        if (code is null || code[0] == '-')
        {
            return [code];
        }

        ImmutableArray<CountryMention> mentions = context.Countries.Of(sentence.Index);
        ImmutableArray<string> countries = Modifying(mentions, sentence, head);
        countries = countries.Length > 0 ? countries : Below(mentions, sentence, head);
        bool together = countries.Length == 0 && StandsForSeveral(sentence, head);
        if (together)
        {
            countries = NamedTogether(context, sentence, head);
        }

        countries = [.. countries.Select(actors.Countries.StateOf).Distinct()];

        return countries.Length > 1 && (countries.Any(c => code.StartsWith(c, StringComparison.Ordinal)) || (together && code.StartsWith(Alliance, StringComparison.Ordinal))) ? countries.Select(c => c + code[3..]) : [code];
    }

    // The countries of coordinated adjectives, names and possessives before a noun.
    private static ImmutableArray<string> Modifying(ImmutableArray<CountryMention> mentions, Sentence sentence, int head)
    {
        var found = new List<string>();
        foreach (int child in sentence.Children(head).ToArray())
        {
            if (child < head && sentence.Tokens[child] is var word && (word.Is("amod") || word.Is("compound") || word.Is("nmod:poss")))
            {
                // "Supreme Court" in "Myanmar's Supreme Court" is no second country, though the list knows it as one's.
                string[] named = [.. Coordinated(mentions, sentence, child, head)];
                found.AddRange(named.Length > 1 || mentions.Any(m => m.Token == child && IsNamed(m)) ? named : []);
            }
        }

        return [.. found.Distinct()];
    }

    private static bool IsNamed(CountryMention mention) => mention.Cue is CountryCue.Name or CountryCue.Adjective or CountryCue.Capital;

    // Those after it: "troops from Chad and Niger", "a meeting of the presidents of Armenia, Azerbaijan and Russia".
    private static ImmutableArray<string> Below(ImmutableArray<CountryMention> mentions, Sentence sentence, int head)
    {
        int owner = OwnerOf(sentence, head);
        return owner < 0 ? [] : [.. Coordinated(mentions, sentence, owner, sentence.Tokens.Length).Distinct()];
    }

    // "Russia" in "the presidents of Russia and Ukraine"; −1 where there is none.
    private static int OwnerOf(Sentence sentence, int noun)
    {
        foreach (int child in sentence.Children(noun))
        {
            if (child > noun && sentence.Tokens[child].Is("nmod") && sentence.Child(child, "case") is >= 0 and var preposition && sentence.Lower(preposition) is "of" or "from" or "for")
            {
                return child;
            }
        }

        return -1;
    }

    // The phrase of a participant, with all whose it is: "the presidents of Russia and Ukraine".
    private static Span WordsOf(Sentence sentence, int head)
    {
        Span phrase = ParticipantCases.PhraseOf(sentence, head);
        int end = phrase.End;
        if (OwnerOf(sentence, head) is >= 0 and var owner)
        {
            foreach (int child in sentence.Children(owner))
            {
                end = sentence.Tokens[child] is { Upos: "PROPN" } other && other.Is("conj") ? Math.Max(end, other.Span.End) : end;
            }
        }

        return new Span(phrase.Start, end);
    }

    // The countries that a word and those coordinated with it name, up to a word.
    private static IEnumerable<string> Coordinated(ImmutableArray<CountryMention> mentions, Sentence sentence, int first, int end) =>
        sentence.Children(first).ToArray().Where(c => c < end && sentence.Tokens[c].Is("conj")).Prepend(first).Select(word => CountryAt(mentions, sentence, word)).OfType<string>();

    // The country that a word names, or a name of several words that it heads.
    private static string? CountryAt(ImmutableArray<CountryMention> mentions, Sentence sentence, int word)
    {
        foreach (CountryMention mention in mentions)
        {
            if (mention.Cue is not (CountryCue.Cue or CountryCue.Doubtful) && (mention.Token == word || (sentence.Tokens[mention.Token] is { Head: var above } part && above == word && (part.Is("compound") || part.Is("flat") || part.Is("amod")) && mention.Token < word && sentence.Tokens[word].Upos == "PROPN")))
            {
                return mention.Country;
            }
        }

        return null;
    }

    // "Both armies", "the two sides", "their ministers", "the two neighbours' air forces".
    private static bool StandsForSeveral(Sentence sentence, int head)
    {
        if (sentence.Lower(head) is "both" or "two" or "each" or "neither")
        {
            return true;
        }

        foreach (int child in sentence.Children(head))
        {
            string word = sentence.Lower(child);
            if (child < head && sentence.Tokens[head].Xpos is "NNS" or "NNPS" && (word is "both" or "their" || (word == "two" && child > 0 && sentence.Lower(child - 1) == "the")))
            {
                return true;
            }

            if (child < head && (word is "each" || (sentence.Tokens[child].Is("nmod:poss") && sentence.Tokens[child].Upos == "NOUN" && StandsForSeveral(sentence, child))))
            {
                return true;
            }
        }

        return false;
    }

    // The countries that are named together last before a word, there or in the sentence before; where there are none, the first two of the sentence or those that the article names most. "Their" are only those of several named together.
    private static ImmutableArray<string> NamedTogether(Context context, Sentence sentence, int head)
    {
        ImmutableArray<CountryMention> mentions = context.Countries.Of(sentence.Index);
        ImmutableArray<string> here = LastTogether(mentions, sentence, head);
        if (here.Length > 1)
        {
            return here;
        }

        ImmutableArray<string> first = [.. mentions.Where(m => m.Token < head && IsNamed(m)).Select(m => m.Country).Distinct().Take(2)];
        bool their = sentence.Children(head).ToArray().Any(c => sentence.Lower(c) == "their");
        if (first.Length == 2 && !their)
        {
            return first;
        }

        Sentence? before = sentence.Index == 0 ? null : context.Article.Parsed.Sentences[sentence.Index - 1];
        ImmutableArray<string> earlier = before is null ? [] : LastTogether(context.Countries.Of(before.Index), before, before.Tokens.Length);
        return earlier.Length > 1 || their ? earlier : context.Countries.Ranked is [var most, var second, ..] ? [most, second] : [];
    }

    private static ImmutableArray<string> LastTogether(ImmutableArray<CountryMention> mentions, Sentence sentence, int end)
    {
        for (int i = end - 1; i >= 0; i--)
        {
            if (Coordinated(mentions, sentence, i, end).Distinct().ToImmutableArray() is { Length: > 1 } together)
            {
                return together;
            }
        }

        return [];
    }
}
