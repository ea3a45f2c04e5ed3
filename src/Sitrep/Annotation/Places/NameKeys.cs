using System.Globalization;

namespace Sitrep.Annotation.Places;

/// <summary>A word as a part of a name's key.</summary>
/// <param name="Start">Offset of its first letter.</param>
/// <param name="End">Offset after its last letter, without a possessive ending.</param>
/// <param name="Hash">Of the folded letters of <paramref name="Start"/> to <paramref name="End"/>.</param>
/// <param name="FullEnd">Offset after the possessive ending, the same as <paramref name="End"/> where there is none.</param>
/// <param name="FullHash">Of the word with the ending: <c>St John's</c> is a name, <c>Russia's</c> is not.</param>
internal readonly record struct KeyWord(int Start, int End, ulong Hash, int FullEnd, ulong FullHash);

/// <summary>Cuts text into words and hashes them, the same way in the gazetteer and in articles.</summary>
/// <remarks>A word is a run of letters and digits; apostrophes and dots within it are dropped, so <c>Sana'a</c> is <c>Sanaa</c> and <c>U.S.</c> is <c>US</c>.</remarks>
internal sealed class NameKeys(LetterFolds folds)
{
    private const ulong Seed = 14695981039346656037;

    private readonly Dictionary<ulong, ulong> longForms = LongForms(folds);

    /// <summary>The key of no words; words are joined to it.</summary>
    public static ulong Empty => 0;

    /// <summary>The key of a name and one more word.</summary>
    public static ulong Join(ulong key, ulong word)
    {
        unchecked
        {
            // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
            ulong x = key + word + 0x9E3779B97F4A7C15;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            return x ^ (x >> 31);
        }
    }

    /// <summary>The key of a whole name; <see cref="Empty"/> if it has no letters.</summary>
    public ulong Of(ReadOnlySpan<char> name)
    {
        ulong key = Empty;
        for (int at = 0; Next(name, at) is { } word; at = word.FullEnd)
        {
            key = Join(key, word.FullHash);
        }

        return key;
    }

    /// <summary>The first word at or after the offset.</summary>
    public KeyWord? Next(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && !char.IsLetterOrDigit(text[at]))
        {
            at++;
        }

        if (at == text.Length)
        {
            return null;
        }

        ulong hash = Seed, stem = 0;
        int start = at, end = at, stemEnd = 0;
        while (at < text.Length)
        {
            char c = text[at];
            if (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                hash = char.IsLetterOrDigit(c) ? folds.Hash(hash, c) : hash;
                end = ++at;
            }
            else if (IsInner(c) && at + 1 < text.Length && char.IsLetter(text[at + 1]))
            {
                if (c != '.' && text[at + 1] is 's' or 'S' && (at + 2 == text.Length || !char.IsLetterOrDigit(text[at + 2])))
                {
                    (stem, stemEnd) = (hash, at);
                }

                at++;
            }
            else
            {
                break;
            }
        }

        hash = longForms.GetValueOrDefault(hash, hash);
        return stemEnd > 0
            ? new KeyWord(start, stemEnd, stem, end, hash)
            : new KeyWord(start, end, hash, end, hash);
    }

    private static bool IsInner(char c) => c is '\'' or '’' or 'ʼ' or '‘' or '`' or '.';

    private static Dictionary<ulong, ulong> LongForms(LetterFolds folds)
    {
        ulong Hash(string word) => word.Aggregate(Seed, folds.Hash);
        return new Dictionary<ulong, ulong>
        {
            [Hash("st")] = Hash("saint"),
            [Hash("ste")] = Hash("sainte"),
            [Hash("mt")] = Hash("mount"),
            [Hash("ft")] = Hash("fort"),
        };
    }
}
