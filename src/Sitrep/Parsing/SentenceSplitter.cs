using Sitrep.Learning;

namespace Sitrep.Parsing;

/// <summary>Words → sentences, by a linear model over the gaps between words.</summary>
internal sealed class SentenceSplitter(LinearModel model, Abbreviations abbreviations)
{
    /// <summary>Labels of the model.</summary>
    public const int GoesOn = 0;
    public const int Ends = 1;

    /// <summary>Adds the index after the last word of each sentence; a blank line always ends one.</summary>
    /// <param name="features">Scratch.</param>
    public void Split(string text, IReadOnlyList<Span> words, List<int> ends, FeatureSet features)
    {
        int start = 0;
        Word[] seen = Look(text, words);
        for (int i = 0; i < words.Count; i++)
        {
            if (i == words.Count - 1 || IsBreak(text, words[i].End, words[i + 1].Start) || model.Best(Describe(text, seen, i, start, features)) == Ends)
            {
                start = i + 1;
                ends.Add(start);
            }
        }
    }

    /// <summary>Whether the gap holds a blank line.</summary>
    public static bool IsBreak(string text, int from, int to) => text.AsSpan(from, to - from).Count('\n') >= 2;

    /// <summary>What the features see of each word.</summary>
    public static Word[] Look(string text, IReadOnlyList<Span> words) => [.. words.Select(span => new Word(text, span))];

    /// <summary>The features of the gap after word <paramref name="at"/>, which is not the last, of the sentence that begins at <paramref name="start"/>.</summary>
    public FeatureSet Describe(string text, Word[] words, int at, int start, FeatureSet features)
    {
        unchecked
        {
            Word last = words[at], next = words[at + 1];
            Word before = at > start ? words[at - 1] : default, second = at + 2 < words.Length ? words[at + 2] : default;
            int gap = next.Span.Start - last.Span.End;
            ulong space = gap == 0 ? 0UL : text.AsSpan(last.Span.End, gap).Contains('\n') ? 2UL : 1;
            ulong length = (ulong)Math.Min(at - start, 15) / 3;
            ulong stop = (last.Close * 4) + space, opening = (stop * 8) + next.Open;
            ulong shortened = abbreviations.Kind(last.Span.In(text));
            if (shortened == 0 && last.Length == 1 && last.First == '.' && at > start)
            {
                shortened = 8 * abbreviations.Kind(text.AsSpan(before.Span.Start, last.Span.End - before.Span.Start));
            }

            features.Clear();
            features.Add(1, opening);
            features.Add(2, last.Hash);
            features.Add(3, last.Hash, next.Open, space);
            features.Add(4, next.Hash, stop);
            features.Add(5, before.Hash, last.Hash);
            features.Add(6, last.Hash, next.Hash);
            features.Add(7, last.Shape, next.Shape);
            features.Add(8, before.Shape, last.Shape, next.Shape);
            features.Add(9, before.Hash, opening);
            features.Add(10, length, opening);
            features.Add(11, next.Hash, second.Hash, last.Close);
            features.Add(12, next.Shape, second.Shape, stop);
            features.Add(13, before.Length, opening);
            features.Add(14, before.Shape, last.Hash, next.Open);
            features.Add(15, second.Shape, opening);
            features.Add(16, shortened, opening);
            features.Add(17, shortened, next.Hash);
            features.Add(18, Balance(words, start, at), opening);
            features.Add(19, next.Shape, opening);
            features.Add(20, second.Hash, opening);
            features.Add(23, next.Hash, next.Open, stop);
            features.Add(24, (before.Open * 16) + second.Open, opening, last.Open);
            features.Add(25, last.Hash, next.Shape, second.Shape);
            features.Add(26, next.Hash, next.Shape, last.Open);
            features.Add(27, last.Shape, next.Hash, next.Open);
            features.Add(28, before.Close, opening, length);
            Word first = at > start ? words[start] : last;
            features.Add(29, first.Hash, opening);
            features.Add(30, before.Hash, last.Hash, next.Shape);
            features.Add(21, (ulong)Math.Min(at - start, 4), last.Hash, next.Open);
            if (start > 0)
            {
                features.Add(22, words[start - 1].Close, opening);
            }

            return features;
        }
    }

    /// <summary>How many brackets and quotation marks are open.</summary>
    private static ulong Balance(Word[] words, int start, int at)
    {
        int brackets = 0, quotes = 0, straight = 0;
        for (int i = Math.Max(start, at - 80); i <= at; i++)
        {
            char c = words[i].First;
            brackets += c == '(' ? 1 : c == ')' ? -1 : 0;
            quotes += c == '“' ? 1 : c == '”' ? -1 : 0;
            straight += c == '"' ? 1 : 0;
        }

        return (ulong)((Math.Clamp(brackets + 1, 0, 3) * 8) + (Math.Clamp(quotes + 1, 0, 3) * 2) + (straight % 2));
    }

    /// <summary>What the features see of a word.</summary>
    internal readonly struct Word
    {
        public Word(string text, Span span)
        {
            ReadOnlySpan<char> word = span.In(text);
            (Span, First) = (span, word[0]);
            (Hash, Shape) = IsAddress(word) ? (1, word.Contains('@') ? 1UL : 2) : IsRule(word) ? (2, 3) : (CharKinds.LowerHash(word), CharKinds.ShapeHash(word));
            Length = (ulong)Math.Min(word.Length, 5);
            Open = (ulong)CharKinds.Of(word[0]) + 1;
            Close = word[^1] switch
            {
                '.' => word.Length == 1 ? 1UL : 2,
                '!' or '?' => 3,
                '…' => 4,
                ':' or ';' => 5,
                '"' or '”' or '\'' or '’' => 6,
                ')' or ']' => 7,
                ',' => 8,
                '-' or '–' or '—' => 9,
                char c when char.IsLetter(c) => 10,
                char c when char.IsDigit(c) => 11,
                _ => 12,
            };
        }

        // Addresses are alike, and so are lines of one character: each by itself is too rare to learn from.
        private static bool IsAddress(ReadOnlySpan<char> word) =>
            word.Length > 5 && (word.Contains('@') || word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www.", StringComparison.OrdinalIgnoreCase));

        private static bool IsRule(ReadOnlySpan<char> word) =>
            word.Length > 3 && word[0] is '_' or '-' or '=' or '*' or '~' or '#' && word.IndexOfAnyExcept(word[0]) < 0;

        public Span Span { get; }

        public char First { get; }

        public ulong Hash { get; }

        public ulong Shape { get; }

        public ulong Length { get; }

        /// <summary>Kind of the first character.</summary>
        public ulong Open { get; }

        /// <summary>Kind of the last character.</summary>
        public ulong Close { get; }
    }
}
