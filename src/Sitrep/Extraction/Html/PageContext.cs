namespace Sitrep.Extraction.Html;

/// <summary>What a page says of itself, for blocks to be compared with.</summary>
/// <param name="Title">The best of its titles.</param>
/// <param name="Description">Its summary for search engines.</param>
/// <param name="ArticleBody">The text in its linked data, which may be cut short.</param>
/// <param name="Authors">The names that it gives for its authors.</param>
/// <param name="Sites">The names that its site goes by.</param>
internal sealed record PageContext(string? Title, string? Description, string? ArticleBody, IReadOnlyList<string> Authors, IReadOnlyList<string> Sites);
