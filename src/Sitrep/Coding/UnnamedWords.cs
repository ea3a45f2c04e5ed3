using Sitrep.Annotation.Entities;

namespace Sitrep.Coding;

/// <summary>What the language network read of words, but for those that name a country: which one acts must not matter.</summary>
internal static class UnnamedWords
{
    /// <summary>Tells a token from all others of its article.</summary>
    public static long KeyOf(Sentence sentence, int token) => ((long)sentence.Index << 32) | (uint)token;

    /// <summary>Writes the numbers of a token, zeros for a country.</summary>
    public static void Write(Sentence sentence, int token, CountryNames countries, Span<float> numbers)
    {
        if (countries.IsNamedBy(sentence.Tokens[token].Form))
        {
            numbers.Clear();
        }
        else
        {
            sentence.Encodings.All(token).CopyTo(numbers);
        }
    }
}
