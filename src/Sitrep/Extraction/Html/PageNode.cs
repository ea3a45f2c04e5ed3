using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using AngleSharp.Common;
using AngleSharp.Dom;
using AngleSharp.Html.Construction;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace Sitrep.Extraction.Html;

/// <summary>A node of a parsed page: an element, a text, or, as itself, a comment or a document type, which say nothing.</summary>
/// <remarks>AngleSharp builds the tree by the rules of the standard, but out of these: they hold what extraction reads and no more, where a browser's elements set up links, forms and styles.</remarks>
internal class PageNode : IConstructableNode, IConstructableNodeList
{
    private List<PageNode>? children;

    public ReadOnlySpan<PageNode> Children => CollectionsMarshal.AsSpan(children);

    public virtual string NodeName => "#comment";

    StringOrMemory IConstructableNode.NodeName => NodeName;

    public NodeFlags Flags { get; protected init; }

    public PageNode? Parent { get; private set; }

    IConstructableNode? IConstructableNode.Parent
    {
        get => Parent;
        set => Parent = (PageNode?)value;
    }

    IConstructableNodeList IConstructableNode.ChildNodes => this;

    int IConstructableNodeList.Length => Children.Length;

    IConstructableNode IConstructableNodeList.this[int index] => Children[index];

    /// <summary>The text of all nodes within.</summary>
    public string TextContent
    {
        get
        {
            var text = new StringBuilder();
            var stack = new Stack<PageNode>([this]);
            while (stack.TryPop(out PageNode? node))
            {
                text.Append((node as PageText)?.Data);
                for (int i = node.Children.Length - 1; i >= 0; i--)
                {
                    stack.Push(node.Children[i]);
                }
            }

            return text.ToString();
        }
    }

    void IConstructableNodeList.Clear() => Clear();

    IEnumerator<IConstructableNode> IEnumerable<IConstructableNode>.GetEnumerator() => (children ?? Enumerable.Empty<PageNode>()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (children ?? Enumerable.Empty<PageNode>()).GetEnumerator();

    void IConstructableNode.RemoveFromParent() => Parent?.Remove(this);

    void IConstructableNode.RemoveChild(IConstructableNode childNode) => Remove((PageNode)childNode);

    void IConstructableNode.RemoveNode(int idx, IConstructableNode childNode) => RemoveAt(idx);

    void IConstructableNode.InsertNode(int idx, IConstructableNode childNode) => Insert(idx, (PageNode)childNode);

    void IConstructableNode.AddNode(IConstructableNode node) => Add((PageNode)node);

    // White space between elements parts words, so it is kept whatever the parser advises.
    void IConstructableNode.AppendText(StringOrMemory text, bool emitWhiteSpaceOnly)
    {
        if (Children is [.., PageText last])
        {
            last.Append(text.ToString());
            return;
        }

        Add(new PageText(text.ToString()));
    }

    void IConstructableNode.InsertText(int idx, StringOrMemory text, bool emitWhiteSpaceOnly)
    {
        if (idx > 0 && idx <= Children.Length && Children[idx - 1] is PageText before)
        {
            before.Append(text.ToString());
        }
        else if (idx >= 0 && idx < Children.Length && Children[idx] is PageText after)
        {
            after.Prepend(text.ToString());
        }
        else
        {
            Insert(idx, new PageText(text.ToString()));
        }
    }

    public void Insert(int index, PageNode node)
    {
        node.Parent = this;
        (children ??= []).Insert(index, node);
    }

    protected void Add(PageNode node)
    {
        node.Parent = this;
        (children ??= new List<PageNode>(2)).Add(node);
    }

    protected void Clear() => children = null;

    private void Remove(PageNode node)
    {
        int index = Children.IndexOf(node);
        if (index >= 0)
        {
            RemoveAt(index);
        }
    }

    private void RemoveAt(int index)
    {
        children![index].Parent = null;
        children.RemoveAt(index);
    }
}

/// <summary>A run of characters between tags.</summary>
internal sealed class PageText(string data) : PageNode
{
    public override string NodeName => "#text";

    public string Data { get; private set; } = data;

    public void Append(string more) => Data += more;

    public void Prepend(string more) => Data = more + Data;
}

/// <summary>An attribute of an element.</summary>
internal sealed class PageAttribute(string name, string value) : IConstructableAttr
{
    public string Name => name;

    public string Value { get; private set; } = value;

    StringOrMemory IConstructableAttr.Name => Name;

    StringOrMemory IConstructableAttr.Value
    {
        get => Value;
        set => Value = value.ToString();
    }
}

/// <summary>An element, of HTML unless its namespace says otherwise.</summary>
internal class PageElement : PageNode, IConstructableMetaElement, IConstructableFrameElement, IConstructableMathElement, IConstructableSvgElement, IConstructableNamedNodeMap
{
    private readonly string space;
    private PageAttribute[] attributes = [];

    public PageElement(string localName, string space, NodeFlags flags)
    {
        (LocalName, this.space, Flags) = (localName, space, flags);
    }

    /// <summary>In lower case but for some of SVG.</summary>
    public string LocalName { get; }

    public override string NodeName => LocalName;

    public string? ClassName => GetAttribute("class");

    public string? Id => GetAttribute("id");

    StringOrMemory IConstructableElement.NamespaceUri => space;

    StringOrMemory IConstructableElement.LocalName => LocalName;

    StringOrMemory IConstructableElement.Prefix => StringOrMemory.Empty;

    IConstructableNamedNodeMap IConstructableElement.Attributes => this;

    ISourceReference? IConstructableElement.SourceReference { get; set; }

    int IConstructableNamedNodeMap.Length => attributes.Length;

    IConstructableAttr? IConstructableNamedNodeMap.this[StringOrMemory name] => Find(name.Memory.Span);

    /// <summary>The value of an attribute, or null if the element has none of that name or it is none that <see cref="PageParser"/> keeps.</summary>
    public string? GetAttribute(string name) => Find(name)?.Value;

    public bool HasAttribute(string name) => Find(name) is not null;

    void IConstructableElement.SetAttribute(string? namespaceUri, StringOrMemory name, StringOrMemory value) => Set(name, value);

    void IConstructableElement.SetOwnAttribute(StringOrMemory name, StringOrMemory value) => Set(name, value);

    StringOrMemory IConstructableElement.GetAttribute(StringOrMemory @namespace, StringOrMemory name) => Find(name.Memory.Span)?.Value ?? StringOrMemory.Empty;

    bool IConstructableElement.HasAttribute(StringOrMemory name) => Find(name.Memory.Span) is not null;

    void IConstructableElement.SetAttributes(StructAttributes tagAttributes)
    {
        if (tagAttributes.Count == 0)
        {
            return;
        }

        // A second start tag of the root or the body adds to the first.
        int known = attributes.Length;
        Array.Resize(ref attributes, known + tagAttributes.Count);
        for (int i = 0; i < tagAttributes.Count; i++)
        {
            MemoryHtmlAttributeToken attribute = tagAttributes[i];
            attributes[known + i] = new PageAttribute(attribute.Name.ToString(), attribute.Value.ToString());
        }
    }

    bool IConstructableNamedNodeMap.SameAs(IConstructableNamedNodeMap? attributes) =>
        attributes is PageElement other && other.attributes.Length == this.attributes.Length && Array.TrueForAll(this.attributes, own => other.Find(own.Name)?.Value == own.Value);

    IConstructableNode IConstructableElement.ShallowCopy() => new PageElement(LocalName, space, Flags) { attributes = [.. attributes.Select(own => new PageAttribute(own.Name, own.Value))] };

    void IConstructableElement.AddComment(ref StructHtmlToken token) => Add(new PageNode());

    void IConstructableElement.SetupElement() => Close();

    /// <summary>Called when the parser closes the element. Nothing is set up: no script, form or style of a page is of use.</summary>
    protected virtual void Close()
    {
    }

    void IConstructableMetaElement.Handle()
    {
        // The page is characters already, so an encoding that it declares has been seen.
    }

    private void Set(StringOrMemory name, StringOrMemory value)
    {
        if (Find(name.Memory.Span) is IConstructableAttr known)
        {
            known.Value = value;
            return;
        }

        attributes = [.. attributes, new PageAttribute(name.ToString(), value.ToString())];
    }

    private PageAttribute? Find(ReadOnlySpan<char> name)
    {
        foreach (PageAttribute attribute in attributes)
        {
            if (name.SequenceEqual(attribute.Name))
            {
                return attribute;
            }
        }

        return null;
    }
}

/// <summary>A <c>script</c>; the parser tells it, as the two after it, by its type.</summary>
internal sealed class PageScript(string localName, string space, NodeFlags flags) : PageElement(localName, space, flags), IConstructableScriptElement
{
    public Task RunAsync(CancellationToken cancel) => Task.CompletedTask;

    public bool Prepare(IConstructableDocument document) => false;
}

/// <summary>A <c>table</c>, which the document knows while it is open.</summary>
internal sealed class PageTable : PageElement
{
    private readonly PageDocument document;

    public PageTable(PageDocument document, string space, NodeFlags flags)
        : base("table", space, flags)
    {
        this.document = document;
        document.OpenTables.Add(this);
    }

    protected override void Close() => document.OpenTables.Remove(this);
}

/// <summary>A <c>form</c>.</summary>
internal sealed class PageForm(string localName, string space, NodeFlags flags) : PageElement(localName, space, flags), IConstructableFormElement;

/// <summary>A <c>template</c>, whose content is no part of the page.</summary>
internal sealed class PageTemplate(string localName, string space, NodeFlags flags) : PageElement(localName, space, flags), IConstructableTemplateElement
{
    public void PopulateFragment() => Clear();
}

/// <summary>A parsed page.</summary>
internal sealed class PageDocument(TextSource source) : PageNode, IConstructableDocument
{
    public override string NodeName => "#document";

    /// <summary>The tables that are being parsed, the innermost last.</summary>
    public List<PageTable> OpenTables { get; } = [];

    /// <summary>The <c>html</c> element, or null before it is parsed.</summary>
    public PageElement? DocumentElement => Element(this, "html");

    TextSource IConstructableDocument.Source => source;

    IDisposable? IConstructableDocument.Builder { get; set; }

    QuirksMode IConstructableDocument.QuirksMode { get; set; }

    IConstructableElement? IConstructableDocument.Head => DocumentElement is { } root ? Element(root, "head") : null;

    // Asked for only after the element is there.
    IConstructableElement IConstructableDocument.DocumentElement => DocumentElement!;

    bool IConstructableDocument.IsLoading => false;

    void IConstructableDocument.AddComment(ref StructHtmlToken token) => Add(new PageNode());

    /// <summary>Adds the root, or an element that stands in a table where none may: by the standard such an element goes before the table.</summary>
    /// <remarks>AngleSharp looks for the table by its own type, finds none, and hands the element to the document.</remarks>
    void IConstructableNode.AddNode(IConstructableNode node)
    {
        if (node is PageElement element && DocumentElement is not null && OpenTables is [.., { Parent: { } parent } table])
        {
            parent.Insert(parent.Children.IndexOf(table), element);
            return;
        }

        Add((PageNode)node);
    }

    void IConstructableDocument.Clear() => Clear();

    void IConstructableDocument.PerformMicrotaskCheckpoint()
    {
        // There are no scripts, here as below.
    }

    void IConstructableDocument.ProvideStableState()
    {
    }

    void IConstructableDocument.ApplyManifest()
    {
    }

    void IConstructableDocument.TrackError(Exception exception) => throw new InvalidOperationException("the page could not be parsed", exception);

    Task IConstructableDocument.WaitForReadyAsync(CancellationToken cancelToken) => Task.CompletedTask;

    Task IConstructableDocument.FinishLoadingAsync() => Task.CompletedTask;

    private static PageElement? Element(PageNode parent, string localName)
    {
        foreach (PageNode child in parent.Children)
        {
            if (child is PageElement element && element.LocalName == localName)
            {
                return element;
            }
        }

        return null;
    }
}
