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

    // Names of days and months: a preposition before one says when.
    private readonly HashSet<string> days;

    /// <exception cref="InvalidDataException">A row of the user's own lexicon is not as it should be.</exception>
    public FrameLexicon(Resources resources)
    {
        days = [.. resources.Table("en", "times.tsv").Rows.Where(r => r["class"] is "weekday" or "weekdays" or "month").Select(r => r["word"])];
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

    /// <summary>
    /// The frame that fits a token: the user's own before others, one whose condition holds before one without a condition, one whose condition the object or
    /// a particle meets before one that holds further away, the first of several unless a later one only adds the mode. What is no event has to be told nearby.
    /// </summary>
    public Frame? Match(Sentence sentence, int token)
    {
        var key = new FrameKey(sentence.LowerLemma(token), Pos(sentence.Tokens[token]));
        Dictionary<string, Distance>? around = null;
        foreach (var table in tables)
        {
            if ((Joined(table, sentence, token) ?? table.GetValueOrDefault(key)) is not { } list)
            {
                continue;
            }

            for (Distance distance = Distance.Object; distance <= Distance.Below; distance++)
            {
                if (First(list, distance) is { } first)
                {
                    return first;
                }
            }

            if (list.Find(frame => frame.With.Count == 0) is { } plain)
            {
                return plain;
            }
        }

        return null;

        Frame? First(List<Frame> list, Distance distance)
        {
            Frame? first = null;
            foreach (Frame frame in list)
            {
                if (frame.With.Count == 0 || (first is not null && (first.Mode is not null || frame.Mode is null || frame.Type != first.Type))
                    || (frame.Type == Frame.None && !frame.Own && distance == Distance.Below) || !Holds(frame, around ??= Around(sentence, token), distance))
                {
                    continue;
                }

                first = frame;
                if (frame.Mode is not null)
                {
                    break;
                }
            }

            return first;
        }
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

    private static bool Holds(Frame frame, Dictionary<string, Distance> around, Distance distance)
    {
        foreach (string lemma in frame.With)
        {
            if (around.TryGetValue(lemma, out Distance found) && found <= distance)
            {
                return true;
            }
        }

        return false;
    }

    private static char Pos(Token token) => token.Upos switch { "VERB" => 'v', "NOUN" or "PROPN" => 'n', _ => 'a' };

    // Lemmas below the word and of the noun that it modifies, each where it is nearest. What a verb says of its subject, or in the passive of the words after "by", is told apart.
    private Dictionary<string, Distance> Around(Sentence sentence, int token)
    {
        var words = new Dictionary<string, Distance>(StringComparer.Ordinal);
        void Add(string lemma, Distance distance)
        {
            if (!words.TryGetValue(lemma, out Distance known) || distance < known)
            {
                words[lemma] = distance;
            }
        }

        bool verb = sentence.Tokens[token].Upos is "VERB";
        foreach (int child in sentence.Children(token))
        {
            Token part = sentence.Tokens[child];
            string lemma = sentence.LowerLemma(child);
            bool affected = verb && (part.Is("obj") || part.Deprel is "nsubj:pass" || part.Is("compound"));
            Add(lemma, affected ? Distance.Object : Distance.Near);
            if (Acts(sentence, child))
            {
                Add(Subject + lemma, Distance.Near);
            }

            // "Called on Monday" asks nobody for anything.
            bool dated = days.Contains(lemma);
            foreach (int below in sentence.Children(child))
            {
                Token other = sentence.Tokens[below];
                if (!(dated && other.Is("case")))
                {
                    Add(
                        sentence.LowerLemma(below),
                        affected && (other.Is("conj") || other.Is("compound") || other.Is("amod")) ? Distance.Object
                            : !verb || other.Is("case") || other.Is("conj") || other.Is("mark") ? Distance.Near
                            : Distance.Below);
                }
            }
        }

        if (!verb && sentence.Tokens[token].Head is >= 0 and var head && !sentence.Tokens[token].Is("nsubj"))
        {
            Add(sentence.LowerLemma(head), Distance.Near);
        }

        return words;
    }

    /// <summary>How near a word stands to the one that is asked about.</summary>
    private enum Distance
    {
        /// <summary>The object of a verb with the words before it, what its passive is said of, or a particle.</summary>
        Object,

        /// <summary>Governed, or the preposition of what is; around a noun also a step further, and what it hangs on.</summary>
        Near,

        /// <summary>Two steps below.</summary>
        Below,
    }
}
