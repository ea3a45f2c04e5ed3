using System.Collections.Immutable;
using Sitrep.Parsing;

namespace Sitrep;

/// <summary>A word of Universal Dependencies v2.</summary>
/// <param name="Span">Its characters; the words of a contraction ("don't") share or divide them.</param>
/// <param name="Head">Index of the governing token in the sentence, −1 for the root.</param>
/// <param name="Deprel">The relation to the head, with subtype: <c>nsubj:pass</c>.</param>
public sealed record Token(Span Span, string Form, string Lemma, string Upos, string Xpos, string Feats, int Head, string Deprel)
{
    /// <summary>Whether the relation is <paramref name="relation"/> or one of its subtypes.</summary>
    public bool Is(string relation) =>
        Deprel.StartsWith(relation, StringComparison.Ordinal) && (Deprel.Length == relation.Length || Deprel[relation.Length] == ':');

    public bool IsNominal => Upos is "NOUN" or "PROPN" or "PRON";

    public bool IsVerbal => Upos is "VERB" or "AUX";
}

/// <summary>A contraction: tokens <paramref name="First"/> to <paramref name="Last"/> (inclusive) are written as one word.</summary>
public sealed record MultiwordToken(int First, int Last, Span Span);

/// <summary>A parsed sentence: tokens in order, one tree.</summary>
public sealed class Sentence
{
    private readonly int[] childStart;
    private readonly int[] childIndex;

    // Filled as they are asked for. Whoever comes second writes the same, so threads need no lock.
    private readonly string?[] lower;
    private readonly string?[] lowerLemmas;

    /// <param name="index">Its place in the article, from 0.</param>
    /// <exception cref="ArgumentException">A head lies outside the sentence.</exception>
    public Sentence(int index, Span span, ImmutableArray<Token> tokens, ImmutableArray<MultiwordToken> multiwords)
    {
        Index = index;
        Span = span;
        Tokens = tokens;
        Multiwords = multiwords;
        lower = new string?[tokens.Length];
        lowerLemmas = new string?[tokens.Length];
        childStart = new int[tokens.Length + 2];
        foreach (Token token in tokens)
        {
            if (token.Head < -1 || token.Head >= tokens.Length)
            {
                throw new ArgumentException($"head {token.Head} lies outside a sentence of {tokens.Length} tokens", nameof(tokens));
            }

            childStart[token.Head + 2]++;
        }

        // Row 0 holds the roots, row h + 1 the children of h; counting keeps them in text order.
        for (int i = 1; i < childStart.Length; i++)
        {
            childStart[i] += childStart[i - 1];
        }

        childIndex = new int[tokens.Length];
        int[] next = childStart[..^1];
        for (int i = 0; i < tokens.Length; i++)
        {
            childIndex[next[tokens[i].Head + 1]++] = i;
        }
    }

    public int Index { get; }

    public Span Span { get; }

    public ImmutableArray<Token> Tokens { get; }

    public ImmutableArray<MultiwordToken> Multiwords { get; }

    /// <summary>What the network read of the tokens; empty in a sentence made by hand.</summary>
    internal TokenEncodings Encodings { get; init; } = TokenEncodings.None;

    /// <summary>What each token is part of a name of; empty where no names have been looked for.</summary>
    internal ImmutableArray<EntityType?> NameTypes { get; init; } = [];

    /// <summary>What the name that a token is part of names; null outside names.</summary>
    internal EntityType? NameTypeOf(int token) => NameTypes.IsEmpty ? null : NameTypes[token];

    /// <summary>The index of the first token without a head, −1 in an empty sentence.</summary>
    public int Root => Tokens.Length == 0 ? -1 : Children(-1)[0];

    /// <summary>Indices of the tokens governed by <paramref name="head"/>, in text order; −1 gives the root.</summary>
    public ReadOnlySpan<int> Children(int head) => childIndex.AsSpan(childStart[head + 1]..childStart[head + 2]);

    /// <summary>The first child that stands in one of the relations (subtypes included), else −1.</summary>
    public int Child(int head, params ReadOnlySpan<string> relations)
    {
        foreach (int child in Children(head))
        {
            foreach (string relation in relations)
            {
                if (Tokens[child].Is(relation))
                {
                    return child;
                }
            }
        }

        return -1;
    }

    /// <summary>Whether <paramref name="ancestor"/> is <paramref name="token"/> or governs it at any distance.</summary>
    public bool Governs(int ancestor, int token)
    {
        for (; token >= 0; token = Tokens[token].Head)
        {
            if (token == ancestor)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Indices of a token and all that it governs, in text order.</summary>
    public ImmutableArray<int> Subtree(int head)
    {
        var found = new List<int> { head };
        for (int i = 0; i < found.Count; i++)
        {
            foreach (int child in Children(found[i]))
            {
                found.Add(child);
            }
        }

        found.Sort();
        return [.. found];
    }

    /// <summary>The index of the token that holds or follows the offset, −1 past the last.</summary>
    public int TokenAt(int offset)
    {
        for (int i = 0; i < Tokens.Length; i++)
        {
            if (Tokens[i].Span.End > offset)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The first token within a span whose head lies outside it, −1 if no token lies within.</summary>
    public int HeadOf(Span span)
    {
        for (int i = 0; i < Tokens.Length; i++)
        {
            if (span.Contains(Tokens[i].Span) && (Tokens[i].Head < 0 || !span.Contains(Tokens[Tokens[i].Head].Span)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A token's form in lower case, made once.</summary>
    internal string Lower(int token) => lower[token] ??= Tokens[token].Form.ToLowerInvariant();

    /// <summary>A token's lemma in lower case, made once.</summary>
    internal string LowerLemma(int token) => lowerLemmas[token] ??= Tokens[token].Lemma.ToLowerInvariant();

    /// <summary>The span from one token's start to another's end.</summary>
    public Span Cover(int first, int last) => Span.Cover(Tokens[first].Span, Tokens[last].Span);
}
