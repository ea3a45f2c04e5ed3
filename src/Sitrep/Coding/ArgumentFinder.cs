using System.Collections.Immutable;

namespace Sitrep.Coding;

/// <summary>The nouns that take part in an event, by index in its sentence.</summary>
internal readonly record struct Arguments(ImmutableArray<int> Actors, ImmutableArray<int> Recipients)
{
    public static Arguments None { get; } = new([], []);
}

/// <summary>Finds who does something, and to whom, from the tree: active and passive clauses, nominals, control, coordination, relative and participle clauses, light verbs.</summary>
internal static class ArgumentFinder
{
    private static readonly string[] ObjectControl = ["order", "urge", "force", "ask", "tell", "compel", "persuade", "instruct", "allow", "invite", "enable", "help"];
    /// <summary>What these have for an object is the means, not whom it is done to.</summary>
    private static readonly string[] InstrumentVerbs = ["fire", "throw", "hurl", "lob", "toss", "use", "detonate", "plant"];
    private static readonly string[] AgainstPrepositions = ["against", "on", "at", "with", "to", "from", "over", "upon", "toward", "towards", "into", "for", "between", "of"];

    // The sentence that this thread asked about last: frames and features ask for the same words' arguments in turn.
    [ThreadStatic]
    private static Known? latest;

    /// <summary>Whoever takes part in what a word tells, whatever type of event it is.</summary>
    public static Arguments Find(Sentence sentence, int trigger)
    {
        if (latest is not { } known || known.Sentence != sentence)
        {
            latest = known = new Known(sentence, new Arguments?[sentence.Tokens.Length]);
        }

        return known.Arguments[trigger] ??= Find(sentence, trigger, "");
    }

    public static Arguments Find(Sentence sentence, int trigger, string type)
    {
        var actors = new List<int>();
        var recipients = new List<int>();
        if (sentence.Tokens[trigger].Upos is "VERB" or "AUX")
        {
            Clause(sentence, trigger, actors, recipients, 0);
        }
        else
        {
            Nominal(sentence, trigger, actors, recipients);
        }

        if (type is "CONSULT" && actors.Count > 0)
        {
            // Who meets whom is mutual; a visitor and a host are told apart by "visit" and "receive", which the frame's mode keeps.
            actors = [.. actors.Concat(recipients).Distinct()];
            recipients = [];
        }

        return new Arguments([.. Spread(sentence, actors)], [.. Spread(sentence, recipients)]);
    }

    /// <summary>What a verb is done to: its objects, the subject of its passive, the noun that its participle modifies; of another word the recipients.</summary>
    public static ImmutableArray<int> Affected(Sentence sentence, int trigger, Arguments arguments)
    {
        if (!sentence.Tokens[trigger].IsVerbal)
        {
            return arguments.Recipients;
        }

        var found = new List<int>();
        foreach (int child in sentence.Children(trigger))
        {
            if (sentence.Tokens[child] is var token && (token.Is("obj") || token.Is("iobj") || token.Is("nsubj:pass")))
            {
                found.Add(Antecedent(sentence, child, trigger));
            }
        }

        Token word = sentence.Tokens[trigger];
        if (found.Count == 0 && word.Xpos == "VBN" && (word.Is("acl") || word.Is("amod")) && word.Head >= 0)
        {
            found.Add(word.Head);
        }

        return [.. Spread(sentence, found)];
    }

    /// <summary>Who made what a noun reports as its first word tells ("army raid", "police firing", "the Somali raid"), also where the noun says how something was done ("killed in police firing").</summary>
    public static List<int> Makers(Sentence sentence, int trigger)
    {
        var found = new List<int>();
        if (trigger > 0 && sentence.Tokens[trigger] is { Xpos: "VBG", Deprel: "advcl" } gerund && sentence.Tokens[trigger - 1] is var maker && maker.Is("obl") && maker.Head == gerund.Head && Case(sentence, trigger - 1) is "in" or "during" or "by")
        {
            // Both often hang on the verb: "hurt" "in police" "firing".
            found.Add(trigger - 1);
        }

        foreach (int child in sentence.Children(trigger))
        {
            Token token = sentence.Tokens[child];
            if (token.Is("compound") || token.Is("amod"))
            {
                found.Add(child);
            }
            else if (token.Is("obl") && Case(sentence, child) is "in" or "during" or "by")
            {
                // Often read as a clause of its own: "in police" "firing".
                if (child + 1 < sentence.Tokens.Length && sentence.Tokens[child + 1] is { Xpos: "VBG" } act && act.Head == trigger)
                {
                    found.Add(child);
                }

                foreach (int word in sentence.Children(child))
                {
                    if (sentence.Tokens[word].Is("compound"))
                    {
                        found.Add(word);
                    }
                }
            }
        }

        return found;
    }

    private static string Case(Sentence sentence, int token)
    {
        int at = sentence.Child(token, "case");
        return at < 0 ? "" : sentence.Tokens[at].Form.ToLowerInvariant();
    }

    private static void Clause(Sentence sentence, int verb, List<int> actors, List<int> recipients, int depth)
    {
        bool passive = sentence.Child(verb, "nsubj:pass", "aux:pass") >= 0 || (sentence.Tokens[verb].Xpos == "VBN" && (sentence.Tokens[verb].Is("acl") || sentence.Tokens[verb].Is("amod")));
        foreach (int child in sentence.Children(verb))
        {
            Token token = sentence.Tokens[child];
            if (token.Is("nsubj:pass"))
            {
                recipients.Add(Antecedent(sentence, child, verb));
            }
            else if (token.Is("nsubj"))
            {
                actors.Add(Antecedent(sentence, child, verb));
            }
            else if ((token.Is("obj") && !InstrumentVerbs.Contains(sentence.Tokens[verb].Lemma)) || token.Is("iobj"))
            {
                recipients.Add(child);
            }
            else if (token.Is("obl"))
            {
                string preposition = Case(sentence, child);
                if (passive && preposition == "by")
                {
                    actors.Add(child);
                }
                else if (AgainstPrepositions.Contains(preposition) && preposition != "of")
                {
                    recipients.Add(child);
                }
            }
        }

        Token word = sentence.Tokens[verb];
        if (passive && recipients.Count == 0 && (word.Is("acl") || word.Is("amod")) && word.Head >= 0)
        {
            recipients.Add(word.Head);
        }

        if (actors.Count == 0 && !passive)
        {
            Inherit(sentence, verb, actors, depth);
        }
        else if (recipients.Count == 0 && passive && word.Is("conj") && word.Head >= 0 && depth < 3)
        {
            var up = new List<int>();
            Clause(sentence, word.Head, up, recipients, depth + 1);
        }
    }

    // Controlled, coordinated and participle clauses take their subject from above.
    private static void Inherit(Sentence sentence, int verb, List<int> actors, int depth)
    {
        Token word = sentence.Tokens[verb];
        int head = word.Head;
        if (head < 0 || depth > 4)
        {
            return;
        }

        if ((word.Is("acl") || word.Is("amod")) && sentence.Tokens[head].IsNominal)
        {
            actors.Add(head);
            return;
        }

        if (!(word.Is("xcomp") || word.Is("conj") || word.Is("advcl") || word.Is("ccomp") || word.Is("parataxis")) || word.Is("ccomp") && sentence.Child(verb, "mark") < 0 && word.Xpos is "VBD" or "VBZ")
        {
            return;
        }

        if (word.Is("xcomp") && ObjectControl.Contains(sentence.Tokens[head].Lemma) && sentence.Child(head, "obj") is >= 0 and var controlled)
        {
            actors.Add(controlled);
            return;
        }

        if (sentence.Tokens[head].IsVerbal || sentence.Child(head, "nsubj") >= 0)
        {
            int subject = sentence.Child(head, "nsubj");
            if (subject >= 0 && !sentence.Tokens[subject].Is("nsubj:pass"))
            {
                actors.Add(Antecedent(sentence, subject, head));
                return;
            }

            Inherit(sentence, head, actors, depth + 1);
        }
    }

    // A relative pronoun stands for the noun that its clause modifies; a personal one in a reported clause for who reports ("the rebels said they will leave").
    private static int Antecedent(Sentence sentence, int subject, int verb)
    {
        Token pronoun = sentence.Tokens[subject];
        if (pronoun.Xpos is "WP" or "WDT" && sentence.Tokens[verb].Is("acl:relcl") && sentence.Tokens[verb].Head >= 0)
        {
            return sentence.Tokens[verb].Head;
        }

        if (pronoun.Xpos != "PRP")
        {
            return subject;
        }

        int clause = verb;
        for (int step = 0; step < 3 && sentence.Tokens[clause].Head is >= 0 and var above; step++)
        {
            bool reported = sentence.Tokens[clause].Is("ccomp");
            clause = above;
            if (reported && sentence.Child(above, "nsubj") is >= 0 and var speaker && sentence.Tokens[speaker].Upos is "NOUN" or "PROPN")
            {
                return speaker;
            }
        }

        return subject;
    }

    private static void Nominal(Sentence sentence, int noun, List<int> actors, List<int> recipients)
    {
        foreach (int child in sentence.Children(noun))
        {
            Token token = sentence.Tokens[child];
            string preposition = Case(sentence, child);
            if (token.Is("nmod:poss") || ((token.Is("amod") || token.Is("compound")) && char.IsUpper(token.Form[0])))
            {
                actors.Add(child);
            }
            else if (token.Is("compound") && token.Upos == "NOUN")
            {
                actors.Add(child);
            }
            else if (token.Is("nmod") || token.Is("obl"))
            {
                if (preposition is "by" or "from")
                {
                    actors.Add(child);
                }
                else if (preposition == "of")
                {
                    // "the shelling of X" has its victim there, "the uprising of X" its actor.
                    (IsTransitive(sentence.Tokens[noun].Lemma) ? recipients : actors).Add(child);
                }
                else if (preposition is "between")
                {
                    actors.Add(child);
                }
                else if (AgainstPrepositions.Contains(preposition))
                {
                    recipients.Add(child);
                }
            }
        }

        // Light verbs: "launched an attack", "held talks with", "came under fire".
        Token word = sentence.Tokens[noun];
        if (word.Head >= 0 && sentence.Tokens[word.Head].IsVerbal && (word.Is("obj") || word.Is("obl")))
        {
            var above = new List<int>();
            Clause(sentence, word.Head, above, [], 0);
            if (actors.Count == 0)
            {
                actors.AddRange(above.Where(a => a != noun));
            }
            else if (word.Is("obj") && recipients.Count == 0)
            {
                // Whoever "rejects X's demand" is the one that X demands it of.
                recipients.AddRange(above.Where(a => a != noun));
            }

            foreach (int sibling in sentence.Children(word.Head))
            {
                if (sentence.Tokens[sibling].Is("obl") && sibling != noun && recipients.Count == 0 && AgainstPrepositions.Contains(Case(sentence, sibling)))
                {
                    recipients.Add(sibling);
                }
            }
        }
    }

    private static bool IsTransitive(string lemma) =>
        lemma.EndsWith("ing", StringComparison.Ordinal) || lemma.EndsWith("tion", StringComparison.Ordinal) || lemma.EndsWith("ment", StringComparison.Ordinal)
        || lemma is "arrest" or "murder" or "massacre" or "invasion" or "siege" or "release" or "rape" or "torture" or "seizure" or "trial" or "criticism" or "condemnation" or "blockade" or "rescue";

    // A coordinated noun counts for each of its parts.
    private static List<int> Spread(Sentence sentence, List<int> heads)
    {
        var all = new List<int>();
        foreach (int head in heads.Distinct())
        {
            all.Add(head);
            foreach (int child in sentence.Children(head))
            {
                if (sentence.Tokens[child].Is("conj") && sentence.Tokens[child].IsNominal)
                {
                    all.Add(child);
                }
            }
        }

        return all;
    }

    private sealed record Known(Sentence Sentence, Arguments?[] Arguments);
}
