using System.Collections.Immutable;
using Sitrep.Annotation.Entities;

namespace Sitrep.Annotation.Statements;

/// <summary>Reads from a cue and its tree what a statement does, whether it affirms its content, and to whom it was said.</summary>
internal sealed class StatementDetails(AttributionText text, CueWords cues, MentionIndex mentions)
{
    private static readonly ImmutableArray<string> Negations = ["not", "n't", "never", "no", "neither", "nor", "n’t"];

    /// <summary>Their object is who hears it; of other cues, only what "to" brings in is.</summary>
    private static readonly ImmutableArray<string> Telling =
        ["tell", "inform", "assure", "reassure", "warn", "remind", "notify", "brief", "advise", "alert", "ask", "urge", "order", "instruct", "beg", "implore", "persuade", "convince", "promise", "email", "text", "phone", "call"];

    /// <summary>What the cue does with the content, by <c>data/en/cues.tsv</c>; null for a word that is not listed.</summary>
    public string? ClassOf(List<int> cue)
    {
        int head = RoleFeatures.HeadOf(text, cue);
        return cues.Verb(text[head]) ?? cues.Noun(text[head]) ?? cue.Select(i => cues.Verb(text[i]) ?? cues.Noun(text[i])).FirstOrDefault(c => c is not null)
            ?? (cue.Exists(i => text[i].Lemma.Equals("accord", StringComparison.OrdinalIgnoreCase) || text[i].Form.Equals("according", StringComparison.OrdinalIgnoreCase)) ? "reports" : null);
    }

    /// <summary>Whether the source stands by the content.</summary>
    public Polarity PolarityOf(List<int> cue, string? kind)
    {
        int head = RoleFeatures.HeadOf(text, cue);
        bool negated = cue.Exists(IsNegation) || HasNegation(head);
        return kind switch
        {
            "denies" => negated ? Polarity.Declines : Polarity.Denies,
            "declines" => Polarity.Declines,

            // "did not say", "would not confirm": nothing is said. "Does not believe" denies what it governs.
            "reports" or "asks" or null => negated ? Polarity.Declines : Polarity.Affirms,
            _ => negated ? Polarity.Denies : Polarity.Affirms,
        };
    }

    /// <summary>The words that name who is addressed, and their entity.</summary>
    public (Span Words, string? Entity)? AddresseeOf(List<int> cue, IReadOnlySet<int> content)
    {
        int head = RoleFeatures.HeadOf(text, cue), start = text.Start(text.SentenceOf(head));
        if (text[head].Upos is not ("VERB" or "NOUN"))
        {
            return null;
        }

        bool telling = Telling.Contains(text[head].Lemma.ToLowerInvariant()), passive = text.IsPassive(head);
        foreach (int child in text.Children(head))
        {
            int at = start + child;
            Token part = text[at];
            bool heard = telling && (part.Is("iobj") || (part.Is("obj") && !passive) || part.Deprel == "nsubj:pass");
            if (content.Contains(at) || cue.Contains(at) || !(heard || ((part.Is("obl") || part.Is("nmod")) && IsTo(at))) || !IsSomebody(at))
            {
                continue;
            }

            int[] phrase = [.. text.Subtree(at).Where(i => !content.Contains(i))];
            int first = phrase[0], last = phrase[^1];
            first = text[first].Upos == "ADP" ? phrase.Length > 1 ? phrase[1] : first : first;
            int clause = Array.FindIndex(phrase, i => i > at && (text[i].Upos is "PUNCT" or "VERB" or "SCONJ" || text[i].Xpos is "WP" or "WDT" or "IN"));
            last = clause > 0 ? phrase[clause - 1] : last;
            Span words = Span.Cover(text[first].Span, text[Math.Max(at, last)].Span);
            return (words, mentions.Within(words));
        }

        return null;
    }

    private bool IsNegation(int token) => Negations.Contains(text[token].Form.ToLowerInvariant());

    private bool HasNegation(int head)
    {
        int start = text.Start(text.SentenceOf(head));
        foreach (int child in text.Children(head))
        {
            Token part = text[start + child];
            if ((part.Is("advmod") || part.Is("det") || part.Is("cc")) && IsNegation(start + child))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsTo(int token)
    {
        int start = text.Start(text.SentenceOf(token));
        foreach (int child in text.Children(token))
        {
            if (text[start + child].Is("case"))
            {
                return text[start + child].Form.Equals("to", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }

    // A name, a pronoun or a noun for people: not "said to great applause".
    private bool IsSomebody(int token) =>
        text[token].Upos is "PROPN" || text.Names[token] > 0 || text[token].Xpos == "PRP" || mentions.Within(text[token].Span) is not null;
}
