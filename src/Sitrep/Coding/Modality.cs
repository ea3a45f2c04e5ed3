using System.Collections.Immutable;

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

    public static Outlook Of(Sentence sentence, int trigger)
    {
        // "will hold talks": the verb that carries a noun tells.
        Token word = sentence.Tokens[trigger];
        int verb = !word.IsVerbal && word.Head >= 0 && word.Is("obj") ? word.Head : trigger;
        bool negated = false, future = false, infinitive = false;
        foreach (int child in sentence.Children(verb))
        {
            Token part = sentence.Tokens[child];
            string form = part.Form.ToLowerInvariant();
            future |= part.Is("aux") && Future.Contains(form);
            future |= part.Is("aux") && form is "would" or "'d" && IsReported(sentence, verb);
            negated |= part.Is("advmod") && Negations.Contains(form);
            infinitive |= part.Is("mark") && form == "to";
        }

        int above = sentence.Tokens[verb].Head;
        bool headline = infinitive && above < 0 && sentence.Child(verb, "nsubj") >= 0;
        bool announced = infinitive && above >= 0 && sentence.Tokens[verb].Is("xcomp")
            && (Announcing.Contains(sentence.Tokens[above].Lemma.ToLowerInvariant()) || sentence.Tokens[above].Lemma == "be");
        return future || headline || announced ? negated ? Outlook.Refused : Outlook.Announced : Outlook.None;
    }

    // The future of the past: "said on Monday that it would withdraw". With a condition it stays one.
    private static bool IsReported(Sentence sentence, int verb)
    {
        Token word = sentence.Tokens[verb];
        return word.Is("ccomp") && word.Head >= 0 && sentence.Tokens[word.Head].Xpos == "VBD" && !sentence.Tokens.Any(t => t.Lemma is "if" or "unless" or "otherwise");
    }

    /// <summary>The type that an announced or refused act has; the same where it keeps its own.</summary>
    public static string TypeOf(string type, Outlook outlook) => (outlook, type) switch
    {
        (Outlook.Announced, "CONSULT" or "SUPPORT" or "COOPERATE" or "AID") => "AGREE",
        (Outlook.Announced, "RETREAT") => "CONCEDE",
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
}
