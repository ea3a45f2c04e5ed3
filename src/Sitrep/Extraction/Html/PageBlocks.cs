using Sitrep.Learning;

namespace Sitrep.Extraction.Html;

/// <summary>What the elements around a block say of it, by their tags, roles and names.</summary>
[Flags]
internal enum Marks
{
    None = 0,
    Article = 1 << 0,
    Main = 1 << 1,
    Navigation = 1 << 2,
    Header = 1 << 3,
    Footer = 1 << 4,
    Aside = 1 << 5,
    Figure = 1 << 6,
    Caption = 1 << 7,
    Quote = 1 << 8,
    List = 1 << 9,
    Table = 1 << 10,
    Form = 1 << 11,
    Hidden = 1 << 12,
    Body = 1 << 13,
    Comment = 1 << 14,
    Related = 1 << 15,
    Share = 1 << 16,
    Advert = 1 << 17,
    Byline = 1 << 18,
    Date = 1 << 19,
    Notice = 1 << 20,
    Title = 1 << 21,
    ArticleBody = 1 << 22,
}

internal static class MarksExtensions
{
    public static bool Has(this Marks marks, Marks any) => (marks & any) != Marks.None;
}

/// <summary>A block-level element.</summary>
/// <param name="Index">Its place in document order.</param>
/// <param name="Tag">Its local name.</param>
/// <param name="Names">The words of its class, id and the like, in lower case.</param>
/// <param name="Own">What it says itself.</param>
/// <param name="All">What it and the elements around it say.</param>
internal sealed record Container(int Index, Container? Parent, int Depth, string Tag, string[] Names, Marks Own, Marks All)
{
    public ulong TagHash { get; } = FeatureSet.Hash(Tag);

    /// <summary>The hashes of <see cref="Names"/>.</summary>
    public ulong[] NameHashes { get; } = Array.ConvertAll(Names, name => FeatureSet.Hash(name));

    /// <summary>Whether it is a row of a table of data, whose cells make one line.</summary>
    public bool IsRow { get; init; }
}

/// <summary>A run of text with no block boundary in it.</summary>
internal sealed class TextBlock
{
    public required Container Container { get; init; }

    /// <summary>White space made single spaces; never empty.</summary>
    public required string Text { get; init; }

    /// <summary>Characters that belong to links.</summary>
    public required int LinkLength { get; init; }

    public required int Links { get; init; }

    /// <summary>Whether its last character belongs to a link.</summary>
    public bool EndsInLink { get; init; }

    /// <summary>Characters set bold or strong.</summary>
    public required int BoldLength { get; init; }

    /// <summary>Whether a line break, not an element, parts it from the block before.</summary>
    public required bool AfterBreak { get; init; }

    public int Words { get; init; }

    public double LinkShare => (double)LinkLength / Text.Length;
}

/// <summary>A page as a list of its blocks, in document order.</summary>
internal sealed record PageBlocks(List<Container> Containers, List<TextBlock> Blocks, List<Signal> Signals);
