namespace Sitrep.Training.Language;

/// <summary>A sentence with what is known of it: a tree and tags, or names.</summary>
internal sealed class Example
{
    /// <summary>[table][token]: rows of the feature tables.</summary>
    public required int[][] Rows { get; init; }

    /// <summary>Rows of the word vectors.</summary>
    public required int[] Vectors { get; init; }

    /// <summary>0 the root, i + 1 the token i; null where no tree is known.</summary>
    public int[]? Heads { get; init; }

    public int[]? Relations { get; init; }

    public int[]? Upos { get; init; }

    public int[]? Xpos { get; init; }

    /// <summary>A bit for each name label that the annotation allows, a token; null where names are not annotated.</summary>
    public uint[]? Names { get; init; }

    /// <summary>[token × labels]: how sure a teacher is of each name label; null where it was not asked.</summary>
    public float[]? NameShares { get; init; }

    /// <summary>[token × <see cref="ContextEncoder.Size"/>]: vectors in context, for a teacher; else null.</summary>
    public Half[]? Context { get; init; }

    public float Weight { get; init; } = 1;

    public int Length => Vectors.Length;
}
