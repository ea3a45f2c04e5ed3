using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Sitrep.Extraction.Html;

/// <summary>Characters → document.</summary>
internal static class PageParser
{
    private static readonly HtmlParserOptions Options = new()
    {
        IsScripting = false,
        IsKeepingSourceReferences = false,
        SkipComments = true,
    };

    public static IDocument Parse(string html) => new HtmlParser(Options).ParseDocument(html);
}
