namespace Sitrep.Gathering.Events;

/// <summary>A set of words as hashes in ascending order, each with a weight.</summary>
internal readonly struct WeightedWords
{
    private readonly uint[] words;
    private readonly float[] weights;
    private readonly float length;

    /// <param name="words">Ascending, without repetition.</param>
    public WeightedWords(uint[] words, Func<uint, float> weigh)
    {
        this.words = words;
        weights = new float[words.Length];
        float squares = 0;
        for (int i = 0; i < words.Length; i++)
        {
            weights[i] = weigh(words[i]);
            squares += weights[i] * weights[i];
        }

        length = MathF.Sqrt(squares);
    }

    public ReadOnlySpan<uint> Words => words;

    /// <summary>The square root of the sum of the squared weights.</summary>
    public float Length => length;

    public float WeightOf(int index) => weights[index];

    /// <summary>The cosine of the two, 0 to 1.</summary>
    public float Likeness(in WeightedWords other)
    {
        float shared = 0;
        for (int i = 0, j = 0; i < words.Length && j < other.words.Length;)
        {
            uint left = words[i], right = other.words[j];
            if (left == right)
            {
                shared += weights[i] * other.weights[j];
            }

            i += left <= right ? 1 : 0;
            j += left >= right ? 1 : 0;
        }

        return shared > 0 ? shared / (length * other.length) : 0;
    }

    /// <summary>The sum of this set's weights over the words that both have, without those of <paramref name="except"/>.</summary>
    public float Shared(in WeightedWords other, ReadOnlySpan<uint> except = default)
    {
        float shared = 0;
        for (int i = 0, j = 0; i < words.Length && j < other.words.Length;)
        {
            uint left = words[i], right = other.words[j];
            if (left == right && except.BinarySearch(left) < 0)
            {
                shared += weights[i];
            }

            i += left <= right ? 1 : 0;
            j += left >= right ? 1 : 0;
        }

        return shared;
    }
}
