using System.Collections.Immutable;
using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>A country or prefix that a participant may belong to.</summary>
/// <param name="Code">Three letters; empty for none.</param>
/// <param name="Origins">A bit for each way in which the text points to it.</param>
/// <param name="Nearest">The mention of it that is nearest in the participant's sentence, null if there is none.</param>
internal readonly record struct CountryCandidate(string Code, int Origins, CountryMention? Nearest);

/// <summary>What tells a participant's country and sector. Countries fall together: which one it is must not matter, only how the text points to it.</summary>
internal sealed class ParticipantCodeFeatures(ActorCoder coder)
{
    public const string NoSector = "none";

    private const int Ruled = 1, Entity = 2, Head = 4, Modifier = 8, Possessor = 16, Below = 32, Before = 64, After = 128, Other = 256, Home = 512, Leading = 1024, Second = 2048, Elsewhere = 4096, Place = 8192, Near = 16384, Hint = 32768, Doubt = 65536, First = 131072, Often = 262144, Referent = 524288, Facing = 1048576, Previous = 2097152, Last = Previous;

    private static readonly ImmutableArray<(int Bit, string Name)> OriginNames =
    [
        (Ruled, "actor lists and role nouns"),
        (Entity, "who the words stand for"),
        (Head, "the head word"),
        (Modifier, "a word before the head"),
        (Possessor, "the possessor"),
        (Below, "words within the phrase"),
        (Before, "words before it in the sentence"),
        (After, "words after it in the sentence"),
        (Other, "the words of another on the same side"),
        (Home, "the home of the news"),
        (Leading, "the country that the article names most"),
        (Second, "the country that the article names second most"),
        (Elsewhere, "a country that the article names"),
        (Place, "a place in it"),
        (Near, "the nearest country in the sentence"),
        (Hint, "a people, a parliament or the like of it"),
        (Doubt, "what may be a place in it"),
        (First, "the country that the article names first"),
        (Often, "a country that it names several times"),
        (Referent, "whom a pronoun stands for"),
        (Previous, "the country that was named last before the sentence"),
        (Facing, "the words of who did it to them, or to whom they did it"),
    ];

    /// <summary>The ways in which the text points to a candidate, for a person.</summary>
    public static ImmutableArray<string> NamesOf(int origins) => [.. OriginNames.Where(o => (origins & o.Bit) != 0).Select(o => o.Name)];

    /// <summary>What the network read of the participant's head; empty without a network, nothing of a country's name.</summary>
    public ReadOnlySpan<float> Numbers(Sentence sentence, int head)
    {
        if (sentence.Encodings.IsEmpty)
        {
            return [];
        }

        ReadOnlySpan<float> own = sentence.Encodings.All(head);
        return coder.Countries.IsNamedBy(sentence.Tokens[head].Form) ? new float[own.Length] : own;
    }

    /// <summary>The kinds of candidates, by which their weights differ; the first stands for all kinds.</summary>
    public static ImmutableArray<string> Kinds { get; } =
        ["any", "none", "IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "head", "possessor", "modifier", "below", "listed", "entity", "referent", "home", "leading", "sentence", "elsewhere", "hint"];

    /// <summary>The candidate's kind, by index: a prefix, or the closest way in which the text points to a country.</summary>
    public static int KindOf(CountryCandidate candidate)
    {
        int prefix = ParticipantCoder.Prefixes.IndexOf(candidate.Code);
        if (prefix >= 0)
        {
            return 1 + prefix;
        }

        int kind = 1 + ParticipantCoder.Prefixes.Length;
        foreach (int bits in (ReadOnlySpan<int>)[Head, Possessor, Modifier, Below, Ruled, Entity, Referent, Home, Leading, Before | After, Second | Elsewhere])
        {
            if ((candidate.Origins & bits) != 0)
            {
                return kind;
            }

            kind++;
        }

        return kind;
    }

    public ImmutableArray<CountryCandidate> Candidates(ParticipantCase one, CountryMentions mentions)
    {
        var origins = new Dictionary<string, (int Origins, CountryMention? Nearest)>(StringComparer.Ordinal);
        void Point(string? code, int how, CountryMention? mention = null)
        {
            if (code is not null)
            {
                code = coder.Countries.StateOf(code);
                var (known, nearest) = origins.GetValueOrDefault(code);
                origins[code] = (known | how, mention is { } m && (nearest is not { } n || Math.Abs(m.Token - one.Head) < Math.Abs(n.Token - one.Head)) ? m : nearest);
            }
        }

        foreach (string prefix in ParticipantCoder.Prefixes)
        {
            origins[prefix] = default;
        }

        Point(one.Ruled?.Country ?? (one.Ruled is null ? null : ""), Ruled);
        Point(one.Entity?.Actor?.Country, Entity);
        Point(one.Home, Home);
        Point(one.Referent?.Country, Referent);
        CountryMention? near = null;
        foreach (CountryMention mention in mentions.Of(one.Sentence.Index))
        {
            int how = mention.Token < one.Head ? Before : After;
            how |= mention.Cue switch { CountryCue.Place => Place, CountryCue.Cue => Hint, CountryCue.Doubtful => Doubt, _ => 0 };
            if (one.Sentence.Governs(one.Head, mention.Token))
            {
                Token token = one.Sentence.Tokens[mention.Token];
                how |= mention.Token == one.Head ? Head : token.Head != one.Head ? Below : token.Is("nmod:poss") ? Possessor : token.Is("amod") || token.Is("compound") || token.Is("flat") ? Modifier : Below;
            }
            else if (Follows(one.Sentence, one.Head, mention.Token))
            {
                how |= Below;
            }
            else if (Names(one, one.Beside, mention.Token))
            {
                how |= Other;
            }
            else if (Names(one, one.Opposed, mention.Token))
            {
                how |= Facing;
            }

            Point(mention.Country, how, mention);
            if (mention.Cue is not (CountryCue.Cue or CountryCue.Doubtful) && (near is not { } known || Math.Abs(mention.Token - one.Head) < Math.Abs(known.Token - one.Head)))
            {
                near = mention;
            }
        }

        Point(near?.Country, Near);
        Point(mentions.Before(one.Sentence.Index), Previous);
        for (int i = 0; i < Math.Min(4, mentions.Ranked.Length); i++)
        {
            Point(mentions.Ranked[i], i == 0 ? Leading : i == 1 ? Second : Elsewhere);
        }

        Point(mentions.First, First);
        foreach (string country in mentions.Often)
        {
            Point(country, Often);
        }

        for (int i = 0; i < Math.Min(3, mentions.Hinted.Length); i++)
        {
            Point(mentions.Hinted[i], Hint);
        }

        // Foreigners come from anywhere but where the text happens to be; a foreign minister does not.
        bool foreign = coder.Roles.At(one.Sentence, one.Head)?.Sector != "GOV" && one.Sentence.Children(one.Head).ToArray().Any(c => one.Sentence.Tokens[c].Is("amod") && one.Sentence.Tokens[c].Lemma.ToLowerInvariant() is "foreign" or "overseas");
        return
        [
            .. origins.Where(o => !foreign || ParticipantCoder.Prefixes.Contains(o.Key) || (o.Value.Origins & (Head | Modifier | Possessor | Below)) != 0)
                .OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => new CountryCandidate(o.Key, o.Value.Origins, o.Value.Nearest)),
        ];
    }

    /// <summary>How many of the candidates are countries.</summary>
    public static int Countries(ImmutableArray<CountryCandidate> candidates) => candidates.Count(c => !ParticipantCoder.Prefixes.Contains(c.Code));

    // "A village in X" is X's, also where the tree hangs "in X" on the verb: which it does, depends on the name.
    private static bool Follows(Sentence sentence, int head, int token) =>
        token == head + 2 && sentence.Lower(head + 1) is "in" or "of" or "near" or "from" && sentence.Tokens[head].Upos == "NOUN";

    private static bool Names(ParticipantCase one, ImmutableArray<int> heads, int token)
    {
        foreach (int head in heads)
        {
            if (one.Sentence.Governs(head, token) || Follows(one.Sentence, head, token))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="countries">How many countries the participant may belong to.</param>
    public void DescribeCountry(ParticipantCase one, CountryCandidate candidate, int countries, FeatureSet features)
    {
        features.Clear();
        int origins = candidate.Origins;
        ulong lemma = FeatureSet.Hash(Masked(one.Sentence, one.Head)), role = FeatureSet.Hash(one.Role), type = FeatureSet.Hash(one.Type), sector = FeatureSet.Hash(one.Ruled?.Sector ?? "");
        ulong state = (one.Ruled is null ? 0UL : one.Ruled.Country is null ? 1UL : 2UL) + (one.Entity?.Actor is null ? 0UL : 4UL) + (one.Sentence.Tokens[one.Head].Upos == "PRON" ? 8UL : 0);
        ulong number = (ulong)Math.Min(countries, 4);
        features.Add(0, number);
        features.Add(1, (ulong)origins);
        features.Add(2, (ulong)origins, state);
        features.Add(3, lemma);
        features.Add(4, sector);
        features.Add(5, role, type);
        features.Add(6, (ulong)origins, role);
        for (int bit = 1; bit <= Last; bit <<= 1)
        {
            if ((origins & bit) != 0)
            {
                features.Add(7, (ulong)bit, number);
                features.Add(8, (ulong)bit, sector);
                features.Add(9, (ulong)bit, lemma);
                features.Add(10, (ulong)bit, role);
                features.Add(11, (ulong)bit, state);
                features.Add(12, (ulong)bit, role, type);
                for (int other = bit << 1; other <= Last; other <<= 1)
                {
                    if ((origins & other) != 0)
                    {
                        features.Add(14, (ulong)(bit | other));
                    }
                }
            }
        }

        if (candidate.Nearest is { } nearest)
        {
            Token token = one.Sentence.Tokens[nearest.Token];
            ulong preposition = FeatureSet.Hash(one.Sentence.Child(nearest.Token, "case") is >= 0 and var at ? one.Sentence.Lower(at) : ""), relation = FeatureSet.Hash(token.Deprel);
            features.Add(15, preposition, relation);
            features.Add(16, preposition, sector, (ulong)(nearest.Cue + 1));
            features.Add(17, (ulong)(Math.Clamp(nearest.Token - one.Head, -9, 9) + 9));
            features.Add(18, relation, role, type);
        }

        foreach (int i in Phrase(one))
        {
            features.Add(13, FeatureSet.Hash(Masked(one.Sentence, i)));
        }
    }

    public void DescribeSector(ParticipantCase one, FeatureSet features)
    {
        features.Clear();
        Token head = one.Sentence.Tokens[one.Head];
        string lemma = Masked(one.Sentence, one.Head), ruled = one.Ruled is null ? "?" : one.Ruled.Sector ?? "", entity = one.Entity is null ? "?" : one.Entity.Actor?.Sector ?? "-";
        string kind = (one.Entity?.Type.ToString() ?? "") + head.Upos, act = one.Type + one.Role;
        features.Add(0);
        features.Add(1, ruled);
        features.Add(2, ruled, kind);
        features.Add(3, ruled, act);
        features.Add(4, ruled, lemma);
        features.Add(5, lemma);
        features.Add(6, lemma, act);
        features.Add(7, entity);
        features.Add(8, entity, ruled);
        features.Add(9, entity, kind, act);
        features.Add(10, kind, act);
        features.Add(11, head.Deprel, kind, ruled);
        features.Add(12, coder.Roles.At(one.Sentence, one.Head)?.Sector ?? "", act, kind);
        features.Add(18, one.Referent is null ? "?" : one.Referent.Sector ?? "", kind);
        foreach (int i in Phrase(one))
        {
            if (i != one.Head)
            {
                string word = Masked(one.Sentence, i);
                features.Add(13, word);
                features.Add(14, word, lemma);
                features.Add(15, one.Sentence.Tokens[i].Deprel, word, ruled);
                features.Add(16, coder.Roles.At(one.Sentence, i)?.Sector ?? "", ruled);
            }
        }

        if (head.Head >= 0)
        {
            features.Add(17, Masked(one.Sentence, head.Head), head.Deprel);
        }
    }

    // The words of the phrase without its clauses and coordinated phrases.
    private static List<int> Phrase(ParticipantCase one)
    {
        var found = new List<int> { one.Head };
        for (int i = 0; i < found.Count && found.Count < 24; i++)
        {
            foreach (int child in one.Sentence.Children(found[i]))
            {
                Token token = one.Sentence.Tokens[child];
                if (!token.Is("acl") && !token.Is("conj") && !token.Is("cc") && !token.Is("punct") && !token.Is("parataxis") && !token.Is("advcl"))
                {
                    found.Add(child);
                }
            }
        }

        return found;
    }

    private string Masked(Sentence sentence, int token)
    {
        Token word = sentence.Tokens[token];
        return coder.Countries.OfAdjective(word.Form) is not null ? "@people" : coder.Countries.OfName(word.Form) is not null ? "@country" : coder.Countries.OfCapital(word.Form) is not null ? "@capital" : word.Lemma.ToLowerInvariant();
    }
}
