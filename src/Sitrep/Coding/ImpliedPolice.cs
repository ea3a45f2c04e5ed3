namespace Sitrep.Coding;

/// <summary>Who did police work that its own clause lays to nobody ("three men were arrested"): the police that the article names nearest to it.</summary>
internal static class ImpliedPolice
{
    /// <summary>How many sentences before they may be named.</summary>
    public const int Reach = 3;

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

    /// <summary>The police that are named nearest: before the sentence if they are near, then in the next, then anywhere, for one article rarely tells of two forces.</summary>
    /// <param name="isPolice">Whether a noun of a sentence names police.</param>
    /// <returns>Null where the article names none.</returns>
    public static (Sentence Sentence, int Head)? Nearest(ParsedArticle article, Sentence from, Func<Sentence, int, bool> isPolice)
    {
        int here = from.Index, end = article.Sentences.Length;
        IEnumerable<int> order = [.. Enumerable.Range(1, Reach).Select(step => here - step), .. Enumerable.Range(here + 1, end - here - 1).Take(1),
            .. Enumerable.Range(Reach + 1, Math.Max(0, here - Reach)).Select(step => here - step), .. Enumerable.Range(here + 1, end - here - 1).Skip(1)];
        foreach (int index in order)
        {
            if (Named(article, index, isPolice) is { } named)
            {
                return named;
            }
        }

        return null;
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
