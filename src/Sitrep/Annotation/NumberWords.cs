using System.Globalization;

namespace Sitrep.Annotation;

/// <summary>A number as written: "12", "1,200", "3.5 million", "two hundred and six", "dozens".</summary>
/// <param name="End">Index after its last token.</param>
/// <param name="Most">Equal to <paramref name="Least"/> for a plain number; null where the word leaves it open.</param>
/// <param name="Vague">A word that names no number.</param>
internal readonly record struct NumberPhrase(int End, double Least, double? Most, bool Vague);

/// <summary>Reads numbers in figures and words (<c>data/en/numbers.tsv</c>).</summary>
internal sealed class NumberWords
{
    private readonly Dictionary<string, (string Class, string Value, double Number)> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> ordinals = new(StringComparer.Ordinal);
    private readonly HashSet<string> starts = new(StringComparer.Ordinal);

    public NumberWords(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("en", "numbers.tsv").Rows)
        {
            starts.Add(row["word"].Split(' ')[0]);
            if (row["class"] == "ordinal")
            {
                ordinals[row["word"]] = double.Parse(row["value"], CultureInfo.InvariantCulture);
            }
            else
            {
                words[row["word"]] = (row["class"], row["value"], row["class"] == "vague" ? 0 : double.Parse(row["value"], CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>Whether a number, or an ordinal, can start with a word in lower case.</summary>
    public bool MayStart(string word) => char.IsAsciiDigit(word[0]) || word[0] == ',' || starts.Contains(word);

    /// <summary>The number that starts at a token, longest first; null if none does.</summary>
    public NumberPhrase? Read(Sentence sentence, int start) => start >= sentence.Tokens.Length || !MayStart(sentence.Lower(start)) ? null : Vague(sentence, start) ?? Exact(sentence, start);

    /// <summary>"third", "3rd", "twenty-first"; its value and the index after it.</summary>
    public (int Value, int End)? Ordinal(Sentence sentence, int start)
    {
        string word = Lower(sentence, start);
        if (ordinals.TryGetValue(word, out double value))
        {
            return ((int)value, start + 1);
        }

        if (Value(word) is ("ten", var ten) && Lower(sentence, start + 1) == "-" && ordinals.TryGetValue(Lower(sentence, start + 2), out double unit) && unit < 10)
        {
            return ((int)(ten + unit), start + 3);
        }

        return word.Length > 2 && char.IsAsciiDigit(word[0]) && word[^2..] is "st" or "nd" or "rd" or "th"
            && int.TryParse(word.AsSpan(0, word.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int figures) ? (figures, start + 1) : null;
    }

    private static string Lower(Sentence sentence, int token) => token < sentence.Tokens.Length ? sentence.Lower(token) : "";

    private NumberPhrase? Vague(Sentence sentence, int start)
    {
        string first = Lower(sentence, start);
        for (int length = 3; length >= 1; length -= 2)
        {
            string phrase = length == 1 ? first : $"{first} {Lower(sentence, start + 1)} {Lower(sentence, start + 2)}";
            if (words.TryGetValue(phrase, out var entry) && entry.Class == "vague")
            {
                int dash = entry.Value.IndexOf('-', StringComparison.Ordinal);
                double? most = dash + 1 < entry.Value.Length ? double.Parse(entry.Value.AsSpan(dash + 1), CultureInfo.InvariantCulture) : null;
                double least = double.Parse(entry.Value.AsSpan(0, dash), CultureInfo.InvariantCulture);

                // "several hundred", "a few thousand"
                if (length == 1 && Value(Lower(sentence, start + 1)) is ("scale", var scale))
                {
                    return new NumberPhrase(start + 2, least * scale, most * scale, true);
                }

                return new NumberPhrase(start + length, least, most, least != most);
            }
        }

        return null;
    }

    private (string Class, double Value) Value(string word)
    {
        if (words.TryGetValue(word, out var entry) && entry.Class is "unit" or "ten" or "scale")
        {
            return (entry.Class, entry.Number);
        }

        if (word.Length == 0 || (!char.IsAsciiDigit(word[0]) && word[0] != ','))
        {
            return ("", 0);
        }

        string digits = word.Replace(",", "", StringComparison.Ordinal);
        bool figures = digits.Length > 0 && char.IsAsciiDigit(digits[0]) && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
        return figures ? ("figures", double.Parse(digits, CultureInfo.InvariantCulture)) : ("", 0);
    }

    private NumberPhrase? Exact(Sentence sentence, int start)
    {
        double total = 0, current = 0;
        int i = start, end = start;
        string last = "";
        for (; i < sentence.Tokens.Length; i++)
        {
            string word = Lower(sentence, i);
            if (end > start && word is "and" or "-" && last.Length > 0 && Value(Lower(sentence, i + 1)).Class is "unit" or "ten"
                && (word == "-" ? last == "ten" : last == "scale"))
            {
                continue;
            }

            var (kind, value) = Value(word);
            bool allowed = kind switch
            {
                "figures" => last.Length == 0,
                "unit" => last is "" or "ten" or "scale",
                "ten" => last is "" or "scale",
                "scale" => last.Length > 0 || value is 12 or >= 100,
                _ => false,
            };
            if (!allowed || (kind == "scale" && last.Length == 0))
            {
                break;
            }

            switch (kind)
            {
                case "scale" when value >= 1000:
                    total += (current == 0 ? 1 : current) * value;
                    current = 0;
                    break;
                case "scale":
                    current *= value;
                    break;
                default:
                    current += value;
                    break;
            }

            last = kind;
            end = i + 1;
        }

        return end == start ? null : new NumberPhrase(end, total + current, total + current, false);
    }
}
