using System.Collections.Frozen;
using AngleSharp;
using AngleSharp.Html.Construction;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace Sitrep.Extraction.Html;

/// <summary>Characters → document.</summary>
internal static class PageParser
{
    private static readonly IConfiguration Configuration = new Configuration([PageElements.Instance]);

    private static readonly HtmlParserOptions Options = new()
    {
        IsScripting = false,
        IsKeepingSourceReferences = false,
        DisableElementPositionTracking = true,
        SkipComments = true,
        ShouldEmitAttribute = IsOfUse,
    };

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Attributes = new[]
    {
        "class", "id", "hidden", "aria-hidden", "style", "role", "itemprop", "rel", "datetime", "content", "title", "href", "property", "name", "http-equiv", "lang", "xml:lang", "type", "encoding",
    }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Elements of which the parser counts those that are open with the same attributes, so that all are needed.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Formatting =
        new[] { "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u" }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static PageDocument Parse(string html)
    {
        using IBrowsingContext context = BrowsingContext.New(Configuration);
        using var source = new TextSource(new ReadOnlyMemoryTextSource(html));
        PageDocument document = new HtmlParser(Options, context).ParseDocument<PageDocument, PageElement>(source);

        // The builder holds buffers of the pool, and nothing of the document refers to them.
        ((IConstructableDocument)document).Builder?.Dispose();
        return document;
    }

    private static bool IsOfUse(ref StructHtmlToken token, ReadOnlyMemory<char> attributeName) =>
        Attributes.Contains(attributeName.Span) || Formatting.Contains(token.Name.Memory.Span);
}
