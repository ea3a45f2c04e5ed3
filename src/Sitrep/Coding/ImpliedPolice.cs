namespace Sitrep.Coding;

/// <summary>Who did police work that its own clause lays to nobody ("three men were arrested"): the police that the article names nearest to it.</summary>
internal static class ImpliedPolice
{
    /// <summary>How many sentences away the police may be named.</summary>
    private const int Reach = 3;

    /// <summary>Whether an act of this kind is the work of police, whoever else may do such.</summary>
    public static bool Did(string type, string? mode) => (type, mode) is ("COERCE", "arrest") or ("ASSAULT", "crowd-control") or ("MOBILIZE", "police");

    /// <summary>Whether a word tells of an act done, not of one that is owed, asked for or ordered: "were arrested", "the arrest of".</summary>
    /// <param name="isAsked">Whether a word of the sentence asks for, promises or refuses something.</param>
    public static bool IsDone(Sentence sentence, int trigger, Func<int, bool> isAsked)
    {
        Token word = sentence.Tokens[trigger];
        if (word.Is("amod") || word.Is("acl"))
        {
            return word.Xpos == "VBN";
        }

        // "In custody" is where one is.
        if (!word.IsVerbal && sentence.Child(trigger, "case") is >= 0 and var preposition && sentence.Lower(preposition) == "in")
        {
            return false;
        }

        int verb = word.IsVerbal ? trigger : word.Head >= 0 && sentence.Tokens[word.Head].IsVerbal ? word.Head : -1;
        if (verb >= 0 && sentence.Child(verb, "mark") is >= 0 and var mark && sentence.Tokens[mark].Upos == "PART")
        {
            return false;
        }

        foreach (int child in verb < 0 ? [] : sentence.Children(verb))
        {
            if (sentence.Tokens[child] is { Xpos: "MD" } || sentence.Lower(child) is "not" or "n't" or "n’t" or "never")
            {
                return false;
            }
        }

        for (int above = word.Head; above >= 0; above = sentence.Tokens[above].Head)
        {
            if (isAsked(above))
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="isPolice">Whether a noun of a sentence names police.</param>
    /// <returns>Null where no police are named near.</returns>
    public static (Sentence Sentence, int Head)? Nearest(ParsedArticle article, Sentence from, Func<Sentence, int, bool> isPolice)
    {
        for (int step = 1; step <= Reach; step++)
        {
            if (Named(article, from.Index - step, isPolice) is { } before)
            {
                return before;
            }
        }

        return Named(article, from.Index + 1, isPolice);
    }

    private static (Sentence Sentence, int Head)? Named(ParsedArticle article, int index, Func<Sentence, int, bool> isPolice)
    {
        if (index < 0 || index >= article.Sentences.Length)
        {
            return null;
        }

        Sentence sentence = article.Sentences[index];
        for (int i = sentence.Tokens.Length - 1; i >= 0; i--)
        {
            if (sentence.Tokens[i].Upos is "NOUN" or "PROPN" && isPolice(sentence, i))
            {
                return (sentence, i);
            }
        }

        return null;
    }
}
