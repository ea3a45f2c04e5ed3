using System.Collections.Immutable;
using System.Numerics;
using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>What the classifiers look at around a trigger.</summary>
internal sealed class EventFeatures(RoleNouns roles, CountryNames countries, WordClasses classes, FrameLexicon frames)
{
    [ThreadStatic]
    private static Words? latest;

    /// <summary>What the features of <see cref="Describe"/> look at, for a person.</summary>
    public static string NameOf(int template) => template switch
    {
        0 => "any candidate word",
        1 => "word",
        2 => "tag",
        3 => "frame, its type and mode",
        4 => "frame, and whether it has a condition (c)",
        5 => "frame, and what the word is to its governor",
        6 => "form",
        7 => "in a statement (a), and frame",
        8 => "relation to what it governs, and frame",
        9 => "what it governs",
        10 => "what it governs, and word",
        11 => "kind of what it governs, and frame",
        12 => "kind of what it governs, and word",
        13 => "what governs it",
        14 => "what governs it, and word",
        15 => "what governs it, and frame",
        16 => "its preposition, and word",
        17 => "class of who acts",
        18 => "class of who acts, and word",
        19 => "class of what it is done to",
        28 => "class of what it is done to, and word",
        29 => "classes of who acts and what it is done to",
        20 => "auxiliary, adverb or determiner",
        21 => "auxiliary, adverb or determiner, and frame",
        22 or 23 or 24 => $"word {template - 21} above, and the relation to it",
        25 or 26 or 27 => $"auxiliary or negation of the word {template - 24} above",
        30 => "word of the sentence",
        31 => "word of the sentence, and frame",
        32 => "second word before, and frame",
        33 => "word before, and frame",
        35 => "word after, and frame",
        36 => "second word after, and frame",
        40 or 41 => $"frame of the word {template - 39} above, and frame",
        42 or 43 => $"frame of the word {template - 41} above, and word",
        44 => "frame of what it governs, and frame",
        _ => throw new ArgumentOutOfRangeException(nameof(template), template, "no such feature"),
    };

    /// <summary>For type and mode: the word, its frame, what it governs and what governs it, and the words of the sentence.</summary>
    public void Describe(Sentence sentence, int token, Frame? frame, bool attributed, FeatureSet features)
    {
        features.Clear();
        Token word = sentence.Tokens[token];
        string lemma = sentence.LowerLemma(token);
        string type = frame?.Type ?? "";
        features.Add(0);
        features.Add(1, lemma, word.Upos);
        features.Add(2, word.Xpos, word.Upos);
        features.Add(3, type, frame?.Mode ?? "");
        features.Add(4, type, frame is { With.Length: > 0 } ? "c" : "");
        features.Add(5, type, word.Deprel);
        features.Add(6, sentence.Lower(token));
        features.Add(7, attributed ? "a" : "", type);
        Around(sentence, token, lemma, type, features);
        Classes(sentence, token, lemma, features);
        Modality(sentence, token, type, features);
        Neighbours(sentence, token, lemma, type, features);
        Words words = WordsOf(sentence);
        ulong hash = FeatureSet.Hash(type);
        for (int i = 0; i < sentence.Tokens.Length; i++)
        {
            if (sentence.Tokens[i].Upos is not ("NOUN" or "VERB" or "ADJ"))
            {
                continue;
            }

            if (features.Named is not null)
            {
                features.Add(30, words.Masked[i]);
                features.Add(31, words.Masked[i], type);
                continue;
            }

            features.Add(30, words.Hashes[i]);
            features.Add(31, words.Hashes[i], hash);
        }

        for (int offset = -2; offset <= 2; offset++)
        {
            int at = token + offset;
            if (offset != 0 && at >= 0 && at < sentence.Tokens.Length)
            {
                features.Add(32 + offset + 2, words.Masked[at], type);
            }
        }
    }

    /// <summary>For status and time: auxiliaries, negation, what the word depends on, dates and other marks of distance.</summary>
    public void DescribeModality(Sentence sentence, int token, string type, string? cue, FeatureSet features)
    {
        features.Clear();
        Token word = sentence.Tokens[token];
        features.Add(0);
        features.Add(1, type);
        features.Add(2, word.Xpos, word.Upos);
        features.Add(3, word.Deprel);
        features.Add(4, cue ?? "", cue is null ? "" : word.Xpos);
        features.Add(5, cue is null ? "" : "cue");
        features.Add(6, sentence.LowerLemma(token));
        Modality(sentence, token, "", features);
        for (int i = 0; i < sentence.Tokens.Length; i++)
        {
            Token other = sentence.Tokens[i];
            string form = sentence.Lower(i);
            if (other.Upos is "AUX" or "SCONJ" or "ADV" or "PART" || form is "years" or "ago" or "anniversary" or "since" or "decades" or "war" or "century" or "once" or "former" || IsYear(form))
            {
                features.Add(50, IsYear(form) ? "year" : form);
            }
        }

        if (sentence.Tokens[^1].Form == "?")
        {
            features.Add(51);
        }
    }

    /// <summary>The mean vector of a sentence's words, for <see cref="Write"/>; empty without a network.</summary>
    public float[] Mean(Sentence sentence)
    {
        if (sentence.Encodings.IsEmpty)
        {
            return [];
        }

        float[] mean = new float[sentence.Encodings.Word(0).Length];
        AddMean(sentence, [.. Enumerable.Range(0, sentence.Tokens.Length).Where(i => sentence.Tokens[i].Upos is "NOUN" or "VERB" or "ADJ")], mean);
        return mean;
    }

    /// <summary>How many numbers a word of the sentence has; 0 without a network.</summary>
    public static int WidthOf(Sentence sentence) => sentence.Encodings.IsEmpty ? 0 : (2 * sentence.Encodings.All(0).Length) + (5 * sentence.Encodings.Word(0).Length);

    /// <summary>Writes what the network read of a word, then word vectors of who acts, of whom it is done to, and of the sentence's words on the average.</summary>
    /// <param name="mean">What <see cref="Mean"/> made of the sentence.</param>
    /// <param name="numbers"><see cref="WidthOf"/> zeros.</param>
    public void Write(Sentence sentence, int token, ReadOnlySpan<float> mean, Span<float> numbers)
    {
        if (numbers.IsEmpty)
        {
            return;
        }

        ReadOnlySpan<float> own = sentence.Encodings.All(token);
        own.CopyTo(numbers);
        Arguments arguments = ArgumentFinder.Find(sentence, token);
        AddMean(sentence, arguments.Actors, numbers.Slice(own.Length, mean.Length));
        AddMean(sentence, arguments.Recipients, numbers.Slice(own.Length + mean.Length, mean.Length));
        mean.CopyTo(numbers[(own.Length + (2 * mean.Length))..]);
        Span<float> rest = numbers[(own.Length + (3 * mean.Length))..];
        if (sentence.Tokens[token].Head is >= 0 and var governor && !countries.IsNamedBy(sentence.Tokens[governor].Form))
        {
            sentence.Encodings.All(governor).CopyTo(rest);
        }

        rest = rest[own.Length..];
        foreach (int near in (ReadOnlySpan<int>)[token - 1, token + 1])
        {
            if (near >= 0 && near < sentence.Tokens.Length && !countries.IsNamedBy(sentence.Tokens[near].Form))
            {
                sentence.Encodings.Word(near).CopyTo(rest);
            }

            rest = rest[mean.Length..];
        }
    }

    private void AddMean(Sentence sentence, ImmutableArray<int> tokens, Span<float> sum)
    {
        // Which country acts must not matter.
        foreach (int token in tokens)
        {
            if (countries.IsNamedBy(sentence.Tokens[token].Form))
            {
                continue;
            }

            ReadOnlySpan<float> word = sentence.Encodings.Word(token);
            for (int i = 0; i < word.Length; i++)
            {
                sum[i] += word[i] / tokens.Length;
            }
        }
    }

    // The words of the sentence that this thread looked at last: its candidates come one after another.
    private Words WordsOf(Sentence sentence)
    {
        if (latest is not { } words || words.Sentence != sentence || words.Of != this)
        {
            string[] masked = new string[sentence.Tokens.Length];
            for (int i = 0; i < masked.Length; i++)
            {
                masked[i] = countries.IsNamedBy(sentence.Tokens[i].Form) ? "@country" : sentence.LowerLemma(i);
            }

            latest = words = new Words(this, sentence, masked, Array.ConvertAll(masked, word => FeatureSet.Hash(word)), new string?[masked.Length], new string?[masked.Length]);
        }

        return words;
    }

    private static bool IsYear(string form) => form.Length == 4 && form[0] is '1' or '2' && form.All(char.IsAsciiDigit);

    private void Around(Sentence sentence, int token, string lemma, string type, FeatureSet features)
    {
        Words words = WordsOf(sentence);
        foreach (int child in sentence.Children(token))
        {
            Token part = sentence.Tokens[child];
            string head = words.Masked[child], kind = words.Kinds[child] ??= Kind(sentence, child);
            string preposition = sentence.Child(child, "case") is >= 0 and var at ? sentence.Lower(at) : "";
            string relation = part.Deprel + preposition;
            features.Add(8, relation, type);
            features.Add(9, relation, head);
            features.Add(10, relation, head, lemma);
            features.Add(11, relation, kind, type);
            features.Add(12, relation, kind, lemma);
        }

        Token word = sentence.Tokens[token];
        string governor = word.Head < 0 ? "root" : sentence.LowerLemma(word.Head);
        features.Add(13, word.Deprel, governor);
        features.Add(14, governor, lemma);
        features.Add(15, word.Deprel, governor, type);
        string own = sentence.Child(token, "case") is >= 0 and var mine ? sentence.Lower(mine) : "";
        features.Add(16, own, lemma);
    }

    // Who acts and what it is done to by what they are, so that "gunmen hold" tells of "rebels hold".
    private void Classes(Sentence sentence, int token, string lemma, FeatureSet features)
    {
        Arguments arguments = ArgumentFinder.Find(sentence, token);
        ulong by = 0, on = 0;
        foreach (int actor in arguments.Actors)
        {
            by |= classes.Of(sentence, actor);
        }

        foreach (int affected in ArgumentFinder.Affected(sentence, token, arguments))
        {
            on |= classes.Of(sentence, affected);
        }

        ulong word = FeatureSet.Hash(lemma);
        for (ulong rest = by; rest != 0; rest &= rest - 1)
        {
            int one = BitOperations.TrailingZeroCount(rest);
            Add(17, one, -1);
            AddWith(18, one);
            for (ulong others = on; others != 0; others &= others - 1)
            {
                Add(29, one, BitOperations.TrailingZeroCount(others));
            }
        }

        for (ulong rest = on; rest != 0; rest &= rest - 1)
        {
            int one = BitOperations.TrailingZeroCount(rest);
            Add(19, one, -1);
            AddWith(28, one);
        }

        void Add(int template, int first, int second)
        {
            if (features.Named is null)
            {
                if (second < 0)
                {
                    features.Add(template, classes.Hashes[first]);
                }
                else
                {
                    features.Add(template, classes.Hashes[first], classes.Hashes[second]);
                }
            }
            else if (second < 0)
            {
                features.Add(template, classes.Names[first]);
            }
            else
            {
                features.Add(template, classes.Names[first], classes.Names[second]);
            }
        }

        void AddWith(int template, int one)
        {
            if (features.Named is null)
            {
                features.Add(template, classes.Hashes[one], word);
            }
            else
            {
                features.Add(template, classes.Names[one], lemma);
            }
        }
    }

    // What words above and below report: "called for sanctions" is no sanction, "agreed to release" one act.
    private void Neighbours(Sentence sentence, int token, string lemma, string type, FeatureSet features)
    {
        int current = token;
        for (int step = 0; step < 2 && sentence.Tokens[current].Head is >= 0 and var head; step++)
        {
            string above = TypeOf(sentence, head);
            features.Add(40 + step, sentence.Tokens[current].Deprel, above, type);
            features.Add(42 + step, above, lemma);
            current = head;
        }

        foreach (int child in sentence.Children(token))
        {
            if (sentence.Tokens[child].Upos is "NOUN" or "VERB")
            {
                features.Add(44, sentence.Tokens[child].Deprel, TypeOf(sentence, child), type);
            }
        }
    }

    private string TypeOf(Sentence sentence, int token) => sentence.Tokens[token].Upos is "NOUN" or "VERB" or "ADJ" ? WordsOf(sentence).Types[token] ??= frames.Match(sentence, token)?.Type ?? "" : "-";

    // Names fall together by what they are: a people or country, a role's sector, a name, a pronoun.
    private string Kind(Sentence sentence, int token)
    {
        Token word = sentence.Tokens[token];
        return countries.Of(word.Form) is not null ? "country" : roles.At(sentence, token)?.Sector ?? word.Upos;
    }

    private static void Modality(Sentence sentence, int token, string type, FeatureSet features)
    {
        foreach (int child in sentence.Children(token))
        {
            Token part = sentence.Tokens[child];
            if (part.Is("aux") || part.Is("mark") || part.Is("advmod") || part.Is("det") || part.Is("cop") || (part.Is("cc") && part.Lemma is "nor" or "neither"))
            {
                features.Add(20, part.Deprel, sentence.Lower(child));
                features.Add(21, sentence.Lower(child), type);
            }
        }

        // Up the tree: plans, denials, conditions and modals reach down through complements.
        int current = token;
        for (int step = 1; step <= 3 && sentence.Tokens[current].Head >= 0; step++)
        {
            string relation = sentence.Tokens[current].Deprel;
            current = sentence.Tokens[current].Head;
            features.Add(21 + step, sentence.LowerLemma(current), relation);
            foreach (int child in sentence.Children(current))
            {
                Token part = sentence.Tokens[child];
                if (part.Is("aux") || part.Is("mark") || (part.Is("advmod") && part.Lemma is "not" or "never") || (part.Is("det") && part.Lemma is "no" or "neither"))
                {
                    features.Add(24 + step, sentence.Lower(child), relation);
                }
            }
        }
    }

    /// <summary>What is looked at again for each candidate of a sentence, worked out once.</summary>
    /// <param name="Masked">Lemmas in lower case, countries as one.</param>
    /// <param name="Kinds">What the words are, where it has been asked for; likewise the types of their frames.</param>
    private sealed record Words(EventFeatures Of, Sentence Sentence, string[] Masked, ulong[] Hashes, string?[] Kinds, string?[] Types);
}
