namespace Sitrep.Parsing;

/// <summary>Labels of tokens that mark names: outside, or begin, inside, last, single token of a name of a type (BILOU, Ratinov and Roth 2009).</summary>
/// <remarks>0 is outside; 1 + 4 × type + position follows.</remarks>
internal static class NameLabels
{
    public const int Begin = 0;
    public const int Inside = 1;
    public const int Last = 2;
    public const int Single = 3;

    /// <summary>Number of entity types.</summary>
    public const int Types = 7;

    public const int Count = 1 + (4 * Types);

    /// <summary>Bits of the labels that may open a sentence.</summary>
    public static uint Initial { get; } = Bits(label => Position(label) is -1 or Begin or Single);

    /// <summary>Bits of the labels that may close a sentence.</summary>
    public static uint Final { get; } = Bits(label => Position(label) is -1 or Last or Single);

    public static int Of(EntityType type, int position) => 1 + (4 * (int)type) + position;

    public static EntityType Type(int label) => (EntityType)((label - 1) / 4);

    /// <summary>Begin, inside, last or single; −1 outside.</summary>
    public static int Position(int label) => label == 0 ? -1 : (label - 1) % 4;

    /// <summary>Whether <paramref name="to"/> may come after <paramref name="from"/>: a name once begun goes on to its last token.</summary>
    public static bool Follows(int from, int to)
    {
        bool open = Position(from) is Begin or Inside;
        bool continues = Position(to) is Inside or Last;
        return open ? continues && Type(from) == Type(to) : !continues;
    }

    private static uint Bits(Func<int, bool> holds)
    {
        uint bits = 0;
        for (int label = 0; label < Count; label++)
        {
            bits |= holds(label) ? 1u << label : 0;
        }

        return bits;
    }
}
