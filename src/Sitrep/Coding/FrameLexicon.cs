namespace Sitrep.Coding;

/// <summary>What a word, with others below it, reports.</summary>
/// <param name="Type">A PLOVER type; <see cref="None"/> for a figure of speech or a mere statement.</param>
/// <param name="Id">The row: lemma and condition, for reasons.</param>
/// <param name="With">Lemmas, one of which the word must govern, some only as what acts (<c>subj:</c> before the lemma); empty for none.</param>
/// <param name="Own">Whether it stands in the user's own lexicon: then it decides alone, and its type may be the user's own.</param>
internal sealed record Frame(string Id, string Type, string? Mode, string Cameo, HashSet<string> With, bool Own)
{
    public const string None = "none";
}

/// <summary>A lemma in small letters as a verb (<c>v</c>), noun (<c>n</c>) or other word (<c>a</c>).</summary>
internal readonly record struct FrameKey(string Lemma, char Pos)
{
    // Tables come from the project or its user, so that the plain hash will do, which is quicker than the one of tuples.
    public override int GetHashCode()
    {
        unchecked
        {
            uint hash = 2166136261;
            foreach (char c in Lemma)
            {
                hash = (hash ^ c) * 16777619;
            }

            return (int)((hash ^ Pos) * 16777619);
        }
    }
}

/// <summary>The frames of <c>data/en/frames.tsv</c> and of the user's own table, by lemma and part of speech.</summary>
internal sealed class FrameLexicon
{
    private const string Subject = "subj:";

    // The user's own table, if there is one, before the other.
    private readonly Dictionary<FrameKey, List<Frame>>[] tables;

    /// <exception cref="InvalidDataException">A row of the user's own lexicon is not as it should be.</exception>
    public FrameLexicon(Resources resources)
    {
        var general = Read(resources.Table("en", "frames.tsv"), false);
        tables = resources.Lexicon is { } own ? [ReadOwn(resources, own), general] : [general];
    }

    /// <exception cref="InvalidDataException">A row is not as it should be.</exception>
    public static Dictionary<FrameKey, List<Frame>> ReadOwn(Resources resources, string path)
    {
        var table = TsvTable.Read(path);
        new OwnFrameCheck(resources).Check(table);
        return Read(table, true);
    }

    /// <summary>Whether there are frames of a word, alone or with what hyphens join to it.</summary>
    public bool Knows(Sentence sentence, int token) => Array.Exists(tables, table => table.ContainsKey(new FrameKey(sentence.LowerLemma(token), Pos(sentence.Tokens[token]))) || Joined(table, sentence, token) is not null);

    /// <summary>The frame that fits a token: the user's own before others, one whose condition holds before one without a condition, the first of several unless a later one only adds the mode.</summary>
    public Frame? Match(Sentence sentence, int token)
    {
        var key = new FrameKey(sentence.LowerLemma(token), Pos(sentence.Tokens[token]));
        HashSet<string>? below = null;
        foreach (var table in tables)
        {
            if ((Joined(table, sentence, token) ?? table.GetValueOrDefault(key)) is not { } list)
            {
                continue;
            }

            Frame? first = null;
            foreach (Frame frame in list)
            {
                if (frame.With.Count == 0 || (first is not null && (first.Mode is not null || frame.Mode is null || frame.Type != first.Type)) || !Holds(frame, below ??= Below(sentence, token)))
                {
                    continue;
                }

                first = frame;
                if (frame.Mode is not null)
                {
                    break;
                }
            }

            if (first is not null)
            {
                return first;
            }

            if (list.Find(frame => frame.With.Count == 0) is { } plain)
            {
                return plain;
            }
        }

        return null;
    }

    private static Dictionary<FrameKey, List<Frame>> Read(TsvTable table, bool own)
    {
        var frames = new Dictionary<FrameKey, List<Frame>>();
        foreach (TsvTable.Row row in table.Rows)
        {
            var key = new FrameKey(row["lemma"].ToLowerInvariant(), row["pos"][0]);
            if (!frames.TryGetValue(key, out var list))
            {
                frames[key] = list = [];
            }

            string with = row["with"];
            string id = with.Length == 0 ? $"{row["lemma"]}.{row["pos"]}" : $"{row["lemma"]}.{row["pos"]}+{with}";
            list.Add(new Frame(id, row["type"], row["mode"].Length == 0 ? null : row["mode"], row["cameo"], [.. row.List("with")], own));
        }

        return frames;
    }

    // The tokeniser takes "cease-fire" and "sit-in" apart: the last piece stands for the word, or the one before a particle.
    private static List<Frame>? Joined(Dictionary<FrameKey, List<Frame>> table, Sentence sentence, int token)
    {
        List<Frame>? Of(string word) =>
            table.GetValueOrDefault(new FrameKey(word, Pos(sentence.Tokens[token]))) ?? table.GetValueOrDefault(new FrameKey(word, 'n')) ?? table.GetValueOrDefault(new FrameKey(word, 'v'));

        if (Hyphen(sentence, token + 1) && sentence.Tokens[token + 2].Upos is "ADP" or "ADV" or "ADJ" or "PART")
        {
            return Of(sentence.LowerLemma(token) + "-" + sentence.Lower(token + 2));
        }

        string? before = token > 0 && sentence.Tokens[token - 1].Form is [_, .., '-'] && Touch(sentence, token - 1) ? sentence.Lower(token - 1)
            : Hyphen(sentence, token - 1) ? (Hyphen(sentence, token - 3) ? sentence.Lower(token - 4) + "-" : "") + sentence.Lower(token - 2) + "-"
            : null;
        return before is null ? null : Of(before + sentence.LowerLemma(token)) ?? Of(before + sentence.Lower(token));
    }

    // Whether a token is a hyphen without spaces around it.
    private static bool Hyphen(Sentence sentence, int token) =>
        token > 0 && token < sentence.Tokens.Length - 1 && sentence.Tokens[token].Form == "-" && Touch(sentence, token - 1) && Touch(sentence, token);

    private static bool Touch(Sentence sentence, int token) => sentence.Tokens[token].Span.End == sentence.Tokens[token + 1].Span.Start;

    private static bool Acts(Sentence sentence, int child) =>
        sentence.Tokens[child] is var token && (token.Deprel is "nsubj" or "obl:agent" || (token.Is("obl") && sentence.Child(child, "case") is >= 0 and var at && sentence.Lower(at) == "by"));

    private static bool Holds(Frame frame, HashSet<string> below)
    {
        foreach (string lemma in frame.With)
        {
            if (below.Contains(lemma))
            {
                return true;
            }
        }

        return false;
    }

    private static char Pos(Token token) => token.Upos switch { "VERB" => 'v', "NOUN" or "PROPN" => 'n', _ => 'a' };

    // Lemmas two steps below the word and of the noun that it modifies. What a verb says of its subject, or in the passive of the words after "by", is told apart.
    private static HashSet<string> Below(Sentence sentence, int token)
    {
        var lemmas = new HashSet<string>(StringComparer.Ordinal);
        foreach (int child in sentence.Children(token))
        {
            lemmas.Add(sentence.LowerLemma(child));
            if (Acts(sentence, child))
            {
                lemmas.Add(Subject + sentence.LowerLemma(child));
            }

            foreach (int below in sentence.Children(child))
            {
                lemmas.Add(sentence.LowerLemma(below));
            }
        }

        if (sentence.Tokens[token].Upos is not "VERB" && sentence.Tokens[token].Head is >= 0 and var head && !sentence.Tokens[token].Is("nsubj"))
        {
            lemmas.Add(sentence.LowerLemma(head));
        }

        return lemmas;
    }
}
