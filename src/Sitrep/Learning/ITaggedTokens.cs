namespace Sitrep.Learning;

/// <summary>Tokens that a <see cref="SequenceTagger"/> reads in turn.</summary>
internal interface ITaggedTokens
{
    /// <summary>How many tokens; at least one.</summary>
    int Length { get; }

    /// <summary>How many numbers a token has; 0 where no network has read them.</summary>
    int Width { get; }

    /// <summary>Tells a token's word from all others that are read with it: what is read for several events is projected once.</summary>
    long WordOf(int token);

    /// <summary>Writes the numbers of a token, the same for each that is of one word.</summary>
    void Write(int token, Span<float> numbers);

    /// <summary>Adds the rows of the table that a token adds to its numbers.</summary>
    void AddRows(int token, List<int> rows);
}
