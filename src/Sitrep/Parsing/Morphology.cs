using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Learning;

namespace Sitrep.Parsing;

/// <summary>How a word is written, as far as its lemma depends on it.</summary>
internal enum Casing
{
    Lower,

    /// <summary>A capital that the start of the sentence explains.</summary>
    Opening,

    Capital,

    /// <summary>All capitals.</summary>
    Shout,
}

/// <summary>Lemmas and features from a word and its tags: learned exceptions, then the table of irregular forms, then rules over endings.</summary>
internal sealed class Morphology
{
    /// <summary>The longest ending that a rule looks at.</summary>
    public const int LongestEnding = 5;

    /// <summary>Longer ones keep their form as lemma.</summary>
    public const int LongestWord = 60;

    // A name in small letters is one that somebody typed carelessly, unless it is a particle such as "bin" and "de".
    private const int ShortestCareless = 4;

    /// <summary>Characters that the longest key takes.</summary>
    public const int KeyRoom = LongestWord + 32;

    private readonly KeyIndex lexicon;
    private readonly IReadOnlySet<string> verbs;

    private readonly Dictionary<string, string> exceptions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> findException;
    private readonly Dictionary<string, string> irregular = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> findIrregular;
    private readonly Dictionary<string, LemmaRule> rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LemmaRule>.AlternateLookup<ReadOnlySpan<char>> findRule;
    private readonly Dictionary<string, string> features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> findFeatures;

    /// <param name="irregularForms">Columns <c>form</c>, <c>tag</c> (treebank tag), <c>lemma</c>.</param>
    /// <param name="exceptionLines">Key and lemma, see <see cref="Key"/>.</param>
    /// <param name="ruleLines">Key, number of characters to cut, what to add, whether to lower the case.</param>
    /// <param name="featureLines">Key and features.</param>
    /// <param name="lexicon">Words by <see cref="CharKinds.LowerHash"/>, the most frequent first.</param>
    /// <param name="verbs">Lemmas of verbs that other tables know: "probed" and "severed" come from "probe" and "sever", whatever more frequent word another base is.</param>
    public Morphology(TsvTable irregularForms, ImmutableArray<string> exceptionLines, ImmutableArray<string> ruleLines, ImmutableArray<string> featureLines, KeyIndex lexicon, IReadOnlySet<string> verbs)
    {
        this.lexicon = lexicon;
        this.verbs = verbs;
        foreach (TsvTable.Row row in irregularForms.Rows)
        {
            irregular[row["tag"] + " " + row["form"]] = row["lemma"];
        }

        foreach (string line in exceptionLines)
        {
            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            exceptions[line[..tab]] = line[(tab + 1)..];
        }

        foreach (string line in ruleLines)
        {
            string[] cells = line.Split('\t');
            rules[cells[0]] = new LemmaRule(int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], cells[3] == "1");
        }

        foreach (string line in featureLines)
        {
            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            features[line[..tab]] = line[(tab + 1)..];
        }

        findException = exceptions.GetAlternateLookup<ReadOnlySpan<char>>();
        findIrregular = irregular.GetAlternateLookup<ReadOnlySpan<char>>();
        findRule = rules.GetAlternateLookup<ReadOnlySpan<char>>();
        findFeatures = features.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static Morphology Load(ModelFile file, Resources resources, KeyIndex lexicon) =>
        new(
            resources.Table("en", "irregular.tsv"),
            file.Lines("lemma.exceptions"),
            file.Lines("lemma.rules"),
            file.Lines("features"),
            lexicon,
            resources.Table("en", "frames.tsv").Rows.Where(r => r["pos"] == "v").Select(r => r["lemma"])
                .Concat(resources.Table("en", "cues.tsv").Rows.Where(r => r["pos"] == "verb").Select(r => r["word"])).ToHashSet(StringComparer.Ordinal));

    /// <summary>Writes the key of a word, or of its ending, under its tags: <c>VERB VBD 0 went</c>.</summary>
    /// <returns>The part of the buffer written.</returns>
    public static ReadOnlySpan<char> Key(Span<char> buffer, string upos, string xpos, Casing casing, ReadOnlySpan<char> word)
    {
        int length = upos.Length + xpos.Length + 4;
        upos.CopyTo(buffer);
        buffer[upos.Length] = ' ';
        xpos.CopyTo(buffer[(upos.Length + 1)..]);
        buffer[upos.Length + xpos.Length + 1] = ' ';
        buffer[length - 2] = (char)('0' + (int)casing);
        buffer[length - 1] = ' ';
        for (int i = 0; i < word.Length; i++)
        {
            buffer[length + i] = CharKinds.Normal(word[i]);
        }

        return buffer[..(length + word.Length)];
    }

    public static Casing CasingOf(ReadOnlySpan<char> word, bool opensSentence)
    {
        int upper = 0, letters = 0;
        foreach (char c in word)
        {
            letters += char.IsLetter(c) ? 1 : 0;
            upper += char.IsUpper(c) ? 1 : 0;
        }

        return upper == 0 ? Casing.Lower
            : upper == letters && letters > 1 ? Casing.Shout
            : opensSentence && char.IsUpper(word[0]) && upper == 1 ? Casing.Opening
            : Casing.Capital;
    }

    public string Lemma(string form, string upos, string xpos, bool opensSentence)
    {
        if (form.Length > LongestWord)
        {
            return form;
        }

        if (form.Length > 1 && form.Contains('’', StringComparison.Ordinal))
        {
            form = form.Replace('’', '\'');
        }

        if (upos is not ("PROPN" or "NUM" or "SYM" or "X" or "PUNCT"))
        {
            form = Shortened(form);
        }

        if (upos == "NUM" && char.IsDigit(form[0]))
        {
            return form.Replace(",", "", StringComparison.Ordinal);
        }

        Span<char> buffer = stackalloc char[KeyRoom];
        Casing casing = CasingOf(form, opensSentence);
        if (upos == "VERB" && xpos is "VBD" or "VBN" && (FindIrregular(buffer, form, xpos) ?? FindIrregular(buffer, form, xpos == "VBD" ? "VBN" : "VBD")) is { } verb)
        {
            // Before what the treebanks teach, which hold slips such as "flead"; also where the tagger took the past for the participle: "seized the town and taken hostages".
            return verb;
        }

        if (findException.TryGetValue(Key(buffer, upos, xpos, casing, form), out string? known))
        {
            return known;
        }

        if (upos == "NOUN" && casing == Casing.Capital && findException.TryGetValue(Key(buffer, upos, xpos, Casing.Lower, form.ToLowerInvariant()), out known))
        {
            return known;
        }

        // Capitals that say nothing: at the start, and in words that are never names or their adjectives.
        if ((casing == Casing.Opening && upos != "PROPN") || (casing is Casing.Capital or Casing.Shout && upos is not ("PROPN" or "NOUN" or "ADJ" or "X" or "SYM")))
        {
            casing = Casing.Lower;
            form = form.ToLowerInvariant();
            if (findException.TryGetValue(Key(buffer, upos, xpos, casing, form), out known))
            {
                return known;
            }
        }

        if ((casing == Casing.Lower || upos == "NOUN") && FindIrregular(buffer, form, xpos) is { } lemma)
        {
            return lemma;
        }

        lemma = FindRule(form, upos, xpos, casing)?.Apply(form) ?? form;
        if (casing == Casing.Lower && upos == "PROPN" && lemma.Length >= ShortestCareless && lemma.All(char.IsLetter))
        {
            return char.ToUpperInvariant(lemma[0]) + lemma[1..];
        }

        return casing != Casing.Lower ? lemma : xpos switch
        {
            "VBD" or "VBN" when upos == "VERB" => KnownVerb(form, lemma, "ed") ?? Restored(form, lemma, "ed"),
            "VBG" when upos == "VERB" => KnownVerb(form, lemma, "ing") ?? Restored(form, lemma, "ing"),
            "VBD" or "VBN" => Restored(form, lemma, "ed"),
            "VBG" => Restored(form, lemma, "ing"),
            "JJR" or "RBR" => Restored(form, lemma, "er"),
            "JJS" or "RBS" => Restored(form, lemma, "est"),
            "NNS" when form.EndsWith("oes", StringComparison.Ordinal) => Restored(form, lemma, "es"),

            // These are lemmas already; a rule that makes an unknown word of a known one took a slip for its rule.
            "JJ" or "NN" or "RB" or "VB" or "VBP" or "IN" when lemma != form && Rank(lemma) > lexicon.Count && Rank(form) <= lexicon.Count => form,
            _ => lemma,
        };
    }

    /// <summary>The word that somebody drew out: <c>sooo</c>, <c>prettty</c>.</summary>
    private string Shortened(string form)
    {
        int run = 1, longest = 1;
        for (int i = 1; i < form.Length; i++)
        {
            run = char.IsLetter(form[i]) && char.ToLowerInvariant(form[i]) == char.ToLowerInvariant(form[i - 1]) ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }

        if (longest < 3 || Rank(form) <= lexicon.Count)
        {
            return form;
        }

        string single = Cut(1), twice = Cut(2);
        int rank = Math.Min(Rank(single), Rank(twice));
        return rank > lexicon.Count ? form : Rank(single) == rank ? single : twice;

        string Cut(int most)
        {
            var cut = new System.Text.StringBuilder();
            for (int i = 0, same = 1; i < form.Length;)
            {
                for (same = 1; i + same < form.Length && char.ToLowerInvariant(form[i + same]) == char.ToLowerInvariant(form[i]); same++)
                {
                }

                cut.Append(form, i, same > 2 ? most : same);
                i += same;
            }

            return cut.ToString();
        }
    }

    /// <summary>The base of a word that no one has seen: <c>provoke</c> and <c>shell</c> are far more frequent words than <c>provok</c> and <c>shel</c>.</summary>
    private string Restored(string form, string lemma, string ending)
    {
        if (form.Length < ending.Length + 3 || !form.EndsWith(ending, StringComparison.Ordinal))
        {
            return lemma;
        }

        string stem = form[..^ending.Length], best = lemma;
        double rank = Rank(lemma) is int known && known <= lexicon.Count ? known / 5.0 : known;
        foreach (string candidate in Bases(stem))
        {
            if (Rank(candidate) < rank)
            {
                (best, rank) = (candidate, Rank(candidate));
            }
        }

        return best;
    }

    // Null where none of the bases that the form can have is known, or several are.
    private string? KnownVerb(string form, string lemma, string ending)
    {
        if (verbs.Contains(lemma) || form.Length < ending.Length + 2 || !form.EndsWith(ending, StringComparison.Ordinal))
        {
            return null;
        }

        string stem = form[..^ending.Length];
        string? found = null;
        foreach (string candidate in Bases(stem))
        {
            if (candidate != found && verbs.Contains(candidate))
            {
                if (found is not null)
                {
                    return null;
                }

                found = candidate;
            }
        }

        return found;
    }

    // The bases that a stem before "ed" or "ing" may come from.
    private static string[] Bases(string stem) => [stem + "e", stem, stem[^1] == stem[^2] ? stem[..^1] : stem[^1] == 'i' ? stem[..^1] + "y" : stem];

    /// <summary>Place among words by falling frequency.</summary>
    private int Rank(string form) => lexicon.Find(CharKinds.LowerHash(form)) is > 0 and int row ? row : lexicon.Count + 1;

    /// <summary>Universal features, <c>_</c> for none.</summary>
    public string Features(string form, string upos, string xpos)
    {
        if (form.Length > LongestWord)
        {
            return "_";
        }

        Span<char> buffer = stackalloc char[KeyRoom];
        return findFeatures.TryGetValue(Key(buffer, upos, xpos, Casing.Lower, form), out string? found)
            || findFeatures.TryGetValue(Key(buffer, upos, xpos, Casing.Lower, ""), out found) ? found : "_";
    }

    /// <summary>The rule of the longest ending that has one.</summary>
    public LemmaRule? FindRule(ReadOnlySpan<char> form, string upos, string xpos, Casing casing)
    {
        Span<char> buffer = stackalloc char[KeyRoom];
        for (int length = Math.Min(LongestEnding, form.Length); length >= 0; length--)
        {
            if (findRule.TryGetValue(Key(buffer, upos, xpos, casing, form[^length..]), out LemmaRule rule) && rule.Cut <= form.Length)
            {
                return rule;
            }
        }

        return null;
    }

    private string? FindIrregular(Span<char> buffer, string form, string xpos)
    {
        xpos.CopyTo(buffer);
        buffer[xpos.Length] = ' ';
        for (int i = 0; i < form.Length; i++)
        {
            buffer[xpos.Length + 1 + i] = CharKinds.Normal(form[i]);
        }

        return findIrregular.TryGetValue(buffer[..(xpos.Length + 1 + form.Length)], out string? lemma) ? lemma : null;
    }
}

/// <summary>Cuts characters off a form's end, adds others, and may lower its case.</summary>
internal readonly record struct LemmaRule(int Cut, string Add, bool Lower)
{
    /// <summary>The rule that makes the lemma from the form.</summary>
    public static LemmaRule Between(string form, string lemma)
    {
        string lower = form.ToLowerInvariant();
        int kept = Common(form, lemma), keptLower = Common(lower, lemma);
        return kept >= keptLower ? new LemmaRule(form.Length - kept, lemma[kept..], false) : new LemmaRule(form.Length - keptLower, lemma[keptLower..], true);
    }

    public string Apply(string form)
    {
        if (Cut == 0 && Add.Length == 0)
        {
            return Lower ? form.ToLowerInvariant() : form;
        }

        string stem = form[..(form.Length - Cut)] + Add;
        return Lower ? stem.ToLowerInvariant() : stem;
    }

    private static int Common(string a, string b)
    {
        int i = 0;
        while (i < a.Length && i < b.Length && a[i] == b[i])
        {
            i++;
        }

        return i;
    }
}
