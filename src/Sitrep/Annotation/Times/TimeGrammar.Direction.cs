namespace Sitrep.Annotation.Times;

/// <summary>Which way a bare weekday, day or month lies: whether the text speaks of it as past or as to come.</summary>
internal sealed partial class TimeGrammar
{
    /// <summary>Verbs looked at above an expression; further up the sentence speaks of something else.</summary>
    private const int Reach = 8;

    private enum Tense
    {
        Unknown,
        Past,
        Future,
    }

    private bool IsFuture(int token) => TenseAt(token) == Tense.Future;

    /// <summary>Whether any verb above an expression stands in the past.</summary>
    private bool PastVerb(int token)
    {
        for (int i = token, steps = 0; i >= 0 && steps < Reach; i = sentence.Tokens[i].Head, steps++)
        {
            if (sentence.Tokens[i].Xpos is "VBD")
            {
                return true;
            }
        }

        return false;
    }

    private Tense TenseAt(int token)
    {
        string before = Word(token - 1) is "the" or "this" ? Word(token - 2) : Word(token - 1);
        if (before == "since")
        {
            return Tense.Past;
        }

        Tense governed = Governed(token, before);
        if (before is "until" or "till")
        {
            // "had been in doubt until Sunday" is over; "closed the road until Sunday" is not.
            return governed == Tense.Past && Pluperfect(token) ? Tense.Past : Tense.Future;
        }

        // What is to be done by a day lies ahead, unless it has been done.
        return before == "by" && governed != Tense.Past ? Tense.Future : governed;
    }

    private Tense Governed(int token, string before)
    {
        int head = sentence.Tokens[token].Head;
        if (Possessive(token) && head >= 0)
        {
            // "Monday's deadline" lies ahead, and so does what is not yet over; what a thing comes after has been.
            if (words.Value(sentence.Tokens[head].Lemma, "awaited") is not null)
            {
                return Tense.Future;
            }

            if (before is "after" or "following" or "despite")
            {
                return Tense.Past;
            }
        }

        for (int i = token, steps = 0; i >= 0 && steps < Reach; i = sentence.Tokens[i].Head, steps++)
        {
            if (Predicate(i, token, before) is { } tense && tense != Tense.Unknown)
            {
                return tense;
            }
        }

        return Ahead(token) ? Tense.Future : Tense.Unknown;
    }

    // What a predicate and its auxiliaries say of the time of what it governs
    private Tense Predicate(int i, int token, string before)
    {
        Token verb = sentence.Tokens[i];
        bool to = false, have = false, past = false, present = false, modal = false, unreal = false, subject = false;
        foreach (int child in sentence.Children(i))
        {
            Token auxiliary = sentence.Tokens[child];
            string word = Word(child);
            to |= word == "to" && child < i && auxiliary.Upos == "PART";
            subject |= auxiliary.Is("nsubj");
            unreal |= auxiliary.Is("mark") && word is "if" or "unless";
            if (child == token || !(auxiliary.Is("aux") || auxiliary.Is("cop")))
            {
                continue;
            }

            modal |= word is "will" or "'ll" or "’ll" or "shall" or "wo" or "may" or "could" or "might" or "would" or "should" or "must" or "can" or "ca" or "'d" or "’d" && auxiliary.Xpos is "MD";
            have |= auxiliary.Lemma == "have";
            past |= auxiliary.Xpos == "VBD";
            present |= auxiliary.Lemma == "be" && auxiliary.Xpos is "VBZ" or "VBP";
        }

        bool verbal = verb.IsVerbal;
        if (!verbal && !modal && !past && !present)
        {
            return Tense.Unknown;
        }

        if (modal)
        {
            return have ? Tense.Past : Tense.Future;
        }

        if (to && (past || present))
        {
            return Tense.Future;
        }

        bool prospect = words.Value(verb.Lemma, "prospect") is not null;
        if (to)
        {
            int governor = verb.Head;
            return governor >= 0 && words.Value(sentence.Tokens[governor].Lemma, "prospect") is not null ? Tense.Future : Tense.Unknown;
        }

        // "is set for 2 November", "pledged a law by the autumn"
        if (i != token && prospect && verb.Lemma is not ("be" or "have" or "go") && before is "for" or "by")
        {
            return Tense.Future;
        }

        if (past || verb.Xpos is "VBD")
        {
            return Tense.Past;
        }

        if (unreal || (verb.Xpos is "VBZ" or "VBP" && words.Value(verb.Lemma, "scheduled") is not null) || (verb.Xpos == "VBG" && present))
        {
            return Tense.Future;
        }

        // "demanded that it pay more from January"
        if (verb.Xpos == "VB" && subject && !have && sentence.Tokens[i].Is("ccomp"))
        {
            return Tense.Future;
        }

        return verb.Xpos == "VBN" ? Tense.Past : Tense.Unknown;
    }

    private bool Possessive(int token) => sentence.Lower(token).EndsWith("'s", StringComparison.Ordinal) || sentence.Lower(token).EndsWith("’s", StringComparison.Ordinal) || Word(token + 1) is "'s" or "’s";

    private bool Pluperfect(int token)
    {
        for (int i = token, steps = 0; i >= 0 && steps < Reach; i = sentence.Tokens[i].Head, steps++)
        {
            foreach (int child in sentence.Children(i))
            {
                if (sentence.Tokens[child] is { Lemma: "have", Xpos: "VBD" } had && had.Is("aux"))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Where the tree does not tell, the words before may: "is to follow on Friday", "due to open on Monday", "set for Friday", "If the ferrymen strike on Friday".
    private bool Ahead(int token)
    {
        for (int i = token - 1; i >= 0 && sentence.Tokens[i].Upos != "PUNCT"; i--)
        {
            Token word = sentence.Tokens[i];
            if (word.Xpos == "VBD")
            {
                return false;
            }

            if (Word(i) is "will" or "would" or "shall" && word.Form[0] != 'W' || (i == 0 && Word(i) is "if" or "should" or "unless"))
            {
                return true;
            }

            if (i >= token - 3 && Word(i) is "scheduled" or "due" or "planned" or "set" or "expected" or "pencilled")
            {
                return true;
            }

            if (Word(i) == "to" && word.Upos == "PART" && i > 0 && (words.Value(sentence.Tokens[i - 1].Lemma, "prospect") is not null || Word(i - 1) is "'s" or "’s"))
            {
                return true;
            }
        }

        return false;
    }
}
