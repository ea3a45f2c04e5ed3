using System.Collections.Frozen;
using AngleSharp;
using AngleSharp.Common;
using AngleSharp.Dom;
using AngleSharp.Html.Construction;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace Sitrep.Extraction.Html;

/// <summary>Makes the nodes that AngleSharp builds a page's tree of; what its rules ask of each element is taken from AngleSharp's own.</summary>
internal sealed class PageElements : IDomConstructionElementFactory<PageDocument, PageElement>
{
    private static readonly string[] Html =
    [
        "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi", "bdo", "bgsound", "big", "blink", "blockquote", "body", "br", "button",
        "canvas", "caption", "center", "cite", "code", "col", "colgroup", "command", "content", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "element", "em", "embed",
        "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "image", "img", "input",
        "ins", "isindex", "kbd", "keygen", "label", "legend", "li", "link", "listing", "main", "map", "mark", "marquee", "math", "menu", "menuitem", "meta", "meter", "multicol", "nav", "nextid", "nobr", "noembed",
        "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "plaintext", "portal", "pre", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "script", "search",
        "section", "select", "shadow", "slot", "small", "source", "spacer", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead",
        "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp",
    ];

    private static readonly string[] Math = ["math", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"];

    private static readonly string[] Svg = ["svg", "circle", "desc", "foreignObject", "path", "style", "title"];

    private static readonly Kinds HtmlKinds = new(Html, NamespaceNames.HtmlUri), MathKinds = new(Math, NamespaceNames.MathMlUri), SvgKinds = new(Svg, NamespaceNames.SvgUri);

    public static PageElements Instance { get; } = new();

    public PageDocument CreateDocument(TextSource source, IBrowsingContext? context = null) => new(source);

    public IConstructableNode CreateDocumentType(PageDocument document, StringOrMemory name, StringOrMemory publicIdentifier, StringOrMemory systemIdentifier) => new PageNode();

    public PageElement Create(PageDocument document, StringOrMemory localName, StringOrMemory prefix = default, NodeFlags flags = NodeFlags.None) =>
        localName.Memory.Span is "table" ? new PageTable(document, NamespaceNames.HtmlUri, HtmlKinds.Flags("table")) : HtmlKinds.Make(localName);

    public PageElement CreateUnknown(PageDocument document, StringOrMemory tagName) => HtmlKinds.Make(tagName);

    public PageElement CreateNoScript(PageDocument document, bool scripting) => HtmlKinds.Make("noscript");

    public IConstructableMetaElement CreateMeta(PageDocument document) => HtmlKinds.Make("meta");

    public IConstructableScriptElement CreateScript(PageDocument document, bool parserInserted, bool started) => new PageScript("script", NamespaceNames.HtmlUri, HtmlKinds.Flags("script"));

    public IConstructableFrameElement CreateFrame(PageDocument document) => HtmlKinds.Make("frame");

    public IConstructableTemplateElement CreateTemplate(PageDocument document) => new PageTemplate("template", NamespaceNames.HtmlUri, HtmlKinds.Flags("template"));

    public IConstructableFormElement CreateForm(PageDocument document) => new PageForm("form", NamespaceNames.HtmlUri, HtmlKinds.Flags("form"));

    public IConstructableMathElement CreateMath(PageDocument document, StringOrMemory name = default) => MathKinds.Make(name);

    public IConstructableSvgElement CreateSvg(PageDocument document, StringOrMemory name = default) => SvgKinds.Make(name);

    /// <summary>The elements of one namespace.</summary>
    private sealed class Kinds
    {
        private readonly string space;
        private readonly FrozenDictionary<string, (string Name, NodeFlags Flags)>.AlternateLookup<ReadOnlySpan<char>> known;
        private readonly NodeFlags other;

        public Kinds(string[] names, string space)
        {
            using IDocument document = new HtmlParser().ParseDocument("");
            this.space = space;
            known = names.ToFrozenDictionary(name => name, name => (name, document.CreateElement(space, name).Flags), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
            other = document.CreateElement(space, "unknown").Flags;
        }

        public NodeFlags Flags(string name) => known[name].Flags;

        public PageElement Make(StringOrMemory name) =>
            known.TryGetValue(name.Memory.Span, out (string Name, NodeFlags Flags) kind) ? new PageElement(kind.Name, space, kind.Flags) : new PageElement(name.ToString(), space, other);
    }
}
