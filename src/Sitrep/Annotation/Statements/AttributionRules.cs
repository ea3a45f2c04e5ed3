namespace Sitrep.Annotation.Statements;

/// <summary>Finds attributions in the tree of a sentence: cue, its subject, and the clause, phrase or quotation that it governs or that governs it.</summary>
internal sealed class AttributionRules(ParsedArticle parsed, CueWords cues, Func<Sentence, int, bool> quoted)
{
    public IEnumerable<StatementDraft> Find(Sentence sentence)
    {
        for (int i = 0; i < sentence.Tokens.Length; i++)
        {
            StatementDraft? draft = According(sentence, i) ?? Verb(sentence, i) ?? Noun(sentence, i);
            if (draft is { Content.Count: > 0 })
            {
                yield return draft;
            }
        }
    }

    private static string Word(Sentence sentence, int i) => i >= 0 && i < sentence.Tokens.Length ? sentence.Tokens[i].Form.ToLowerInvariant() : "";

    // "According to X, content" and "content, according to X".
    private StatementDraft? According(Sentence sentence, int i)
    {
        if (Word(sentence, i) != "according" || Word(sentence, i + 1) != "to")
        {
            return null;
        }

        int head = -1;
        for (int k = i + 2; k < sentence.Tokens.Length && head < 0; k++)
        {
            if (sentence.Tokens[k].IsNominal && !sentence.Governs(k, i) is false)
            {
                head = k;
            }
        }

        head = sentence.Tokens[i].Head > i ? sentence.Tokens[i].Head : sentence.Child(i, "obl", "obj", "nmod") is >= 0 and var child ? child : head;
        if (head < 0)
        {
            return null;
        }

        List<int> source = Source(sentence, head, i + 2);
        int clause = sentence.Tokens[head].Head;
        if (sentence.Governs(head, i) is false || clause == i)
        {
            clause = sentence.Tokens[i].Head;
        }

        clause = clause < 0 ? sentence.Root : Predicate(sentence, clause);
        var content = new HashSet<int>(sentence.Subtree(clause));
        content.ExceptWith(source);
        content.Remove(i);
        content.Remove(i + 1);
        foreach (int k in sentence.Subtree(head))
        {
            // What hangs below the source and is no part of its name goes neither way.
            if (k >= Math.Min(i, head) && k <= (source.Count > 0 ? source.Max() : head))
            {
                content.Remove(k);
            }
        }

        return new StatementDraft(sentence.Index, [i, i + 1], source, Trimmed(sentence, content), "according");
    }

    // From a noun that "according to" was attached to up to its clause.
    private static int Predicate(Sentence sentence, int token)
    {
        while (token >= 0 && !sentence.Tokens[token].IsVerbal && sentence.Child(token, "nsubj", "cop") < 0 && sentence.Tokens[token].Head >= 0)
        {
            token = sentence.Tokens[token].Head;
        }

        return token;
    }

    private StatementDraft? Verb(Sentence sentence, int verb)
    {
        if (cues.Verb(sentence.Tokens[verb]) is not { } cue || quoted(sentence, verb))
        {
            return null;
        }

        List<int> source = Subject(sentence, verb);
        HashSet<int> content = Content(sentence, verb, cue, source);
        if (content.Count == 0)
        {
            return null;
        }

        content.ExceptWith(source);
        List<int> words = CueTokens(sentence, verb);
        content.ExceptWith(words);
        return new StatementDraft(sentence.Index, words, source, Trimmed(sentence, content), sentence.Tokens[verb].Lemma.ToLowerInvariant());
    }

    // The verb with its auxiliaries, negation and particle.
    private static List<int> CueTokens(Sentence sentence, int verb)
    {
        List<int> words = [verb];
        foreach (int child in sentence.Children(verb))
        {
            Token token = sentence.Tokens[child];
            if ((token.Is("aux") || token.Is("compound:prt") || (token.Is("advmod") && token.Lemma is "not" or "never" or "n't")) && Math.Abs(child - verb) <= 4)
            {
                words.Add(child);
            }
        }

        words.Sort();
        return words;
    }

    private HashSet<int> Content(Sentence sentence, int verb, CueWord cue, List<int> source)
    {
        Token token = sentence.Tokens[verb];
        foreach (int child in sentence.Children(verb))
        {
            Token part = sentence.Tokens[child];
            bool clause = part.Is("ccomp") || (part.Is("parataxis") && child < verb);
            if (clause && cue.Frames.Overlaps(["that", "quote", "wh"]))
            {
                return Clause(sentence, child);
            }

            if (part.Is("xcomp") && sentence.Child(child, "mark") is >= 0 and var mark && Word(sentence, mark) == "to" && cue.Frames.Contains("to"))
            {
                return Clause(sentence, child);
            }

            if ((part.Is("xcomp") || part.Is("advcl") || part.Is("ccomp")) && part.Xpos == "VBG" && cue.Frames.Contains("gerund"))
            {
                return Clause(sentence, child);
            }
        }

        // "..., she said": the cue hangs on the content.
        if (token.Is("parataxis") && token.Head >= 0 && cue.Frames.Overlaps(["that", "quote"]))
        {
            return Outside(sentence, token.Head, verb);
        }

        if (token.Is("advcl") && sentence.Child(verb, "mark") is >= 0 and var mark2 && Word(sentence, mark2) == "as" && token.Head >= 0 && source.Count > 0 && cue.Frames.Contains("that"))
        {
            return Outside(sentence, token.Head, verb);
        }

        if (cue.Frames.Contains("quote") && QuoteNear(sentence, verb) is { Count: > 0 } near)
        {
            return near;
        }

        foreach (int child in sentence.Children(verb))
        {
            Token part = sentence.Tokens[child];
            bool wanted = (part.Is("obj") && cue.Frames.Overlaps(["obj", "as", "complement"])) || (part.Is("xcomp") && cue.Frames.Overlaps(["complement", "as"])) || (part.Is("obl") && cue.Frames.Contains("as") && Case(sentence, child) == "as");
            if (wanted && source.Count > 0 && !(part.Is("obj") && cue.Class is "reports" && IsAddressee(sentence, child)))
            {
                var content = new HashSet<int>(sentence.Subtree(child));
                foreach (int sibling in sentence.Children(verb))
                {
                    Token other = sentence.Tokens[sibling];
                    if (sibling > child && (other.Is("xcomp") || other.Is("obl") || other.Is("advcl")) && sibling < child + 12 && !other.Is("obl:tmod"))
                    {
                        content.UnionWith(sentence.Subtree(sibling));
                    }
                }

                return content;
            }
        }

        return [];
    }

    private bool IsAddressee(Sentence sentence, int token) =>
        parsed.Names.Any(n => n.Sentence == sentence.Index && n.First <= token && token <= n.Last && n.Type is EntityType.Person or EntityType.Organization) || sentence.Tokens[token].Lemma is "reporter" or "journalist";

    private static string Case(Sentence sentence, int token) => sentence.Child(token, "case") is >= 0 and var at ? Word(sentence, at) : "";

    private static HashSet<int> Clause(Sentence sentence, int head)
    {
        var tokens = new HashSet<int>(sentence.Subtree(head));
        return tokens;
    }

    // The governing clause without the cue's own words.
    private static HashSet<int> Outside(Sentence sentence, int head, int cue)
    {
        var tokens = new HashSet<int>(sentence.Subtree(head));
        tokens.ExceptWith(sentence.Subtree(cue));
        return tokens;
    }

    private HashSet<int> QuoteNear(Sentence sentence, int verb)
    {
        var tokens = new HashSet<int>();
        for (int i = 0; i < sentence.Tokens.Length; i++)
        {
            if (quoted(sentence, i))
            {
                tokens.Add(i);
            }
        }

        // A few words in marks far from the verb are no speech of its subject.
        return tokens.Count == 0 || tokens.Min(i => Math.Abs(i - verb)) > 12 ? [] : tokens;
    }

    // "the claim that ...", "reports that ...", "his promise to ..."
    private StatementDraft? Noun(Sentence sentence, int noun)
    {
        if (cues.Noun(sentence.Tokens[noun]) is not { } cue || quoted(sentence, noun))
        {
            return null;
        }

        foreach (int child in sentence.Children(noun))
        {
            Token part = sentence.Tokens[child];
            int mark = sentence.Child(child, "mark");
            bool that = (part.Is("acl") || part.Is("ccomp")) && !part.Is("acl:relcl") && mark >= 0 && Word(sentence, mark) == "that" && cue.Frames.Contains("that");
            bool to = part.Is("acl") && mark >= 0 && Word(sentence, mark) == "to" && cue.Frames.Contains("to");
            if (!that && !to)
            {
                continue;
            }

            int owner = sentence.Child(noun, "nmod:poss");
            if (owner < 0)
            {
                foreach (int other in sentence.Children(noun))
                {
                    owner = sentence.Tokens[other].Is("nmod") && Case(sentence, other) is "by" or "from" or "of" ? other : owner;
                }
            }

            List<int> source = owner >= 0 ? Source(sentence, owner, 0) : [];
            return new StatementDraft(sentence.Index, [noun], source, Trimmed(sentence, Clause(sentence, child)), sentence.Tokens[noun].Lemma.ToLowerInvariant());
        }

        return null;
    }

    private List<int> Subject(Sentence sentence, int verb)
    {
        Token token = sentence.Tokens[verb];
        if (sentence.Child(verb, "nsubj:pass") >= 0 || token.Xpos == "VBN" && sentence.Child(verb, "aux:pass") >= 0)
        {
            foreach (int child in sentence.Children(verb))
            {
                if (sentence.Tokens[child].Is("obl") && Case(sentence, child) == "by")
                {
                    return Source(sentence, child, 0);
                }
            }

            return [];
        }

        if (sentence.Child(verb, "nsubj") is >= 0 and var subject)
        {
            if (sentence.Tokens[subject].Xpos is "WP" or "WDT" && token.Is("acl:relcl"))
            {
                return Source(sentence, token.Head, 0);
            }

            return Source(sentence, subject, 0);
        }

        if (token.Is("acl") && token.Head >= 0 && sentence.Tokens[token.Head].IsNominal)
        {
            return Source(sentence, token.Head, 0);
        }

        if ((token.Is("conj") || token.Is("advcl") || token.Is("xcomp") || token.Is("parataxis")) && token.Head >= 0 && sentence.Tokens[token.Head].IsVerbal)
        {
            return Subject(sentence, token.Head);
        }

        return [];
    }

    // The noun phrase without relative clauses and without what stands before a given token.
    private List<int> Source(Sentence sentence, int head, int from)
    {
        var tokens = new List<int>();
        Collect(head);
        tokens.RemoveAll(t => t < from || quoted(sentence, t) && !quoted(sentence, head));
        tokens.Sort();
        while (tokens.Count > 0 && sentence.Tokens[tokens[^1]].Upos == "PUNCT" && sentence.Tokens[tokens[^1]].Form is not (")" or "”" or "\""))
        {
            tokens.RemoveAt(tokens.Count - 1);
        }

        while (tokens.Count > 0 && (sentence.Tokens[tokens[0]].Upos == "PUNCT" || sentence.Tokens[tokens[0]].Is("case") || sentence.Tokens[tokens[0]].Is("cc")))
        {
            tokens.RemoveAt(0);
        }

        return tokens;

        void Collect(int token)
        {
            tokens.Add(token);
            foreach (int child in sentence.Children(token))
            {
                Token part = sentence.Tokens[child];
                if (!(part.Is("acl") || part.Is("parataxis") || part.Is("ccomp") || part.Is("nsubj") || part.Is("cop") || part.Is("advcl") || part.Is("aux") || (token == head && part.Is("case"))))
                {
                    Collect(child);
                }
            }
        }
    }

    // Punctuation at the edges belongs to the sentence, except quotation marks.
    private static HashSet<int> Trimmed(Sentence sentence, HashSet<int> tokens)
    {
        List<int> order = [.. tokens.Order()];
        while (order.Count > 0 && Edge(sentence.Tokens[order[^1]]))
        {
            order.RemoveAt(order.Count - 1);
        }

        while (order.Count > 0 && (Edge(sentence.Tokens[order[0]]) || (sentence.Tokens[order[0]].Is("cc") && order.Count > 1)))
        {
            order.RemoveAt(0);
        }

        return [.. order];
    }

    private static bool Edge(Token token) => token.Form is "," or "." or ";" or ":" or "–" or "—" or "-";
}
