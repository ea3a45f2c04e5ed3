using System.Collections.Immutable;
using Sitrep.Annotation.Statements;

namespace Sitrep.Coding;

/// <content>Who acted where the words that act only stand for others, or where nobody is named beside the act.</content>
public sealed partial class EventCoder
{
    /// <summary>Words that stand for each of those named before.</summary>
    private static readonly ImmutableArray<string> Distributive = ["each", "both", "either", "neither", "other"];

    private Arguments Supplied(Context context, Sentence sentence, Trigger trigger, Statement? statement, Arguments found)
    {
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

    // "Greek and Egyptian coastguards", "both armies": one phrase for actors of several countries, each with its code.
    private IEnumerable<string?> CodesOf(Context context, Sentence sentence, int head, string? code)
    {
        if (code is null || code[0] == '-')
        {
            return [code];
        }

        List<string> countries = [.. Modifying(sentence, head).Distinct()];
        if (countries.Count == 0 && IsDual(sentence, head) && context.Countries.Ranked is [var first, var second, ..])
        {
            countries = [first, second];
        }

        return countries.Count > 1 && countries.Exists(c => code.StartsWith(c, StringComparison.Ordinal)) ? countries.Select(c => c + code[3..]) : [code];
    }

    // The countries of coordinated adjectives, names and possessives before a noun.
    private IEnumerable<string> Modifying(Sentence sentence, int head)
    {
        foreach (int child in sentence.Children(head).ToArray())
        {
            if (child < head && sentence.Tokens[child] is var word && (word.Is("amod") || word.Is("compound") || word.Is("nmod:poss")) && CountryOf(word) is { } country)
            {
                yield return actors.Countries.StateOf(country);
                foreach (int other in sentence.Children(child).ToArray())
                {
                    if (other < head && sentence.Tokens[other].Is("conj") && CountryOf(sentence.Tokens[other]) is { } also)
                    {
                        yield return actors.Countries.StateOf(also);
                    }
                }
            }
        }
    }

    private string? CountryOf(Token word) => char.IsUpper(word.Form[0]) ? actors.Countries.Of(word.Form) ?? actors.Countries.OfCapital(word.Form) : null;

    private static bool IsDual(Sentence sentence, int head)
    {
        if (sentence.Lower(head) is "both" or "two")
        {
            return true;
        }

        foreach (int child in sentence.Children(head))
        {
            if (child < head && sentence.Tokens[head].Xpos == "NNS" && (sentence.Lower(child) == "both" || (sentence.Lower(child) == "two" && child > 0 && sentence.Lower(child - 1) == "the")))
            {
                return true;
            }
        }

        return false;
    }
}
