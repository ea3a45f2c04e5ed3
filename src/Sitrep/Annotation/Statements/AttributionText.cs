using System.Collections.Immutable;
using Sitrep.Learning;

namespace Sitrep.Annotation.Statements;

/// <summary>An article as one row of tokens, with what tells who says what: quotation state, paragraph, name, tree.</summary>
internal sealed class AttributionText
{
    private const int MostClimbed = 3;

    private readonly ParsedArticle parsed;
    private readonly int[] starts;
    private readonly int[] sentenceOf;

    public AttributionText(ParsedArticle parsed, ImmutableArray<Quotation> quotations, CueWords cues)
    {
        this.parsed = parsed;
        starts = new int[parsed.Sentences.Length + 1];
        for (int s = 0; s < parsed.Sentences.Length; s++)
        {
            starts[s + 1] = starts[s] + parsed.Sentences[s].Tokens.Length;
        }

        int n = starts[^1];
        sentenceOf = new int[n];
        Words = new ulong[n];
        Lemmas = new ulong[n];
        Tags = new ulong[n];
        Relations = new ulong[n];
        Cues = new ulong[n];
        Names = new byte[n];
        Quoted = new bool[n];
        Quotations = new int[n];
        CommasBefore = new int[n + 1];
        QuotedBefore = new int[n + 1];
        Paragraphs = new int[n];
        Heads = new int[n];
        Depths = new int[n];
        Fill(quotations, cues);
        foreach (Name name in parsed.Names)
        {
            Names.AsSpan(starts[name.Sentence] + name.First, name.Last - name.First + 1).Fill((byte)(1 + (int)name.Type));
        }
    }

    /// <summary>The characters that the spans of tokens point into.</summary>
    public string Characters => parsed.Text;

    public int Count => sentenceOf.Length;

    public int SentenceCount => parsed.Sentences.Length;

    /// <summary>Hashes of what each token is: its lower-case form, lemma, treebank tag, relation to its head, class as a cue.</summary>
    public ulong[] Words { get; }

    public ulong[] Lemmas { get; }

    public ulong[] Tags { get; }

    public ulong[] Relations { get; }

    public ulong[] Cues { get; }

    /// <summary>The type of the name that a token is part of, from 1; 0 for none.</summary>
    public byte[] Names { get; }

    public bool[] Quoted { get; }

    /// <summary>How many quotations have begun up to each token.</summary>
    public int[] Quotations { get; }

    /// <summary>How many commas, and how many quoted tokens, stand before each token.</summary>
    public int[] CommasBefore { get; }

    public int[] QuotedBefore { get; }

    public int[] Paragraphs { get; }

    /// <summary>Indices in the article, −1 for the root of a sentence.</summary>
    public int[] Heads { get; }

    /// <summary>Arcs up to the root.</summary>
    public int[] Depths { get; }

    public Token this[int token] => Sentence(token).Tokens[token - starts[sentenceOf[token]]];

    public Sentence Sentence(int token) => parsed.Sentences[sentenceOf[token]];

    public int SentenceOf(int token) => sentenceOf[token];

    /// <summary>The first token of a sentence; of the number of sentences, the number of tokens.</summary>
    public int Start(int sentence) => starts[sentence];

    public ReadOnlySpan<float> Encoding(int token)
    {
        Sentence sentence = Sentence(token);
        return sentence.Encodings.IsEmpty ? [] : sentence.Encodings.All(token - starts[sentenceOf[token]]);
    }

    /// <summary>What the network read of a sentence's tokens, token after token; empty without a network.</summary>
    public ReadOnlySpan<float> Encodings(int sentence) => parsed.Sentences[sentence].Encodings.Rows;

    /// <summary>Children of a token, as indices in their sentence; add <see cref="Start"/> of it.</summary>
    public ReadOnlySpan<int> Children(int token) => Sentence(token).Children(token - starts[sentenceOf[token]]);

    /// <summary>A token with all that hangs on it, in text order.</summary>
    public IEnumerable<int> Subtree(int token)
    {
        int start = Start(SentenceOf(token));
        return Sentence(token).Subtree(token - start).Select(i => i + start);
    }

    public bool IsPassive(int verb)
    {
        foreach (int child in Children(verb))
        {
            if (this[Start(SentenceOf(verb)) + child].Deprel is "nsubj:pass" or "aux:pass")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Who does what a verb says: its subject, else that of the verb that it depends on ("went on to say", "left, telling …"); −1 if there is none.</summary>
    public (int Token, int Climbed) Subject(int verb)
    {
        int start = Start(SentenceOf(verb));
        for (int climbed = 0; climbed < MostClimbed && verb >= 0; climbed++)
        {
            foreach (int child in Children(verb))
            {
                if (this[start + child].Deprel is "nsubj" or "nmod:poss")
                {
                    return (start + child, climbed);
                }
            }

            Token token = this[verb];
            if (token.Is("acl") && Heads[verb] >= 0 && this[Heads[verb]].IsNominal)
            {
                return (Heads[verb], climbed + 1);
            }

            verb = token.Is("conj") || token.Is("advcl") || token.Is("xcomp") || token.Is("parataxis") || token.Is("acl") || token.Is("ccomp") ? Heads[verb] : -1;
        }

        return (-1, 0);
    }

    /// <summary>Tokens that share a character with a span.</summary>
    public IEnumerable<int> Within(Span span)
    {
        for (int s = 0; s < SentenceCount; s++)
        {
            if (!parsed.Sentences[s].Span.Overlaps(span))
            {
                continue;
            }

            for (int i = starts[s]; i < starts[s + 1]; i++)
            {
                if (this[i].Span.Overlaps(span))
                {
                    yield return i;
                }
            }
        }
    }

    private void Fill(ImmutableArray<Quotation> quotations, CueWords cues)
    {
        int paragraph = 0, at = 0, quotation = 0;
        for (int s = 0; s < parsed.Sentences.Length; s++)
        {
            Sentence sentence = parsed.Sentences[s];
            for (int i = 0; i < sentence.Tokens.Length; i++)
            {
                Token token = sentence.Tokens[i];
                int t = starts[s] + i;
                for (; at < token.Span.Start; at++)
                {
                    paragraph += parsed.Text[at] == '\n' ? 1 : 0;
                }

                while (quotation < quotations.Length && quotations[quotation].Span.End <= token.Span.Start)
                {
                    quotation++;
                }

                sentenceOf[t] = s;
                Words[t] = FeatureSet.Hash(token.Form.ToLowerInvariant());
                Lemmas[t] = FeatureSet.Hash(token.Lemma.ToLowerInvariant());
                Tags[t] = FeatureSet.Hash(token.Xpos);
                Relations[t] = FeatureSet.Hash(token.Deprel);
                Cues[t] = FeatureSet.Hash(cues.Verb(token) ?? cues.Noun(token) ?? "");
                Quoted[t] = quotation < quotations.Length && quotations[quotation].Span.Start <= token.Span.Start;
                Quotations[t] = quotation + (Quoted[t] ? 1 : 0);
                CommasBefore[t + 1] = CommasBefore[t] + (token.Form == "," ? 1 : 0);
                QuotedBefore[t + 1] = QuotedBefore[t] + (Quoted[t] ? 1 : 0);
                Paragraphs[t] = paragraph;
                Heads[t] = token.Head < 0 ? -1 : starts[s] + token.Head;
            }

            for (int i = 0; i < sentence.Tokens.Length; i++)
            {
                for (int head = sentence.Tokens[i].Head; head >= 0; head = sentence.Tokens[head].Head)
                {
                    Depths[starts[s] + i]++;
                }
            }
        }
    }
}
