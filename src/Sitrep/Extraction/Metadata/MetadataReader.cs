using AngleSharp.Dom;
using Sitrep.Extraction.Html;

namespace Sitrep.Extraction.Metadata;

/// <summary>Document → metadata: linked data, Open Graph, microdata, meta elements, byline and visible date, address; in that order of trust.</summary>
internal sealed class MetadataReader(AuthorNames authorNames, DateReader dates)
{
    public PageMetadata Read(IDocument document, LinkedData linked, Page page)
    {
        string? Meta(string name) => document.QuerySelector($"meta[property='{name}'],meta[name='{name}']")?.GetAttribute("content");
        string? title = Meta("og:title") ?? linked.Headline ?? document.Title;
        return new PageMetadata(new PageContext(title, Meta("description") ?? Meta("og:description"), linked.ArticleBody))
        {
            Title = page.Title ?? title,
            Authors = linked.Authors.IsEmpty ? authorNames.Split(Meta("author") ?? "") : linked.Authors,
            Published = dates.Read(page.Published, "input") ?? dates.Read(linked.Published, "json-ld datePublished") ?? dates.Read(Meta("article:published_time"), "meta article:published_time"),
            Language = document.DocumentElement?.GetAttribute("lang"),
        };
    }
}
