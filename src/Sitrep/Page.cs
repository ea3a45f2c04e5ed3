namespace Sitrep;

/// <summary>How much of a page's content is known to be the article.</summary>
public enum PageKind
{
    /// <summary>HTML, with all that surrounds the article.</summary>
    Html,

    /// <summary>Plain text that may come from a scraper, with captions, hash lines and forms run into it.</summary>
    ScrapedText,

    /// <summary>Text that is the article and nothing else: taken as it is.</summary>
    Prose,
}

/// <summary>One input, decoded, before anything is known of the article in it.</summary>
/// <param name="Id">The input's own id, else its path relative to the argument.</param>
/// <param name="Kind">How to take the content.</param>
/// <param name="Content">The decoded characters.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the input's bytes.</param>
/// <param name="Uri">Where the page was, if the input says so.</param>
/// <param name="Title">A title that the input gives apart from the content.</param>
/// <param name="Published">A publication date that the input gives apart from the content, as written there.</param>
public sealed record Page(string Id, PageKind Kind, string Content, string Sha256, string? Uri = null, string? Title = null, string? Published = null)
{
    /// <summary>The input's bytes as they were read; empty where the page was made from a text.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }
}
