namespace Sitrep.Annotation.Statements;

/// <summary>Statements that somebody says nothing (<c>data/en/silences.tsv</c>): "could not be reached for comment", "no comment from the ministry", "has not answered calls".</summary>
internal sealed class Silences
{
    private const int MostClimbed = 3;

    private readonly Dictionary<(string Word, string Pos), string[]> words = [];

    public Silences(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("en", "silences.tsv").Rows)
        {
            words.Add((row["word"], row["pos"]), row.List("with"));
        }
    }

    /// <summary>Those that no draft has.</summary>
    public IEnumerable<StatementDraft> Find(AttributionText text, IReadOnlyList<StatementDraft> drafts)
    {
        for (int i = 0; i < text.Count; i++)
        {
            Token token = text[i];
            string? pos = token.Upos switch { "NOUN" => "noun", "VERB" => "verb", _ => null };
            if (pos is null || text.Quoted[i] || !words.TryGetValue((token.Lemma.ToLowerInvariant(), pos), out string[]? with) || drafts.Any(d => d.Cue.Contains(i) || d.Content.Contains(i)))
            {
                continue;
            }

            if ((pos == "noun" ? OfNoun(text, i) : OfVerb(text, i, with)) is { } silence)
            {
                yield return silence;
            }
        }
    }

    // "The ministry did not answer calls", "Iran has not commented".
    private static StatementDraft? OfVerb(AttributionText text, int verb, string[] with)
    {
        List<int> cue = Negated(text, verb);
        int start = text.Start(text.SentenceOf(verb));
        int[] governed = [.. text.Children(verb).ToArray().Select(c => c + start).Where(c => text[c].Is("obj") || text[c].Is("obl") || text[c].Deprel == "xcomp")];
        bool asked = with.Length == 0 || Array.Exists(governed, c => with.Contains(text[c].Lemma.ToLowerInvariant()));
        if (cue.Count < 2 || !asked || text.Subject(verb).Token is not (>= 0 and var subject) || !IsSomebody(text, subject))
        {
            return null;
        }

        HashSet<int> content = governed.Length > 0 ? [.. governed.SelectMany(c => text.Subtree(c))] : [verb];
        return new StatementDraft([.. cue.Where(i => !content.Contains(i))], Named(text, subject, cue, content), content, text[verb].Lemma.ToLowerInvariant());
    }

    // "Officials were not available for comment", "the Kremlin has made no comment", "there was no comment from the army".
    private static StatementDraft? OfNoun(AttributionText text, int noun)
    {
        int start = text.Start(text.SentenceOf(noun)), from = -1, no = -1;
        foreach (int child in text.Children(noun))
        {
            no = text[start + child].Form.Equals("no", StringComparison.OrdinalIgnoreCase) ? start + child : no;
            from = text[start + child].Is("nmod") && text.Sentence(noun).Child(child, "case") is >= 0 and var at && text[start + at].Form == "from" ? start + child : from;
        }

        int top = noun;
        for (int climbed = 0; climbed < MostClimbed && text.Heads[top] >= 0; climbed++)
        {
            top = text.Heads[top];
            List<int> cue = Negated(text, top);
            if (no < 0 && cue.Count < 2)
            {
                continue;
            }

            cue = no < 0 || cue.Contains(no) ? cue : [.. cue.Append(no).Order()];

            int subject = from >= 0 ? from : Subject(text, top);
            if (subject < 0 || subject == noun || !IsSomebody(text, subject))
            {
                return null;
            }

            HashSet<int> source = [.. text.Subtree(subject)];
            HashSet<int> content = [.. text.Subtree(noun).Where(i => !source.Contains(i) && !cue.Contains(i))];
            return new StatementDraft(cue, Named(text, subject, cue, content), content, text[noun].Lemma.ToLowerInvariant());
        }

        return null;
    }

    private static int Subject(AttributionText text, int verb)
    {
        int start = text.Start(text.SentenceOf(verb));
        foreach (int child in text.Children(verb))
        {
            if (text[start + child].Deprel is "nsubj" or "nsubj:pass")
            {
                return start + child;
            }
        }

        return -1;
    }

    private static bool IsSomebody(AttributionText text, int token) => text[token].IsNominal && (text[token].Upos != "PRON" || text[token].Xpos == "PRP");

    // The word with its auxiliaries and what negates it; the word alone where nothing does.
    private static List<int> Negated(AttributionText text, int word)
    {
        int start = text.Start(text.SentenceOf(word));
        bool negated = false;
        var found = new List<int> { word };
        foreach (int child in text.Children(word))
        {
            Token part = text[start + child];
            bool negation = part.Form.ToLowerInvariant() is "not" or "n't" or "n’t" or "never";
            negated |= negation;
            if (negation || part.Is("aux") || part.Is("cop"))
            {
                found.Add(start + child);
            }
        }

        found.Sort();
        return negated ? found : [word];
    }

    private static List<int> Named(AttributionText text, int head, List<int> cue, HashSet<int> content) =>
        [.. text.Subtree(head).Where(i => !cue.Contains(i) && !content.Contains(i) && text[i].Upos is not "ADP" and not "PUNCT")];
}
