namespace Sitrep.Coding;

/// <summary>What a word, with others below it, reports.</summary>
/// <param name="Type">A PLOVER type; <see cref="None"/> for a figure of speech or a mere statement.</param>
/// <param name="Id">The row: lemma and condition, for reasons.</param>
/// <param name="With">Lemmas, one of which the word must govern; empty for none.</param>
/// <param name="Own">Whether it stands in the user's own lexicon: then it decides alone, and its type may be the user's own.</param>
internal sealed record Frame(string Id, string Type, string? Mode, string Cameo, HashSet<string> With, bool Own)
{
    public const string None = "none";
}

/// <summary>The frames of <c>data/en/frames.tsv</c> and of the user's own table, by lemma and part of speech.</summary>
internal sealed class FrameLexicon
{
    // The user's own table, if there is one, before the other.
    private readonly Dictionary<(string Lemma, char Pos), List<Frame>>[] tables;

    /// <exception cref="InvalidDataException">A row of the user's own lexicon is not as it should be.</exception>
    public FrameLexicon(Resources resources)
    {
        var general = Read(resources.Table("en", "frames.tsv"), false);
        tables = resources.Lexicon is { } own ? [ReadOwn(resources, own), general] : [general];
    }

    /// <exception cref="InvalidDataException">A row is not as it should be.</exception>
    public static Dictionary<(string Lemma, char Pos), List<Frame>> ReadOwn(Resources resources, string path)
    {
        var table = TsvTable.Read(path);
        new OwnFrameCheck(resources).Check(table);
        return Read(table, true);
    }

    public bool Knows(Token token)
    {
        var key = (token.Lemma.ToLowerInvariant(), Pos(token));
        foreach (var table in tables)
        {
            if (table.ContainsKey(key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The frame that fits a token: the user's own before others, one whose condition holds before one without a condition.</summary>
    public Frame? Match(Sentence sentence, int token)
    {
        var key = (sentence.LowerLemma(token), Pos(sentence.Tokens[token]));
        HashSet<string>? below = null;
        foreach (var table in tables)
        {
            if (!table.TryGetValue(key, out var list))
            {
                continue;
            }

            foreach (Frame frame in list)
            {
                if (frame.With.Count > 0 && frame.With.Overlaps(below ??= Below(sentence, token)))
                {
                    return frame;
                }
            }

            if (list.Find(frame => frame.With.Count == 0) is { } plain)
            {
                return plain;
            }
        }

        return null;
    }

    private static Dictionary<(string Lemma, char Pos), List<Frame>> Read(TsvTable table, bool own)
    {
        var frames = new Dictionary<(string Lemma, char Pos), List<Frame>>();
        foreach (TsvTable.Row row in table.Rows)
        {
            var key = (row["lemma"].ToLowerInvariant(), row["pos"][0]);
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

    private static char Pos(Token token) => token.Upos switch { "VERB" => 'v', "NOUN" or "PROPN" => 'n', _ => 'a' };

    // Lemmas two steps below the word and of the noun that it modifies.
    private static HashSet<string> Below(Sentence sentence, int token)
    {
        var lemmas = new HashSet<string>(StringComparer.Ordinal);
        foreach (int child in sentence.Children(token))
        {
            lemmas.Add(sentence.LowerLemma(child));
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
