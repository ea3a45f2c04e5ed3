using Sitrep.Learning;

namespace Sitrep.Parsing;

/// <summary>What the network knows a word by: keys of its form, endings, beginning and shape.</summary>
internal static class WordKeys
{
    /// <summary>Number of keys, each with a table of its own.</summary>
    public const int Count = 6;

    /// <summary>The whole word.</summary>
    public const int Form = 0;

    /// <summary>Writes the keys of a word: form, endings of 4, 3 and 2 characters, beginning of 3, shape.</summary>
    public static void Fill(ReadOnlySpan<char> word, Span<ulong> keys)
    {
        keys[Form] = CharKinds.LowerHash(word);
        keys[1] = CharKinds.LowerHash(word[^Math.Min(4, word.Length)..]);
        keys[2] = CharKinds.LowerHash(word[^Math.Min(3, word.Length)..]);
        keys[3] = CharKinds.LowerHash(word[^Math.Min(2, word.Length)..]);
        keys[4] = CharKinds.LowerHash(word[..Math.Min(3, word.Length)]);
        keys[5] = CharKinds.ShapeHash(word);
    }

    /// <summary>The row of a word's vector: of its form, else without a final full stop, else 0.</summary>
    public static int Vector(ReadOnlySpan<char> word, KeyIndex vectors)
    {
        int row = vectors.Find(CharKinds.LowerHash(word));
        return row == 0 && word.Length > 1 && word[^1] == '.' ? vectors.Find(CharKinds.LowerHash(word[..^1])) : row;
    }
}
