using Sitrep.Learning;

namespace Sitrep.Annotation.Statements;

/// <summary>What tells whether a token is part of a cue: words around it, its place in the tree, quotation marks in its sentence.</summary>
internal sealed class CueFeatures(AttributionText text)
{
    private const ulong None = 77;

    /// <param name="quotes">Whether the sentence holds a quotation.</param>
    public void Describe(int token, bool quotes, FeatureSet features)
    {
        int first = text.Start(text.SentenceOf(token)), next = text.Start(text.SentenceOf(token) + 1);
        features.Clear();
        features.Add(0);
        Words(token, first, next, features);
        Quotation(token, first, next, quotes, features);
        Tree(token, features);
    }

    private void Words(int token, int first, int next, FeatureSet features)
    {
        ulong Word(int at) => at >= first && at < next ? text.Words[at] : None;
        ulong Tag(int at) => at >= first && at < next ? text.Tags[at] : None;
        ulong word = text.Words[token], lemma = text.Lemmas[token], tag = text.Tags[token];
        features.Add(1, word);
        features.Add(2, lemma);
        features.Add(3, tag);
        for (int offset = 1; offset <= 3; offset++)
        {
            features.Add(3 + offset, Word(token - offset));
            features.Add(6 + offset, Word(token + offset));
        }

        features.Add(10, Tag(token - 1));
        features.Add(11, Tag(token + 1));
        features.Add(12, Tag(token - 2));
        features.Add(13, Tag(token + 2));
        features.Add(14, Tag(token - 1), tag);
        features.Add(15, tag, Tag(token + 1));
        features.Add(16, Tag(token - 1), tag, Tag(token + 1));
        features.Add(17, tag, Tag(token + 1), Tag(token + 2));
        features.Add(18, lemma, Tag(token + 1));
        features.Add(19, Tag(token - 1), lemma);
        features.Add(20, Word(token - 1), word);
        features.Add(21, word, Word(token + 1));
        features.Add(22, lemma, Tag(token + 1), Tag(token + 2));
        features.Add(23, (ulong)Math.Min(token - first, 3));
        features.Add(24, text.Names[token], tag);
        features.Add(25, text.Cues[token], tag);
        features.Add(26, text.Cues[token], Tag(token + 1));
        string form = text[token].Form;
        if (form.Length > 3)
        {
            features.Add(27, form[^3..].ToLowerInvariant());
        }
    }

    private void Quotation(int token, int first, int next, bool quotes, FeatureSet features)
    {
        ulong State(int at) => at < first || at >= next ? 2UL : text.Quoted[at] ? 1UL : 0UL;
        ulong lemma = text.Lemmas[token], own = State(token) + (quotes ? 4UL : 0);
        features.Add(30, own, State(token - 1), State(token + 1));
        features.Add(31, own, lemma);
        features.Add(32, own, text.Cues[token]);
        features.Add(33, own, text.Tags[token], text.Relations[token]);
    }

    private void Tree(int token, FeatureSet features)
    {
        ulong lemma = text.Lemmas[token], tag = text.Tags[token], relation = text.Relations[token], cue = text.Cues[token];
        int head = text.Heads[token];
        ulong headLemma = head < 0 ? None : text.Lemmas[head], headTag = head < 0 ? None : text.Tags[head], headRelation = head < 0 ? None : text.Relations[head];
        features.Add(40, relation);
        features.Add(41, relation, lemma);
        features.Add(42, headLemma);
        features.Add(43, relation, headRelation);
        features.Add(44, headLemma, relation);
        features.Add(45, headTag, relation, tag);
        features.Add(46, (ulong)Math.Min(text.Depths[token], 4), tag);
        features.Add(47, head < 0 ? None : text.Cues[head], relation);
        int start = text.Start(text.SentenceOf(token));
        ulong frame = 0, all = 0;
        foreach (int child in text.Children(token))
        {
            int at = start + child;
            Token part = text[at];
            ulong bit = FrameBit(part);
            frame |= bit;
            all = unchecked((all * 31) + text.Relations[at]);
            features.Add(48, text.Relations[at]);
            features.Add(49, text.Relations[at], lemma);
            if (part.Is("nsubj") || part.Is("nmod:poss"))
            {
                features.Add(50, text.Names[at], text.Tags[at]);
                features.Add(51, text.Lemmas[at]);
                features.Add(52, text.Lemmas[at], lemma);
            }
            else if (part.Is("obj"))
            {
                features.Add(53, text.Names[at], text.Tags[at], lemma);
                features.Add(54, text.Lemmas[at], lemma);
            }
            else if (part.Is("obl") || part.Is("nmod"))
            {
                foreach (int mark in text.Children(at))
                {
                    if (text[start + mark].Is("case"))
                    {
                        features.Add(55, text.Lemmas[start + mark], lemma);
                    }
                }
            }
            else if (part.Is("ccomp") || part.Is("xcomp") || part.Is("acl") || part.Is("advcl"))
            {
                Clause(at, start, cue, features);
            }
        }

        features.Add(56, frame, tag);
        features.Add(57, frame, lemma);
        features.Add(58, frame, cue);
        features.Add(59, all);
        var (subject, climbed) = text.Subject(token);
        features.Add(65, subject < 0 ? None : text.Lemmas[subject], (ulong)climbed);
        features.Add(66, subject < 0 ? None : text.Names[subject], (ulong)climbed, cue);
        features.Add(67, subject < 0 ? None : text.Tags[subject], (ulong)climbed, tag);
        if (head >= 0)
        {
            ulong above = 0;
            foreach (int sibling in text.Children(head))
            {
                above |= FrameBit(text[start + sibling]);
            }

            features.Add(60, above, relation);
            int grand = text.Heads[head];
            if (grand >= 0)
            {
                features.Add(61, text.Lemmas[grand], headRelation, relation);
            }
        }
    }

    // How a clause below begins: "that", "to", a question word, nothing.
    private void Clause(int clause, int start, ulong cue, FeatureSet features)
    {
        ulong mark = None;
        foreach (int child in text.Children(clause))
        {
            mark = text[start + child].Is("mark") ? text.Words[start + child] : mark;
        }

        features.Add(62, mark, text.Relations[clause]);
        features.Add(63, mark, cue);
        features.Add(64, text.Tags[clause], cue, text.Relations[clause]);
    }

    /// <summary>A bit for each kind of dependent that tells a cue's frame.</summary>
    internal static ulong FrameBit(Token part) =>
        part.Is("ccomp") ? 1UL : part.Is("parataxis") ? 2UL : part.Is("xcomp") ? 4UL : part.Deprel == "nsubj:pass" ? 8UL : part.Is("nsubj") ? 16UL : part.Is("obj") ? 32UL : part.Is("obl") ? 64UL : 0;
}
