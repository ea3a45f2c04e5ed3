namespace Sitrep.Parsing;

/// <summary>What the network says of a sentence; arrays hold at least its tokens.</summary>
internal sealed class Reading
{
    /// <summary>Rows of tables a token: vector, then <see cref="WordKeys.Count"/> tables.</summary>
    public int[] Rows { get; private set; } = [];

    public int Length { get; private set; }

    public TokenEncodings Encodings { get; set; } = TokenEncodings.None;

    /// <summary>0 the root, i + 1 the token i.</summary>
    public int[] Heads { get; private set; } = [];

    public int[] Relations { get; private set; } = [];

    public int[] Upos { get; private set; } = [];

    public int[] Xpos { get; private set; } = [];

    /// <summary>[token × <see cref="NameLabels.Count"/>]: scores of the name labels.</summary>
    public float[] NameScores { get; private set; } = [];

    /// <summary>See <see cref="NameLabels"/>.</summary>
    public byte[] Names { get; private set; } = [];

    /// <summary>Likewise, names with the common nouns that belong to them.</summary>
    public byte[] FullNames { get; private set; } = [];

    /// <summary>Makes room for a sentence.</summary>
    public void Reset(int length)
    {
        Length = length;
        if (Heads.Length < length)
        {
            int room = Math.Max(64, length * 2);
            Rows = new int[room * (WordKeys.Count + 1)];
            Heads = new int[room];
            Relations = new int[room];
            Upos = new int[room];
            Xpos = new int[room];
            NameScores = new float[room * NameLabels.Count];
            Names = new byte[room];
            FullNames = new byte[room];
        }
    }
}
