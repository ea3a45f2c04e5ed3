using System.Buffers;
using Sitrep.Learning;

namespace Sitrep.Parsing;

/// <summary>Text → words, by a linear model over the places where one could end inside a run without white space.</summary>
internal sealed class Tokenizer(LinearModel model, Contractions contractions, Abbreviations abbreviations)
{
    /// <summary>Labels of the model.</summary>
    public const int Join = 0;
    public const int Cut = 1;

    private static readonly SearchValues<char> Openers = SearchValues.Create("([{<\"'“‘-");
    private const string AroundAddress = "<>\"";
    private static readonly SearchValues<char> Closers = SearchValues.Create(")]}>.,;:!?\"'”’-");

    /// <summary>Adds the words of a stretch of text, in order.</summary>
    /// <param name="features">Scratch.</param>
    public void Tokenize(string text, Span stretch, List<Span> words, FeatureSet features)
    {
        for (int start = NextChunk(text, stretch.Start, stretch.End, out int end); start < stretch.End; start = NextChunk(text, end, stretch.End, out end))
        {
            int word = start;
            for (int at = start + 1; at < end; at++)
            {
                if (IsCandidate(text, start, at, end) && (IsStop(text, start, at, end) || model.Best(Describe(text, start, at, end, features)) == Cut))
                {
                    words.Add(new Span(word, at));
                    word = at;
                }
            }

            words.Add(new Span(word, end));
        }
    }

    // The full stop after a word that is no abbreviation.
    private bool IsStop(string text, int start, int at, int end) => text[at] == '.' && at == end - 1 && abbreviations.IsWord(text.AsSpan(start, end - start));

    /// <summary>Finds the next run without white space; at the end of the stretch both are its end.</summary>
    public static int NextChunk(string text, int from, int limit, out int end)
    {
        while (from < limit && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        end = from;
        while (end < limit && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return from;
    }

    /// <summary>Whether a word may end before <paramref name="at"/>, inside the chunk from start to end.</summary>
    public bool IsCandidate(string text, int start, int at, int end)
    {
        char before = text[at - 1], after = text[at];
        if (IsAddress(text.AsSpan(start, end - start)))
        {
            // Only what stands around an address comes off, be it before or after a name as in "Ana"<ana@example.org>.
            return AroundAddress.Contains(before, StringComparison.Ordinal) || AroundAddress.Contains(after, StringComparison.Ordinal)
                || !text.AsSpan(start, at - start).ContainsAnyExcept(Openers) || !text.AsSpan(at, end - at).ContainsAnyExcept(Closers);
        }

        if (char.IsLowSurrogate(after))
        {
            return false;
        }

        if (char.IsLetter(before) && char.IsLetter(after))
        {
            return contractions.MayCut(text.AsSpan(start, end - start), at - start);
        }

        return !(char.IsDigit(before) && char.IsDigit(after));
    }

    /// <summary>The features of a candidate.</summary>
    public FeatureSet Describe(string text, int start, int at, int end, FeatureSet features)
    {
        unchecked
        {
            char At(int i) => i < start || i >= end ? ' ' : text[i];
            ulong Window(int from, int to)
            {
                ulong hash = 0;
                for (int i = from; i < to; i++)
                {
                    hash = (hash << 16) | At(at + i);
                }

                return hash;
            }

            ulong kinds = 0;
            for (int i = -4; i < 4; i++)
            {
                kinds = (kinds * 8) + (ulong)CharKinds.Of(At(at + i));
            }

            int left = at, right = at, wordLeft = Math.Max(start, at - 1), wordRight = Math.Min(end, at + 1);
            while (left > start && char.IsLetter(text[left - 1]))
            {
                left--;
            }

            while (right < end && char.IsLetter(text[right]))
            {
                right++;
            }

            while (wordLeft > start && char.IsLetterOrDigit(text[wordLeft - 1]))
            {
                wordLeft--;
            }

            while (wordRight < end && char.IsLetterOrDigit(text[wordRight]))
            {
                wordRight++;
            }

            ReadOnlySpan<char> chunk = text.AsSpan(start, end - start);
            ulong lettersLeft = CharKinds.LowerHash(text.AsSpan(left, at - left)), lettersRight = CharKinds.LowerHash(text.AsSpan(at, right - at));
            ulong pieceLeft = CharKinds.LowerHash(text.AsSpan(wordLeft, at - wordLeft)), pieceRight = CharKinds.LowerHash(text.AsSpan(at, wordRight - at));
            ulong before = At(at - 1), after = At(at), place = (ulong)((Math.Min(at - start, 6) * 8) + Math.Min(end - at, 6));
            int next = end;
            while (next < text.Length && char.IsWhiteSpace(text[next]))
            {
                next++;
            }

            // What follows in another block says nothing of this word.
            ulong following = next < text.Length && text.AsSpan(end, next - end).Count('\n') < 2 ? (ulong)CharKinds.Of(text[next]) : 7;
            ulong address = IsAddress(chunk) ? 1UL : 0;

            features.Clear();
            features.Add(1);
            features.Add(2, before, after);
            features.Add(3, Window(-1, 2));
            features.Add(4, Window(-2, 1));
            features.Add(5, Window(-2, 2));
            features.Add(6, Window(0, 3));
            features.Add(7, kinds);
            features.Add(8, kinds, before);
            features.Add(9, kinds, after);
            features.Add(10, lettersLeft, after);
            features.Add(11, lettersRight, before);
            features.Add(12, lettersLeft, lettersRight);
            features.Add(13, pieceLeft);
            features.Add(14, pieceRight);
            features.Add(15, pieceLeft, pieceRight);
            features.Add(16, CharKinds.LowerHash(chunk), (ulong)(at - start));
            features.Add(17, CharKinds.LowerHash(chunk));
            features.Add(18, place, before);
            features.Add(19, place, after);
            features.Add(20, pieceLeft, after, following);
            features.Add(21, (ulong)(chunk.Count('.') + (16 * chunk.Count('-'))), Window(-1, 1));
            features.Add(22, address, before, after);
            features.Add(23, address, kinds);
            if (text[at] == '.')
            {
                ulong shortened = abbreviations.Kind(text.AsSpan(wordLeft, at + 1 - wordLeft));
                features.Add(30, shortened, following, (ulong)Math.Min(end - at, 3));
                features.Add(31, shortened, (ulong)Math.Min(at - wordLeft, 6), following);
            }

            features.Add(27, (kinds >> 9) & 0x3F);
            features.Add(28, (kinds >> 6) & 0xFFF);
            features.Add(29, (kinds >> 3) & 0x3FFFF);
            if (char.IsLetter(text[at - 1]) && char.IsLetter(text[at]))
            {
                // "its" is a pronoun, or "it's" without its apostrophe: the neighbours tell.
                int beforeEnd = start, nextEnd = next;
                while (beforeEnd > 0 && char.IsWhiteSpace(text[beforeEnd - 1]))
                {
                    beforeEnd--;
                }

                int beforeStart = beforeEnd;
                while (beforeStart > 0 && !char.IsWhiteSpace(text[beforeStart - 1]))
                {
                    beforeStart--;
                }

                while (nextEnd < text.Length && !char.IsWhiteSpace(text[nextEnd]))
                {
                    nextEnd++;
                }

                int ending = Math.Max(next, nextEnd - 3);
                ulong word = CharKinds.LowerHash(chunk);
                features.Add(24, word, CharKinds.LowerHash(text.AsSpan(beforeStart, beforeEnd - beforeStart)));
                features.Add(25, word, CharKinds.LowerHash(text.AsSpan(next, nextEnd - next)));
                features.Add(26, word, CharKinds.LowerHash(text.AsSpan(ending, nextEnd - ending)));
            }
            return features;
        }
    }

    /// <summary>A web or mail address, or the name of a file.</summary>
    private static bool IsAddress(ReadOnlySpan<char> chunk)
    {
        if (chunk.Length < 6)
        {
            return false;
        }

        if (chunk.Contains("://", StringComparison.Ordinal) || chunk.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        int at = chunk.IndexOf('@');
        if (at > 0 && chunk[at..].Contains('.') && !chunk.Contains('/'))
        {
            return true;
        }

        int dot = chunk.TrimEnd(".,;:)]!?").LastIndexOf('.');
        return dot > 0 && chunk[(dot + 1)..].TrimEnd(".,;:)]!?") is "com" or "org" or "net" or "gov" or "edu" or "html" or "htm" or "pdf" or "doc" or "jpg" or "gif" or "xls";
    }
}
