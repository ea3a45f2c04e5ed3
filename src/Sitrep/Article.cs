using System.Collections.Immutable;

namespace Sitrep;

/// <summary>What a part of an article's text is.</summary>
public enum BlockKind
{
    Heading,
    Paragraph,
    ListItem,
    Caption,
    Blockquote,
}

/// <summary>A part of the text: a heading, a paragraph and the like. Blocks do not overlap and are separated by a line break, mostly two.</summary>
public sealed record Block(BlockKind Kind, Span Span);

/// <summary>What the page turned out to hold.</summary>
public enum ContentKind
{
    Article,

    /// <summary>A home page, a search result, a consent wall, an error page: nothing to code.</summary>
    NoArticle,
}

/// <summary>Where an article comes from. What is unknown is null.</summary>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the input's bytes.</param>
/// <param name="Uri">Where the page was, if the input says so.</param>
/// <param name="Site">The site's name, else its host.</param>
/// <param name="CanonicalUrl">The address that the page calls its own.</param>
/// <param name="RepublishedFrom">The outlet or link that a copy names as its original.</param>
public sealed record ArticleSource(string Sha256, string? Uri = null, string? Site = null, string? CanonicalUrl = null, string? RepublishedFrom = null);

/// <summary>An article's own text and what its page says about it.</summary>
public sealed record Article
{
    public required string Id { get; init; }

    public required ArticleSource Source { get; init; }

    public ContentKind Kind { get; init; } = ContentKind.Article;

    public string? Title { get; init; }

    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>Where the authors were found, such as <c>json-ld author</c> or <c>byline</c>; empty if nowhere or not on a page.</summary>
    public string AuthorsFound { get; init; } = "";

    public PublicationDate? Published { get; init; }

    public PublicationDate? Modified { get; init; }

    /// <summary>BCP 47, such as <c>en</c>; <c>und</c> where it is unknown.</summary>
    public string Language { get; init; } = "und";

    public string? Section { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Paragraphs separated by a blank line; no navigation, comments or related links. All spans index into it.</summary>
    public required string Text { get; init; }

    /// <summary>In text order.</summary>
    public ImmutableArray<Block> Blocks { get; init; } = [];
}
