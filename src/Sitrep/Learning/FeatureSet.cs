namespace Sitrep.Learning;

/// <summary>A feature with the words that it was hashed from.</summary>
internal readonly record struct NamedFeature(ulong Key, int Template, string Values);

/// <summary>The features of one decision, each hashed to 64 bits. Made to be cleared and filled again; for one thread.</summary>
/// <remarks>A feature is a template (a small number that says what is looked at) with up to three values. Text is hashed by FNV-1a.</remarks>
internal sealed class FeatureSet
{
    // Templates are small numbers, so what each begins a hash with is worked out once.
    private static readonly ulong[] Templates = [.. Enumerable.Range(0, 256).Select(template => Mix((ulong)template))];

    private ulong[] keys = new ulong[64];
    private int count;

    public ReadOnlySpan<ulong> Keys => keys.AsSpan(0, count);

    /// <summary>Where the words of features made from text are kept too, for explanations; null, as in coding, keeps none.</summary>
    public List<NamedFeature>? Named { get; init; }

    public static ulong Hash(ReadOnlySpan<char> text)
    {
        unchecked
        {
            ulong hash = 14695981039346656037;
            foreach (char c in text)
            {
                hash = Join(hash, c);
            }

            return hash;
        }
    }

    /// <summary>The hash of a text with one more character at its end.</summary>
    public static ulong Join(ulong hash, char next) => unchecked((hash ^ next) * 1099511628211);

    public void Clear()
    {
        count = 0;
        Named?.Clear();
    }

    /// <summary>Adds a feature by its hash.</summary>
    public void AddKey(ulong key) => Push(key);

    public void Add(int template)
    {
        Push(Templates[template]);
        Named?.Add(new NamedFeature(keys[count - 1], template, ""));
    }

    public void Add(int template, ulong a) => Push(Join(Templates[template], a));

    public void Add(int template, ulong a, ulong b) => Push(Join(Join(Templates[template], a), b));

    public void Add(int template, ulong a, ulong b, ulong c) => Push(Join(Join(Join(Templates[template], a), b), c));

    public void Add(int template, ReadOnlySpan<char> a)
    {
        Add(template, Hash(a));
        Named?.Add(new NamedFeature(keys[count - 1], template, a.ToString()));
    }

    public void Add(int template, ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        Add(template, Hash(a), Hash(b));
        Named?.Add(new NamedFeature(keys[count - 1], template, $"{a}, {b}"));
    }

    public void Add(int template, ReadOnlySpan<char> a, ReadOnlySpan<char> b, ReadOnlySpan<char> c)
    {
        Add(template, Hash(a), Hash(b), Hash(c));
        Named?.Add(new NamedFeature(keys[count - 1], template, $"{a}, {b}, {c}"));
    }

    // Mixing between the sums keeps the order of values significant.
    private static ulong Join(ulong hash, ulong value) => Mix(unchecked(hash + value));

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong x)
    {
        unchecked
        {
            x += 0x9E3779B97F4A7C15;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            return x ^ (x >> 31);
        }
    }

    private void Push(ulong key)
    {
        if (count == keys.Length)
        {
            Array.Resize(ref keys, count * 2);
        }

        keys[count++] = key;
    }
}
