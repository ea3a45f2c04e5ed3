namespace Sitrep.Parsing;

/// <summary>What the network read of each token of a sentence, for later stages that learn from it.</summary>
internal sealed class TokenEncodings(float[] values, int states, int vector)
{
    /// <summary>Of a sentence that no network has read.</summary>
    public static readonly TokenEncodings None = new([], 0, 0);

    public bool IsEmpty => values.Length == 0;

    /// <summary>Floats a token.</summary>
    public static int Width(NetworkShape shape) => (2 * shape.Hidden) + shape.Vector;

    /// <summary>All of every token, token after token.</summary>
    public ReadOnlySpan<float> Rows => values;

    /// <summary>The state of the memories at the token, both directions, then the vector of its word (zeros where it has none).</summary>
    public ReadOnlySpan<float> All(int token) => values.AsSpan(token * (states + vector), states + vector);

    /// <summary>The vector of the word alone.</summary>
    public ReadOnlySpan<float> Word(int token) => values.AsSpan((token * (states + vector)) + states, vector);
}
