using System.Collections.Immutable;

namespace Sitrep.Coding;

/// <summary>What a word, with others below it, reports.</summary>
/// <param name="Type">A PLOVER type; <see cref="None"/> for a figure of speech or a mere statement.</param>
/// <param name="Id">The row: lemma and condition, for reasons.</param>
/// <param name="With">Its conditions as the table has them; empty for none.</param>
/// <param name="Own">Whether it stands in the user's own lexicon: then it decides alone, and its type may be the user's own.</param>
internal sealed record Frame(string Id, string Type, string? Mode, string Cameo, string With, bool Own)
{
    public const string None = "none";

    /// <summary>One of these must hold; empty for none.</summary>
    /// <exception cref="InvalidDataException">A condition asks for a class that there is not.</exception>
    public IEnumerable<FrameCondition> Conditions(WordClasses classes) =>
        With.Length == 0 ? [] : With.Split('|').Select(c => new FrameCondition([.. c.Split('&').Select(part => FrameLexicon.PartOf(part, classes))]));

    /// <summary>Where in the sentence its condition holds; null without one.</summary>
    public FrameDistance? Met { get; init; }
}

/// <summary>How near a word that a frame asks for stands to the one that is asked about.</summary>
internal enum FrameDistance
{
    /// <summary>The object of a verb with the words before it, what its passive is said of, or a particle.</summary>
    Object,

    /// <summary>Governed, or the preposition of what is; around a noun also a step further, and what it hangs on.</summary>
    Near,

    /// <summary>Two steps below a verb, or what happened before or beside it.</summary>
    Below,

    Nowhere,
}

/// <summary>How near the words stand that meet a frame's conditions.</summary>
/// <param name="Several">Those of a condition with several parts.</param>
/// <param name="Any">Those of any condition.</param>
internal readonly record struct FrameNearness(FrameDistance Several, FrameDistance Any)
{
    public static readonly FrameNearness None = new(FrameDistance.Nowhere, FrameDistance.Nowhere);
}

/// <summary>What must stand around a word: all of its parts.</summary>
internal readonly record struct FrameCondition(ImmutableArray<FrameConditionPart> Parts);

/// <summary>One word that must stand around another.</summary>
/// <param name="Role">Whether it must be what acts or what it is done to.</param>
/// <param name="Lemma">The word; empty where it is any of the classes.</param>
/// <param name="Classes">A set of <see cref="WordClasses"/>.</param>
internal readonly record struct FrameConditionPart(FrameRole Role, string Lemma, ulong Classes)
{
    public bool Fits(Sentence sentence, int token, WordClasses classes) =>
        Classes != 0 ? (classes.Of(sentence, token) & Classes) != 0 : sentence.LowerLemma(token) == Lemma;
}

internal enum FrameRole
{
    Any,
    Actor,
    Affected,
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

/// <summary>The rows of a word, in the order of their table.</summary>
internal sealed class FrameRows
{
    // Few words are ever asked about, so the conditions are sorted when one is. Whoever comes second makes the same.
    private FrameConditions? conditions;

    public List<Frame> Frames { get; } = [];

    /// <exception cref="InvalidDataException">A condition asks for a class that there is not.</exception>
    public FrameConditions Conditions(WordClasses classes) => conditions ??= new FrameConditions(Frames, classes);
}

/// <summary>The conditions of a word's rows by a word that they ask for, so that only those are looked at whose word is there.</summary>
internal sealed class FrameConditions
{
    private static readonly List<(int Row, FrameCondition Condition)> Nothing = [];

    private readonly Dictionary<string, List<(int Row, FrameCondition Condition)>> byLemma = new(StringComparer.Ordinal);

    public FrameConditions(List<Frame> frames, WordClasses classes)
    {
        foreach (var (row, frame) in frames.Index())
        {
            foreach (FrameCondition condition in frame.Conditions(classes))
            {
                string? lemma = condition.Parts.FirstOrDefault(part => part is { Role: FrameRole.Any, Classes: 0 }).Lemma;
                if (lemma is null)
                {
                    Others.Add((row, condition));
                }
                else if (byLemma.TryGetValue(lemma, out var known))
                {
                    known.Add((row, condition));
                }
                else
                {
                    byLemma[lemma] = [(row, condition)];
                }
            }
        }
    }

    /// <summary>Those that ask for no word by its lemma alone.</summary>
    public List<(int Row, FrameCondition Condition)> Others { get; } = [];

    /// <summary>Those that ask for a lemma, which may not be all that they ask for.</summary>
    public List<(int Row, FrameCondition Condition)> Of(string lemma) => byLemma.GetValueOrDefault(lemma, Nothing);
}

/// <summary>The frames of <c>data/en/frames.tsv</c> and of the user's own table, by lemma and part of speech.</summary>
internal sealed class FrameLexicon
{
    private const string Subject = "subj:";
    private const string Object = "obj:";
    private const string Class = "@";

    /// <summary>What is given, sent or taken is what they are of; other than the nouns of <c>partitives.tsv</c>, none of them acts.</summary>
    private static readonly string[] Measures = ["worth", "amount", "quantity", "package", "consignment", "shipment", "ton", "tonne"];

    /// <summary>A word with more rows is rare.</summary>
    private const int MostOnStack = 64;

    // The sentence that this thread asked about last: a word is asked for as a candidate and as the neighbour of others.
    [ThreadStatic]
    private static Known? latest;

    private readonly WordClasses classes;

    // The user's own table, if there is one, before the other.
    private readonly Dictionary<FrameKey, FrameRows>[] tables;

    // Names of days and months: a preposition before one says when.
    private readonly HashSet<string> days;

    // Nouns that only say how much there is of what stands after "of".
    private readonly HashSet<string> amounts;

    /// <exception cref="InvalidDataException">A row of the user's own lexicon is not as it should be.</exception>
    public FrameLexicon(Resources resources, WordClasses classes)
    {
        this.classes = classes;
        days = [.. resources.Table("en", "times.tsv").Rows.Where(r => r["class"] is "weekday" or "weekdays" or "month").Select(r => r["word"])];
        amounts = [.. resources.Table("en", "partitives.tsv").Rows.Select(r => r["word"]), .. Measures];
        var general = Read(resources.Table("en", "frames.tsv"), false);
        tables = resources.Lexicon is { } own ? [ReadOwn(resources, classes, own), general] : [general];
    }

    /// <exception cref="InvalidDataException">A row is not as it should be.</exception>
    public static Dictionary<FrameKey, FrameRows> ReadOwn(Resources resources, WordClasses classes, string path)
    {
        var table = TsvTable.Read(path);
        new OwnFrameCheck(resources, classes).Check(table);
        return Read(table, true);
    }

    /// <summary>What a part of a condition asks for, as it stands in the table.</summary>
    /// <exception cref="InvalidDataException">There is no such class.</exception>
    public static FrameConditionPart PartOf(string text, WordClasses classes)
    {
        FrameRole role = text.StartsWith(Subject, StringComparison.Ordinal) ? FrameRole.Actor : text.StartsWith(Object, StringComparison.Ordinal) ? FrameRole.Affected : FrameRole.Any;
        string word = text[(role switch { FrameRole.Actor => Subject.Length, FrameRole.Affected => Object.Length, _ => 0 })..];
        return !word.StartsWith(Class, StringComparison.Ordinal) ? new FrameConditionPart(role, word, 0)
            : classes.Bit(word[Class.Length..]) is not 0 and var bit ? new FrameConditionPart(role, "", bit)
            : throw new InvalidDataException($"no class {word} in word-classes.tsv");
    }

    /// <summary>
    /// The frame that fits a token: the user's own before others, one that asks for several words together before one that asks for one, that before one without
    /// a condition; one whose condition the object or a particle meets before one that holds further away; the first of several unless a later one only adds the
    /// mode. What is no event has to be told nearby.
    /// </summary>
    public Frame? Match(Sentence sentence, int token)
    {
        if (latest is not { } known || known.Sentence != sentence || known.Of != this)
        {
            latest = known = new Known(this, sentence, new Frame?[sentence.Tokens.Length], new bool[sentence.Tokens.Length]);
        }

        if (!known.Asked[token])
        {
            known.Frames[token] = Find(sentence, token);
            known.Asked[token] = true;
        }

        return known.Frames[token];
    }

    private Frame? Find(Sentence sentence, int token)
    {
        var key = new FrameKey(sentence.LowerLemma(token), Pos(sentence.Tokens[token]));
        Surroundings? around = null;
        foreach (var table in tables)
        {
            if ((Participle(table, sentence, token) is { } participle ? Among(participle) : null) is { } adjective)
            {
                return adjective;
            }

            if ((Joined(table, sentence, token) ?? table.GetValueOrDefault(key)) is { } list && Among(list) is { } frame)
            {
                return frame;
            }
        }

        return null;

        Frame? Among(FrameRows rows)
        {
            List<Frame> list = rows.Frames;
            Span<FrameNearness> met = list.Count <= MostOnStack ? stackalloc FrameNearness[list.Count] : new FrameNearness[list.Count];
            met.Fill(FrameNearness.None);
            bool any = list.Exists(frame => frame.With.Length > 0) && (around ??= new Surroundings(this, sentence, token)).Meet(rows, met);

            for (int pass = 0; any && pass < 2; pass++)
            {
                for (FrameDistance distance = FrameDistance.Object; distance <= FrameDistance.Below; distance++)
                {
                    if (First(list, met, distance, severalAlone: pass == 0) is { } first)
                    {
                        return first with { Met = distance };
                    }
                }
            }

            return list.Find(frame => frame.With.Length == 0);
        }

        static Frame? First(List<Frame> list, ReadOnlySpan<FrameNearness> met, FrameDistance distance, bool severalAlone)
        {
            Frame? first = null;
            for (int i = 0; i < met.Length; i++)
            {
                Frame frame = list[i];
                if ((severalAlone ? met[i].Several : met[i].Any) > distance || (first is not null && (first.Mode is not null || frame.Mode is null || frame.Type != first.Type))
                    || (frame.Type == Frame.None && !frame.Own && distance == FrameDistance.Below))
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

    private static Dictionary<FrameKey, FrameRows> Read(TsvTable table, bool own)
    {
        var frames = new Dictionary<FrameKey, FrameRows>();
        foreach (TsvTable.Row row in table.Rows)
        {
            var key = new FrameKey(row["lemma"].ToLowerInvariant(), row["pos"][0]);
            if (!frames.TryGetValue(key, out var list))
            {
                frames[key] = list = new FrameRows();
            }

            string with = row["with"];
            string id = with.Length == 0 ? $"{row["lemma"]}.{row["pos"]}" : $"{row["lemma"]}.{row["pos"]}+{with}";
            list.Frames.Add(new Frame(
                id,
                row["type"],
                row["mode"].Length == 0 ? null : row["mode"],
                row["cameo"],
                with,
                own));
        }

        return frames;
    }

    // "Were outraged" may be read as a verb.
    private static FrameRows? Participle(Dictionary<FrameKey, FrameRows> table, Sentence sentence, int token) =>
        sentence.Tokens[token] is { Upos: "VERB", Xpos: "VBN" } ? table.GetValueOrDefault(new FrameKey(sentence.Lower(token), 'a')) : null;

    // The tokeniser takes "cease-fire" and "sit-in" apart: the last piece stands for the word, or the one before a particle.
    private static FrameRows? Joined(Dictionary<FrameKey, FrameRows> table, Sentence sentence, int token)
    {
        FrameRows? Of(string word) =>
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

    private static char Pos(Token token) => token.Upos switch { "VERB" => 'v', "NOUN" or "PROPN" => 'n', _ => 'a' };

    private sealed record Known(FrameLexicon Of, Sentence Sentence, Frame?[] Frames, bool[] Asked);

    /// <summary>The words around another: those below it and the noun that it modifies, each with how near it stands, who acts and whom it is done to.</summary>
    private sealed class Surroundings
    {
        private const string In = "in";

        private readonly FrameLexicon lexicon;
        private readonly Sentence sentence;
        private readonly int token;
        private readonly List<(int Token, FrameDistance Distance)> words = [];

        // Each lemma where it is nearest.
        private readonly Dictionary<string, FrameDistance> lemmas = new(StringComparer.Ordinal);
        private ImmutableArray<int> actors;
        private ImmutableArray<int> affected;

        // Classes of the words of each distance, once they have been asked for.
        private ulong affectedClasses;
        private ulong nearClasses;
        private bool classed;

        // Whether "in" goes with the verb.
        private readonly bool heldIn;

        public Surroundings(FrameLexicon lexicon, Sentence sentence, int token)
        {
            (this.lexicon, this.sentence, this.token) = (lexicon, sentence, token);
            bool verb = sentence.Tokens[token].Upos is "VERB";
            heldIn = !verb || (token + 1 < sentence.Tokens.Length && sentence.Lower(token + 1) == In);
            foreach (int child in sentence.Children(token))
            {
                Token part = sentence.Tokens[child];
                bool done = verb && (part.Is("obj") || part.Deprel is "nsubj:pass" || part.Is("compound"));
                bool apart = verb && IsCircumstance(sentence, child);
                FrameDistance distance = done ? FrameDistance.Object : apart ? FrameDistance.Below : FrameDistance.Near;
                Add(child, distance);
                heldIn |= sentence.Lower(child) == In;
                if (Hyphen(sentence, child - 1))
                {
                    // The tokeniser takes "cease-fire" apart.
                    Add(sentence.Lower(child - 2) + sentence.LowerLemma(child), distance);
                    Add(sentence.Lower(child - 2) + "-" + sentence.LowerLemma(child), distance);
                }

                // "A large number of refugees", "millions of dollars' worth of equipment".
                for (int noun = OfAmount(child); noun >= 0; noun = OfAmount(noun))
                {
                    Add(noun, distance);
                    foreach (int below in sentence.Children(noun))
                    {
                        Add(below, sentence.Tokens[below].Is("conj") || sentence.Tokens[below].Is("compound") || sentence.Tokens[below].Is("amod") ? distance : FrameDistance.Below);
                    }
                }

                // "Called on Monday" asks nobody for anything.
                bool dated = lexicon.days.Contains(sentence.LowerLemma(child).TrimEnd('.'));
                foreach (int below in sentence.Children(child))
                {
                    Token other = sentence.Tokens[below];
                    if (!(dated && other.Is("case")))
                    {
                        Add(
                            below,
                            apart && !other.Is("case") ? FrameDistance.Below
                                : done && (other.Is("conj") || other.Is("compound") || other.Is("amod")) ? FrameDistance.Object
                                : !verb || other.Is("case") || other.Is("conj") || other.Is("mark") ? FrameDistance.Near
                                : FrameDistance.Below);
                    }
                }
            }

            if (!verb && sentence.Tokens[token].Head is >= 0 and var head && !sentence.Tokens[token].Is("nsubj"))
            {
                Add(head, FrameDistance.Near);
            }
        }

        // What there is an amount of; −1 if the noun is none.
        private int OfAmount(int noun)
        {
            if (sentence.Tokens[noun].IsNominal && lexicon.amounts.Contains(sentence.LowerLemma(noun)))
            {
                foreach (int child in sentence.Children(noun))
                {
                    if (child > noun && sentence.Tokens[child].Is("nmod") && sentence.Child(child, "case") is >= 0 and var of && sentence.Lower(of) == "of")
                    {
                        return child;
                    }
                }
            }

            return -1;
        }

        // "After talks", "amid protests", "following an inquiry": what was before or beside an act, not what it is done to.
        private static bool IsCircumstance(Sentence sentence, int child) =>
            (sentence.Tokens[child].Is("obl") || sentence.Tokens[child].Is("advcl")) && sentence.Child(child, "case", "mark") is >= 0 and var at
            && sentence.Lower(at) is "after" or "following" or "amid" or "amidst" or "since" or "despite" or "until";

        private void Add(int word, FrameDistance distance)
        {
            words.Add((word, distance));
            Add(sentence.LowerLemma(word), distance);
        }

        private void Add(string lemma, FrameDistance distance)
        {
            if (!lemmas.TryGetValue(lemma, out FrameDistance known) || distance < known)
            {
                lemmas[lemma] = distance;
            }
        }

        /// <summary>Writes how near the words stand that meet the conditions of each row, and says whether any are met.</summary>
        public bool Meet(FrameRows rows, Span<FrameNearness> met)
        {
            bool any = false;
            FrameConditions conditions = rows.Conditions(lexicon.classes);
            foreach (string lemma in lemmas.Keys)
            {
                foreach (var (row, condition) in conditions.Of(lemma))
                {
                    any |= Meet(condition, ref met[row]);
                }
            }

            foreach (var (row, condition) in conditions.Others)
            {
                any |= Meet(condition, ref met[row]);
            }

            return any;
        }

        private bool Meet(FrameCondition condition, ref FrameNearness met)
        {
            bool several = condition.Parts.Length > 1;
            if (!heldIn && condition.Parts is [{ Lemma: In, Role: FrameRole.Any }])
            {
                // "Gave in", "took them in", but not "gave a speech in Paris".
                return false;
            }

            FrameDistance furthest = FrameDistance.Object, bound = several ? met.Several : met.Any;
            foreach (FrameConditionPart part in condition.Parts)
            {
                if (furthest < bound)
                {
                    furthest = Max(furthest, Of(part));
                }
            }

            if (furthest < bound)
            {
                met = new FrameNearness(several ? furthest : met.Several, furthest < met.Any ? furthest : met.Any);
            }

            return furthest < FrameDistance.Nowhere;
        }

        private static FrameDistance Max(FrameDistance a, FrameDistance b) => a > b ? a : b;

        private FrameDistance Of(FrameConditionPart part)
        {
            if (part.Role == FrameRole.Any)
            {
                return part.Classes == 0 ? lemmas.GetValueOrDefault(part.Lemma, FrameDistance.Nowhere) : OfClasses(part.Classes);
            }

            if (actors.IsDefault)
            {
                Arguments found = ArgumentFinder.Find(sentence, token);
                (actors, affected) = (found.Actors, ArgumentFinder.Affected(sentence, token, found));
            }

            foreach (int word in part.Role == FrameRole.Actor ? actors : affected)
            {
                if (part.Fits(sentence, word, lexicon.classes))
                {
                    return part.Role == FrameRole.Actor ? FrameDistance.Near : FrameDistance.Object;
                }
            }

            return FrameDistance.Nowhere;
        }

        // A class holds so many words that two steps below one of them is found too easily.
        private FrameDistance OfClasses(ulong set)
        {
            if (!classed)
            {
                classed = true;
                foreach (var (word, distance) in words)
                {
                    ulong found = lexicon.classes.Of(sentence, word);
                    affectedClasses |= distance == FrameDistance.Object ? found : 0;
                    nearClasses |= distance == FrameDistance.Near ? found : 0;
                }
            }

            return (affectedClasses & set) != 0 ? FrameDistance.Object : (nearClasses & set) != 0 ? FrameDistance.Near : FrameDistance.Nowhere;
        }
    }
}
