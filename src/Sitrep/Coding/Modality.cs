using System.Collections.Immutable;
using Sitrep.Annotation.Statements;

namespace Sitrep.Coding;

/// <summary>What the grammar says of an act's reality.</summary>
internal enum Outlook
{
    None,

    /// <summary>Announced: "will meet", "is due to sign", "Russia to withdraw".</summary>
    Announced,

    /// <summary>Refused: "will not lift".</summary>
    Refused,
}

/// <summary>How announcements and refusals change what an act is (coding guide, section 5): an announced meeting is an agreement, an announced release a concession, what one "will not" do a rejection.</summary>
internal static class Modality
{
    private static readonly ImmutableArray<string> Future = ["will", "'ll", "’ll", "shall", "wo"];
    private static readonly ImmutableArray<string> Negations = ["not", "n't", "n’t", "never"];

    /// <summary>Verbs and adjectives whose infinitive is announced.</summary>
    private static readonly ImmutableArray<string> Announcing = ["plan", "intend", "prepare", "due", "set", "schedule", "ready"];

    /// <summary>Verbs whose complement is only thought about.</summary>
    private static readonly ImmutableArray<string> Weighing = ["consider", "weigh", "mull", "contemplate"];

    /// <summary>Words whose infinitive did not come about.</summary>
    private static readonly ImmutableArray<string> Failing = ["fail", "neglect", "unable", "powerless", "failure", "inability"];

    /// <summary>Words whose infinitive did not come about where they are denied: "were not able to arrest them".</summary>
    private static readonly ImmutableArray<string> Enabling = ["able", "manage", "allow", "permit", "authorise", "authorize", "empower", "dare", "bother"];

    /// <summary>Words for what it takes to do something, whose infinitive is not told as done: "were given ten days to arrest him", "found it hard to".</summary>
    private static readonly ImmutableArray<string> Taking = ["time", "day", "week", "month", "hour", "chance", "opportunity", "difficult", "hard", "easy", "impossible", "reluctant"];

    /// <summary>Nouns that say what somebody is accused of.</summary>
    private static readonly ImmutableArray<string> Accusations = ["accusation", "allegation", "charge", "claim", "report", "suggestion", "rumour", "rumor", "assertion"];

    private static readonly ImmutableArray<string> Denying = ["deny", "reject", "dismiss", "refute", "rebuff", "rubbish"];

    /// <summary>Verbs whose clause tells what will be done by whoever they speak for.</summary>
    private static readonly ImmutableArray<string> Proclaiming = ["announce", "vow", "threaten", "warn"];

    /// <summary>Nouns for what is to become law.</summary>
    private static readonly ImmutableArray<string> Drafts = ["bill", "law", "legislation", "resolution", "motion", "amendment"];

    public static Outlook Of(Sentence sentence, int trigger)
    {
        int verb = VerbOf(sentence, trigger);
        bool negated = false, future = false, infinitive = false;
        foreach (int child in sentence.Children(verb))
        {
            Token part = sentence.Tokens[child];
            string form = part.Form.ToLowerInvariant();
            future |= part.Is("aux") && Future.Contains(form);
            future |= part.Is("aux") && form is "would" or "'d" && (IsReported(sentence, verb) || IsDrafted(sentence, verb));
            negated |= part.Is("advmod") && Negations.Contains(form);
            infinitive |= part.Is("mark") && form == "to";
        }

        int above = sentence.Tokens[verb].Head;
        bool headline = infinitive && above < 0 && sentence.Child(verb, "nsubj") >= 0;
        bool announced = infinitive && above >= 0 && sentence.Tokens[verb].Is("xcomp")
            && (Announcing.Contains(sentence.Tokens[above].Lemma.ToLowerInvariant()) || sentence.Tokens[above].Lemma == "be");
        return future || headline || announced ? negated ? Outlook.Refused : Outlook.Announced : Outlook.None;
    }

    // "Will hold talks": the verb that carries a noun tells.
    private static int VerbOf(Sentence sentence, int trigger) =>
        sentence.Tokens[trigger] is { IsVerbal: false, Head: >= 0 } word && word.Is("obj") ? word.Head : trigger;

    // The future of the past: "said on Monday that it would withdraw". With a condition it stays one.
    private static bool IsReported(Sentence sentence, int verb)
    {
        Token word = sentence.Tokens[verb];
        return word.Is("ccomp") && word.Head >= 0 && sentence.Tokens[word.Head].Xpos == "VBD" && !sentence.Tokens.Any(t => t.Lemma is "if" or "unless" or "otherwise");
    }

    // "A bill that would ban them".
    private static bool IsDrafted(Sentence sentence, int verb) =>
        sentence.Tokens[verb] is { Deprel: "acl:relcl", Head: >= 0 and var above } && Drafts.Contains(sentence.LowerLemma(above));

    /// <summary>Whether the words announce what their own subject will do: "the ministry said it would close the border", not "Kyiv fears that Moscow will attack".</summary>
    public static bool IsOwn(Sentence sentence, int trigger)
    {
        int verb = VerbOf(sentence, trigger);
        while ((sentence.Tokens[verb].Is("xcomp") || (sentence.Tokens[verb].Is("conj") && sentence.Child(verb, "nsubj") < 0)) && sentence.Tokens[verb].Head is >= 0 and var above)
        {
            verb = above;
        }

        if (sentence.Child(verb, "nsubj") is not (>= 0 and var subject) || sentence.Tokens[subject].Is("nsubj:pass"))
        {
            return false;
        }

        Token clause = sentence.Tokens[verb];
        return clause.Head < 0 || IsDrafted(sentence, verb) || clause.Is("parataxis") || clause.Is("conj")
            || (clause.Is("ccomp") && (sentence.Tokens[subject].Xpos == "PRP" || Proclaiming.Contains(sentence.LowerLemma(clause.Head))));
    }

    /// <summary>The status of an act that is a condition ("if they attack"), that the words deny or that did not come about ("no shots were fired", "failed to arrest them"), that is only weighed ("is considering sending troops"), or told of in an accusation that is denied ("rejected accusations that it tortured prisoners"); else <paramref name="status"/>.</summary>
    public static EventStatus StatusOf(Sentence sentence, int trigger, string type, EventStatus status)
    {
        bool isSaid = type is "REJECT" or "THREATEN" or "REQUEST" or "AGREE" or "ACCUSE";
        if (status == EventStatus.Planned && !isSaid && IsUndone(sentence, VerbOf(sentence, trigger)))
        {
            return EventStatus.Denied;
        }

        if (status is not (EventStatus.Asserted or EventStatus.Attributed))
        {
            return status;
        }

        if (IsCondition(sentence, trigger))
        {
            return EventStatus.Conditional;
        }

        if (!isSaid && (IsDenied(sentence, trigger) || IsUndone(sentence, VerbOf(sentence, trigger))))
        {
            return EventStatus.Denied;
        }

        if (sentence.Tokens[VerbOf(sentence, trigger)] is { Head: >= 0 } word && (word.Is("xcomp") || word.Is("ccomp")) && Weighing.Contains(sentence.LowerLemma(word.Head)))
        {
            return EventStatus.Possible;
        }

        if (!isSaid && IsOpen(sentence, trigger))
        {
            return EventStatus.Possible;
        }

        for (int i = trigger; sentence.Tokens[i].Head is >= 0 and var up; i = up)
        {
            Token above = sentence.Tokens[up];

            // "Denied charges on Thursday that he had": the clause may hang on the verb.
            if (Denying.Contains(sentence.LowerLemma(up)) && sentence.Child(i, "mark") is >= 0 and var that && sentence.Lower(that) == "that"
                && sentence.Child(up, "obj", "nsubj:pass") is >= 0 and var denied && denied < that && Accusations.Contains(sentence.LowerLemma(denied)))
            {
                return EventStatus.Denied;
            }

            if (above.Upos == "NOUN" && above.Head >= 0 && (above.Is("obj") || above.Deprel == "nsubj:pass") && !sentence.Tokens[i].Is("conj")
                && Accusations.Contains(sentence.LowerLemma(up)) && Denying.Contains(sentence.LowerLemma(above.Head)))
            {
                return EventStatus.Denied;
            }
        }

        return status;
    }

    // Whether the words themselves deny an act: "no shots were fired", "nobody was hurt", "has not left". What denies a refusal, a threat or a promise means something else.
    private static bool IsDenied(Sentence sentence, int trigger)
    {
        bool verb = sentence.Tokens[trigger].IsVerbal;
        foreach (int child in sentence.Children(trigger))
        {
            Token part = sentence.Tokens[child];
            if (verb ? (part.Is("advmod") && Negations.Contains(sentence.Lower(child))) || ((part.Is("nsubj") || part.Is("obj")) && IsNobody(sentence, child))
                : part.Is("det") && sentence.Lower(child) == "no")
            {
                return true;
            }
        }

        return false;
    }

    // Whether what a verb tells did not come about: "failed to arrest them", "were not able to".
    private static bool IsUndone(Sentence sentence, int verb)
    {
        if (sentence.Tokens[verb].Head is not (>= 0 and var above) || sentence.Child(verb, "mark") is not (>= 0 and var mark) || sentence.Lower(mark) != "to")
        {
            return false;
        }

        return Failing.Contains(sentence.LowerLemma(above)) || (Enabling.Contains(sentence.LowerLemma(above)) && IsNegated(sentence, above));
    }

    // Whether a verb tells what time or ease there is to do something.
    private static bool IsOpen(Sentence sentence, int verb)
    {
        if (!sentence.Tokens[verb].IsVerbal || sentence.Child(verb, "mark") is not (>= 0 and var mark) || sentence.Lower(mark) != "to" || sentence.Tokens[verb].Head is not (>= 0 and var above))
        {
            return false;
        }

        // "Granted the police ten days to arrest him": the clause may hang on the verb.
        return Taking.Contains(sentence.LowerLemma(above)) || (mark > 0 && sentence.Tokens[mark - 1].Head == above && Taking.Contains(sentence.LowerLemma(mark - 1)));
    }

    private static bool IsNegated(Sentence sentence, int word)
    {
        foreach (int child in sentence.Children(word))
        {
            if (sentence.Tokens[child].Is("advmod") && Negations.Contains(sentence.Lower(child)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNobody(Sentence sentence, int token) =>
        sentence.Lower(token) is "nobody" or "none" || (sentence.Child(token, "det") is >= 0 and var article && sentence.Lower(article) == "no");

    // Whether an act is a condition: "if they launch an attack", "unless the siege is lifted". The siege itself is none: what a condition names with "the" or as somebody's is known already.
    private static bool IsCondition(Sentence sentence, int trigger)
    {
        Token act = sentence.Tokens[trigger];
        if (act.IsVerbal ? act.Is("acl") || act.Is("amod") : !act.Is("obj") || sentence.Child(trigger, "nmod:poss") >= 0 || (sentence.Child(trigger, "det") is >= 0 and var article && sentence.Lower(article) is not ("a" or "an" or "any" or "another")))
        {
            return false;
        }

        for (int at = trigger; at >= 0; at = sentence.Tokens[at].Head)
        {
            Token word = sentence.Tokens[at];
            if (word.Is("advcl"))
            {
                return sentence.Child(at, "mark") is >= 0 and var mark && sentence.Lower(mark) is "if" or "unless";
            }

            // What a clause within the condition tells of may be so all the same: "if those who bombed the depot return".
            if (word.Is("acl:relcl") || word.Is("ccomp") || word.Is("parataxis") || word.Is("root"))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Who says that another must do something, by index in the sentence; −1 where nobody does: "Israel must end the attacks, the ministry said".</summary>
    /// <param name="statement">The statement in which the verb stands.</param>
    public static int WhoDemands(Sentence sentence, int verb, Statement? statement)
    {
        if (statement?.Source is not { } source || !sentence.Span.Contains(source) || !(sentence.Tokens[verb].IsVerbal || sentence.Child(verb, "cop") >= 0)
            || sentence.Child(verb, "nsubj") is not (>= 0 and var subject) || sentence.Tokens[subject].Xpos == "PRP")
        {
            return -1;
        }

        int speaker = sentence.HeadOf(source);
        return IsDemanded(sentence, verb) && speaker != subject ? speaker : -1;
    }

    /// <summary>Whether somebody must do what a verb tells.</summary>
    public static bool IsDemanded(Sentence sentence, int verb)
    {
        bool must = false;
        foreach (int child in sentence.Children(verb))
        {
            if (sentence.Tokens[child].Is("aux"))
            {
                // "Must have fled" is a guess.
                must = sentence.LowerLemma(child) != "have" && (must || sentence.Lower(child) == "must");
            }
        }

        return must;
    }

    /// <summary>The type that an announced or refused act has; the same where it keeps its own.</summary>
    public static string TypeOf(string type, Outlook outlook) => (outlook, type) switch
    {
        (Outlook.Announced, "CONSULT" or "SUPPORT" or "COOPERATE" or "AID") => "AGREE",
        (Outlook.Announced, "RETREAT") => "CONCEDE",
        (Outlook.Announced, "ASSAULT" or "COERCE" or "SANCTION") => "THREATEN",
        (Outlook.Refused, "AGREE" or "CONSULT" or "SUPPORT" or "COOPERATE" or "AID" or "CONCEDE" or "RETREAT") => "REJECT",
        _ => type,
    };

    /// <summary>What is refused, as a mode of REJECT.</summary>
    public static string? RefusalOf(string type) => type switch
    {
        "CONSULT" => "meet",
        "AID" or "COOPERATE" or "SUPPORT" => "assist",
        "CONCEDE" or "RETREAT" => "yield",
        _ => null,
    };

    /// <summary>The announcement of an act, as a mode of THREATEN.</summary>
    public static string? ThreatOf(string type, string? mode) => (type, mode) switch
    {
        ("ASSAULT", _) => "violence",
        ("COERCE", "arrest") => "arrest",
        ("COERCE", "deport") or ("SANCTION", "expel") => "expel",
        ("COERCE", "restrict" or "censor" or "curfew" or "martial-law") => "restrict",
        ("SANCTION", "discontinue" or "withdraw") => "relations",
        _ => null,
    };

    /// <summary>What must be done, as a mode of REQUEST.</summary>
    public static string DemandOf(string? type) => type switch
    {
        "AID" or "COOPERATE" or "SUPPORT" => "assist",
        "CONSULT" => "meet",
        "CONCEDE" or "RETREAT" or "ASSAULT" or "COERCE" or "SANCTION" => "yield",
        _ => "change",
    };
}
