namespace Sitrep.Extraction.Html;

/// <summary>What a page says of itself, for blocks to be compared with.</summary>
/// <param name="Title">The best of its titles.</param>
/// <param name="Description">Its summary for search engines.</param>
/// <param name="ArticleBody">The text in its linked data, which may be cut short.</param>
internal sealed record PageContext(string? Title, string? Description, string? ArticleBody);
