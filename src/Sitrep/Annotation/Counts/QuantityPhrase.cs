namespace Sitrep.Annotation.Counts;

/// <summary>A number with the words that bound it, in tokens of a sentence.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="End">Index after its last.</param>
/// <param name="Number">Index of the token that carries the number.</param>
internal readonly record struct QuantityPhrase(int First, int End, int Number, double? Least, double? Most);

/// <summary>Reads quantities with their bounds: "at least 12", "up to 15", "20 to 25", "two or three", "no one", "a".</summary>
internal sealed class QuantityReader(NumberWords numbers)
{
    public QuantityPhrase? Read(Sentence sentence, int start)
    {
        string word = Word(sentence, start);
        if (!MayStart(word))
        {
            return null;
        }

        if (word is "no" or "nobody" or "none" || (word == "not" && Word(sentence, start + 1) is "a" or "one"))
        {
            int end = word == "no" && Word(sentence, start + 1) is "one" ? start + 2 : word == "not" ? start + 2 : start + 1;
            return word == "no" && Word(sentence, start + 1) is "fewer" or "less" or "more" ? Bounded(sentence, start) : new QuantityPhrase(start, end, end - 1, 0, 0);
        }

        if (word is "both")
        {
            return new QuantityPhrase(start, start + 1, start, 2, 2);
        }

        return Bounded(sentence, start) ?? Range(sentence, start) ?? Plain(sentence, start);
    }

    // Most words start no quantity, and need not be tried for each kind. All first words that the rules below ask for are here.
    private bool MayStart(string word) => numbers.MayStart(word) || word is "no" or "nobody" or "none" or "not" or "both" or "at" or "well" or "more" or "upwards" or "over" or "above" or "up" or "as"
        or "fewer" or "less" or "just" or "under" or "about" or "around" or "nearly" or "almost" or "some" or "roughly" or "approximately" or "exactly" or "only" or "another" or "further" or "estimated"
        or "a" or "an" or "close" or "between" or "from" or "half";

    private static string Word(Sentence sentence, int token) => token >= 0 && token < sentence.Tokens.Length ? sentence.Lower(token) : "";

    // A modifier and what it does to the bounds.
    private QuantityPhrase? Bounded(Sentence sentence, int start)
    {
        string a = Word(sentence, start), b = Word(sentence, start + 1), c = Word(sentence, start + 2);
        var (length, kind) = (a, b, c) switch
        {
            ("at", "least", _) => (2, "least"),
            ("no", "fewer" or "less", "than") => (3, "least"),
            ("not", "fewer" or "less", "than") => (3, "least"),
            ("well", "over", _) => (2, "above"),
            ("more", "than", _) => (2, "above"),
            ("upwards", "of", _) => (2, "least"),
            ("over" or "above", _, _) => (1, "above"),
            ("at", "most", _) => (2, "most"),
            ("up", "to", _) => (2, "most"),
            ("no" or "not", "more", "than") => (3, "most"),
            ("as", "many", "as") => (3, "most"),
            ("fewer" or "less", "than", _) => (2, "below"),
            ("just", "under" or "over", _) => (2, "about"),
            ("under", _, _) => (1, "below"),
            ("about" or "around" or "nearly" or "almost" or "some" or "roughly" or "approximately" or "exactly" or "only" or "another" or "further" or "estimated", _, _) => (1, "about"),
            ("an", "estimated" or "additional", _) => (2, "about"),
            ("a", "further" or "total", _) => (b == "total" && c == "of" ? 3 : 2, "about"),
            ("close", "to", _) => (2, "about"),
            _ => (0, ""),
        };
        if (length == 0 || (Range(sentence, start + length) ?? Plain(sentence, start + length)) is not { } inner || (a == "some" && inner.Least != inner.Most && inner.Least < 24))
        {
            return null;
        }

        return kind switch
        {
            "least" => inner with { First = start, Most = null },
            "above" => inner with { First = start, Least = inner.Least is { } n && n == Math.Floor(n) && inner.Least == inner.Most ? n + 1 : inner.Least, Most = null },
            "most" => inner with { First = start, Least = null },
            "below" => inner with { First = start, Least = null, Most = inner.Most is { } m && inner.Least == inner.Most ? m - 1 : inner.Most },
            _ => inner with { First = start },
        };
    }

    // "20 to 25", "two or three", "between 12 and 15", "20-25"
    private QuantityPhrase? Range(Sentence sentence, int start)
    {
        int at = Word(sentence, start) is "between" or "from" ? start + 1 : start;
        if (numbers.Read(sentence, at) is not { } low)
        {
            return null;
        }

        string joint = Word(sentence, low.End);
        bool joined = at > start ? joint is "and" or "to" : joint is "to" or "or" or "-" or "–" or "—";
        if (!joined || numbers.Read(sentence, low.End + 1) is not { } high || high.Least < low.Least)
        {
            return null;
        }

        return new QuantityPhrase(start, high.End, high.End - 1, low.Least, high.Most);
    }

    private QuantityPhrase? Plain(Sentence sentence, int start)
    {
        int at = Word(sentence, start) is "a" or "an" ? start + 1 : start;
        if (numbers.Read(sentence, at) is { } number && (at == start || number.Vague || Word(sentence, at) is "dozen" or "couple" or "pair" or "hundred" or "thousand" or "million"))
        {
            // "100-plus", "40 or more".
            int more = Word(sentence, number.End) is "-" or "or" && Word(sentence, number.End + 1) is "plus" or "more" ? number.End + 2 : Word(sentence, number.End) is "+" or "plus" ? number.End + 1 : number.End;
            return new QuantityPhrase(start, more, number.End - 1, number.Least, more > number.End ? null : number.Most);
        }

        if (Word(sentence, start) == "half" && Word(sentence, start + 1) == "of" && numbers.Read(sentence, Word(sentence, start + 2) is "the" or "its" or "their" ? start + 3 : start + 2) is { Vague: false } all)
        {
            return new QuantityPhrase(start, all.End, all.End - 1, all.Least / 2, all.Most / 2);
        }

        if (at > start && Scale(Word(sentence, at)) is { } scale)
        {
            return new QuantityPhrase(start, at + 1, at, scale, scale);
        }

        if (Word(sentence, start) == "half" && Word(sentence, start + 1) is "a" && Scale(Word(sentence, start + 2)) is { } whole)
        {
            return new QuantityPhrase(start, start + 3, start + 2, whole / 2, whole / 2);
        }

        return null;
    }

    private static double? Scale(string word) => word switch
    {
        "dozen" => 12,
        "hundred" => 100,
        "thousand" => 1000,
        "million" => 1_000_000,
        _ => null,
    };
}
