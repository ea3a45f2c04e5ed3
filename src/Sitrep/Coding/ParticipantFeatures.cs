using System.Collections.Frozen;
using System.Numerics;
using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>What tells whether a noun takes part in an event: its path to the trigger, what it stands for, what the rules make of it, and its rivals.</summary>
internal sealed class ParticipantFeatures
{
    private const int PathEdges = 5;

    private static readonly FrozenDictionary<string, int> Types =
        Numbered("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT");

    private static readonly FrozenDictionary<string, int> Markers = Numbered("", "by", "of", "to", "from", "with", "against", "on", "in", "at", "for", "between", "over", "after");

    private static readonly FrozenDictionary<string, int> Relationships =
        Numbered("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "nmod:poss", "compound", "amod", "conj", "appos", "root", "acl", "advcl", "ccomp");

    private static readonly FrozenDictionary<string, int> Kinds = Numbered("country", "capital", "GOV", "MIL", "COP", "REB", "CVL", "LEG", "JUD", "NOUN", "PROPN");

    private readonly RoleNouns roles;
    private readonly CountryNames countries;
    private readonly Sentence sentence;
    private readonly int trigger;
    private readonly string type;
    private readonly ulong lemma;
    private readonly ulong shape;
    private readonly Arguments ruled;
    private readonly bool isPassive;
    private readonly int[] up;

    // Of the numbers, which says what type the event is; -1 for types of users' own.
    private readonly int typed;
    private readonly Standing?[] known;

    public ParticipantFeatures(RoleNouns roles, CountryNames countries, Sentence sentence, int trigger, string type)
    {
        (this.roles, this.countries, this.sentence, this.trigger, this.type) = (roles, countries, sentence, trigger, type);
        Token word = sentence.Tokens[trigger];
        typed = Types.GetValueOrDefault(type, -1);
        lemma = FeatureSet.Hash(sentence.LowerLemma(trigger));
        ruled = ArgumentFinder.Find(sentence, trigger, type);
        isPassive = sentence.Child(trigger, "nsubj:pass", "aux:pass") >= 0;
        bool acts = sentence.Child(trigger, "nsubj") >= 0, affects = sentence.Child(trigger, "obj", "iobj") >= 0;
        shape = FeatureSet.Hash(word.Xpos) + (isPassive ? 1UL : 0) + (acts ? 2UL : 0) + (affects ? 4UL : 0) + (ruled.Actors.Length > 0 ? 8UL : 0) + (ruled.Recipients.Length > 0 ? 16UL : 0);
        var chain = new List<int>();
        for (int x = trigger; x >= 0; x = sentence.Tokens[x].Head)
        {
            chain.Add(x);
        }

        up = [.. chain];
        known = new Standing?[sentence.Tokens.Length];
    }

    public Sentence Sentence => sentence;

    public int Trigger => trigger;

    /// <summary>How many numbers tell how a candidate and the trigger stand to each other.</summary>
    public static int Relations { get; } = Types.Count + Markers.Count + Relationships.Count + Kinds.Count + 12;

    /// <summary>The words of a sentence that can name a participant.</summary>
    public static bool IsCandidate(Sentence sentence, int token, int trigger)
    {
        Token word = sentence.Tokens[token];
        return token != trigger && !word.Is("flat") && !word.Is("fixed") && (word.IsNominal
            || (word.Upos is "ADJ" && (char.IsUpper(word.Form[0]) || InArgumentPlace(word)))
            || (word.Upos is "NUM" or "DET" or "X" && InArgumentPlace(word)));
    }

    public static int[] CandidatesOf(Sentence sentence, int trigger)
    {
        var found = new List<int>(sentence.Tokens.Length / 2);
        for (int i = 0; i < sentence.Tokens.Length; i++)
        {
            if (IsCandidate(sentence, i, trigger))
            {
                found.Add(i);
            }
        }

        return [.. found];
    }

    /// <summary>What the network read of a candidate and of the trigger, and room for how they stand to each other; empty without a network. Which country it is must not matter, so nothing of the word where it names one.</summary>
    public float[] Numbers(int token)
    {
        if (sentence.Encodings.IsEmpty)
        {
            return [];
        }

        ReadOnlySpan<float> own = sentence.Encodings.All(token), other = sentence.Encodings.All(trigger);
        float[] numbers = new float[own.Length + other.Length + Relations];
        UnnamedWords.Write(sentence, token, countries, numbers.AsSpan(0, own.Length));
        other.CopyTo(numbers.AsSpan(own.Length));
        return numbers;
    }

    /// <param name="relation">Is given the <see cref="Relations"/>.</param>
    public void Describe(int token, FeatureSet features, Span<float> relation)
    {
        features.Clear();
        Token word = sentence.Tokens[token];
        var (name, preposition, rule, path, top, length, rivals, modified) = StandingOf(token);
        ulong kind = FeatureSet.Hash(name), own = FeatureSet.Hash(countries.IsNamedBy(word.Form) ? "@country" : sentence.LowerLemma(token)), act = FeatureSet.Hash(type);
        ulong marker = FeatureSet.Hash(preposition);
        ulong side = token < trigger ? 0UL : 1UL;
        ulong above = sentence.Tokens[trigger].Head is >= 0 and var carrier ? FeatureSet.Hash(sentence.LowerLemma(carrier)) : 0;
        features.Add(0);
        features.Add(1, kind, act);
        features.Add(2, own);
        features.Add(3, own, act);
        features.Add(4, path);
        features.Add(5, path, shape);
        features.Add(6, path, act);
        features.Add(7, path, lemma);
        features.Add(8, path, marker);
        features.Add(9, path, marker, act);
        features.Add(10, path, kind);
        features.Add(11, top, marker, lemma);
        features.Add(12, top, shape, side);
        features.Add(13, rule);
        features.Add(14, rule, kind);
        features.Add(15, rule, act);
        features.Add(16, rule, path);
        features.Add(17, rule, lemma);
        features.Add(18, rule, shape);
        features.Add(19, marker, act, side);
        features.Add(20, marker, lemma);
        features.Add(21, (ulong)Math.Min(length, 8), side, kind);
        features.Add(22, (ulong)TreePath.Apart(token - trigger), kind);
        features.Add(23, (ulong)rivals, side, kind);
        features.Add(24, FeatureSet.Hash(word.Deprel), kind, act);
        features.Add(25, FeatureSet.Hash(word.Deprel), side, shape);
        string governor = word.Head < 0 ? "" : sentence.LowerLemma(word.Head);
        features.Add(26, FeatureSet.Hash(governor), FeatureSet.Hash(word.Deprel), act);
        features.Add(27, own, top);
        features.Add(28, rule, marker, kind);
        features.Add(29, FeatureSet.Hash(word.Xpos), top, marker);

        // Whoever "launched" an attack made it, whoever "condemned" it did not.
        features.Add(30, path, above);
        features.Add(31, above, rule, FeatureSet.Hash(sentence.Tokens[trigger].Deprel));
        features.Add(32, marker, FeatureSet.Hash(sentence.Tokens[trigger].Upos), kind);
        features.Add(33, modified, kind, act);
        features.Add(34, modified, path);
        features.Add(35, modified, rule, kind);
        Relate(token, relation, name, preposition, rule, length, rivals);
    }

    /// <summary>Rows of the table of <see cref="ParticipantTagger"/>.</summary>
    public static int Rows { get; } = Row.Types + (2 * Types.Count) + Markers.Count + Relationships.Count + Kinds.Count;

    /// <summary>Adds the rows of the tagger's table that a token of the event's sentence adds to its numbers.</summary>
    public void AddRows(int token, List<int> rows)
    {
        AddType(token == trigger, rows);
        rows.Add(Row.Apart + TreePath.Apart(token - trigger));
        if (token == trigger)
        {
            rows.Add(Row.Trigger);
            rows.Add(isPassive ? Row.Passive : sentence.Tokens[token].IsVerbal ? Row.Verbal : Row.Plain);
        }

        if (!IsCandidate(sentence, token, trigger))
        {
            AddWord(sentence, token, rows);
            return;
        }

        Standing standing = StandingOf(token);
        AddWord(sentence.Tokens[token], standing.Kind, standing.Preposition, rows);
        rows.Add(Row.Rules + (int)standing.Rule);
        rows.Add(Row.Lengths + Math.Min(standing.Length, 9));
        rows.Add(Row.Rivals + standing.Rivals);
        rows.Add(Row.Paths + (int)(standing.Path % Row.PathRows));
        for (ulong set = standing.Modified; set != 0; set &= set - 1)
        {
            rows.Add(Row.Modified + BitOperations.TrailingZeroCount(set));
        }
    }

    /// <summary>The same for a token of the sentence before.</summary>
    public void AddRows(Sentence before, int token, List<int> rows)
    {
        rows.Add(Row.Before);
        AddType(isTrigger: false, rows);
        if (IsCandidate(before, token, -1))
        {
            AddWord(before.Tokens[token], Kind(before, token), Preposition(before, token), rows);
        }
        else
        {
            AddWord(before, token, rows);
        }
    }

    private void AddType(bool isTrigger, List<int> rows)
    {
        if (typed >= 0)
        {
            rows.Add(Row.Types + typed + (isTrigger ? Types.Count : 0));
        }
    }

    private static void AddWord(Sentence sentence, int token, List<int> rows)
    {
        if (Relationship(sentence.Tokens[token]) is >= 0 and var relationship)
        {
            rows.Add(Row.Types + (2 * Types.Count) + Markers.Count + relationship);
        }
    }

    private static void AddWord(Token word, string kind, string preposition, List<int> rows)
    {
        int at = Row.Types + (2 * Types.Count);
        AddOne(Markers.GetValueOrDefault(preposition, -1), Markers.Count);
        AddOne(Relationship(word), Relationships.Count);
        AddOne(Kinds.GetValueOrDefault(kind, -1), Kinds.Count);

        void AddOne(int which, int count)
        {
            if (which >= 0)
            {
                rows.Add(at + which);
            }

            at += count;
        }
    }

    private static bool InArgumentPlace(Token word) => word.Is("nsubj") || word.Is("obj") || word.Is("iobj") || word.Is("obl") || word.Is("nmod") || word.Is("conj") || word.Is("root");

    // What there is to know of a candidate, asked for its features and for what the tagger reads of it.
    private Standing StandingOf(int token)
    {
        if (known[token] is { } found)
        {
            return found;
        }

        ulong rule = (ruled.Actors.Contains(token) ? 1UL : 0) + (ruled.Recipients.Contains(token) ? 2UL : 0);
        var (path, top, length) = Path(token);
        found = new Standing(Kind(sentence, token), Preposition(sentence, token), rule, path, top, length, Rivals(token), Modified(token));
        known[token] = found;
        return found;
    }

    private static string Preposition(Sentence sentence, int token) => sentence.Child(token, "case") is >= 0 and var at ? sentence.Lower(at) : "";

    private static int Relationship(Token word) => Relationships.GetValueOrDefault(word.Is("acl") ? "acl" : word.Deprel == "nmod:desc" ? "nmod" : word.Deprel, -1);

    private string Kind(Sentence sentence, int token)
    {
        Token word = sentence.Tokens[token];
        return countries.Of(word.Form) is not null ? "country" : countries.OfCapital(word.Form) is not null ? "capital" : roles.At(sentence, token)?.Sector ?? (word.Upos == "PRON" ? word.Lemma : word.Upos);
    }

    // The same in numbers, for the hidden units to weigh against what the network read.
    private void Relate(int token, Span<float> relation, string kind, string preposition, ulong rule, int length, int rivals)
    {
        relation.Clear();
        Token word = sentence.Tokens[token], act = sentence.Tokens[trigger];
        Tell(relation, typed);
        int at = Types.Count;
        Tell(relation[at..], Markers.GetValueOrDefault(preposition, -1));
        at += Markers.Count;
        Tell(relation[at..], Relationship(word));
        at += Relationships.Count;
        Tell(relation[at..], Kinds.GetValueOrDefault(kind, -1));
        at += Kinds.Count;
        relation[at++] = token < trigger ? 1 : 0;
        relation[at++] = (rule & 1) != 0 ? 1 : 0;
        relation[at++] = (rule & 2) != 0 ? 1 : 0;
        relation[at++] = ruled.Actors.Length > 0 ? 1 : 0;
        relation[at++] = ruled.Recipients.Length > 0 ? 1 : 0;
        relation[at++] = act.IsVerbal ? 1 : 0;
        relation[at++] = isPassive ? 1 : 0;
        relation[at++] = word.Head == trigger ? 1 : 0;
        relation[at++] = act.Head == token ? 1 : 0;
        relation[at++] = act.Head >= 0 && act.Head == word.Head ? 1 : 0;
        relation[at++] = Math.Min(length, 8) / 8f;
        relation[at] = rivals / 5f;
    }

    private static void Tell(Span<float> relation, int which)
    {
        if (which >= 0)
        {
            relation[which] = 1;
        }
    }

    private static FrozenDictionary<string, int> Numbered(params ReadOnlySpan<string> words)
    {
        var numbered = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string word in words)
        {
            numbered.Add(word, numbered.Count);
        }

        return numbered.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // By what: "the", a number, a country, somebody's.
    private ulong Modified(int token)
    {
        ulong found = 0;
        foreach (int child in sentence.Children(token))
        {
            Token word = sentence.Tokens[child];
            found |= word.Is("nummod") ? 1UL : word.Is("det") ? (word.Lemma is "the" or "The" ? 2UL : 4UL) : word.Is("nmod:poss") ? (word.Upos == "PRON" ? 8UL : 16UL)
                : word.Is("amod") || word.Is("compound") ? (countries.IsNamedBy(word.Form) ? 32UL : 64UL) : word.Is("acl") ? 128UL : word.Is("flat") ? 256UL : 0;
        }

        return found;
    }

    // How many other candidates stand between the two.
    private int Rivals(int token)
    {
        int between = 0;
        for (int i = Math.Min(token, trigger) + 1; i < Math.Max(token, trigger); i++)
        {
            between += IsCandidate(sentence, i, trigger) ? 1 : 0;
        }

        return Math.Min(between, 5);
    }

    private (ulong Path, ulong Top, int Length) Path(int token)
    {
        var down = new List<int>();
        int meet = token, steps;
        while ((steps = Array.IndexOf(up, meet)) < 0 && meet >= 0)
        {
            down.Add(meet);
            meet = sentence.Tokens[meet].Head;
        }

        if (meet < 0)
        {
            return (1, 1, 99);
        }

        ulong path = 1;
        int edges = 0;
        for (int k = 0; k < down.Count && edges < PathEdges; k++, edges++)
        {
            path = unchecked((path * 1000003) + FeatureSet.Hash(sentence.Tokens[down[k]].Deprel) + 1);
        }

        for (int k = steps - 1; k >= 0 && edges < PathEdges; k--, edges++)
        {
            path = unchecked((path * 1000003) + FeatureSet.Hash(sentence.Tokens[up[k]].Deprel) + 2);
        }

        ulong top = unchecked(((down.Count > 0 ? FeatureSet.Hash(sentence.Tokens[down[^1]].Deprel) : 3) * 31) + (steps > 0 ? FeatureSet.Hash(sentence.Tokens[up[steps - 1]].Deprel) : 7));
        return (path, top, steps + down.Count);
    }

    /// <param name="Rule">1 for an actor by the rules over the tree, 2 for a recipient.</param>
    /// <param name="Path">A hash of the relations to the trigger, <paramref name="Top"/> of those where the two ways meet.</param>
    private readonly record struct Standing(string Kind, string Preposition, ulong Rule, ulong Path, ulong Top, int Length, int Rivals, ulong Modified);

    /// <summary>Rows of the tagger's table, kind after kind.</summary>
    private static class Row
    {
        public const int Before = 0, Trigger = 1, Plain = 2, Passive = 3, Verbal = 4, Rules = 5, Lengths = Rules + 4, Rivals = Lengths + 10, Apart = Rivals + 6, Modified = Apart + 32, Paths = Modified + 9, PathRows = 512, Types = Paths + PathRows;
    }
}
