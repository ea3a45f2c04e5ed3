using Sitrep.Extraction.Html;

namespace Sitrep.Extraction.Metadata;

/// <summary>All that a page claims about itself, before it is decided what to believe.</summary>
internal sealed record PageClaims
{
    public required LinkedData Linked { get; init; }

    /// <summary>The values of <c>meta</c> elements by name, property or equivalent, in lower case.</summary>
    public required ILookup<string, string> Metas { get; init; }

    public string? DocumentTitle { get; init; }

    public string? Language { get; init; }

    public string? CanonicalUrl { get; init; }

    public required IReadOnlyList<Signal> Signals { get; init; }

    public PageContext Context => new(
        Meta("og:title", "twitter:title") ?? Linked.Headline ?? DocumentTitle,
        Meta("description", "og:description"),
        Linked.ArticleBody,
        [.. Linked.Authors.Concat(Metas["author"])],
        [.. new[] { Meta("og:site_name"), Linked.Publisher, Meta("application-name") }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)]);

    public static PageClaims Read(PageDocument document, LinkedData linked, IReadOnlyList<Signal> signals)
    {
        var metas = new List<(string Name, string Value)>();
        string? canonical = null, title = null;
        var stack = new Stack<PageNode>([document]);
        while (stack.TryPop(out PageNode? node))
        {
            for (int i = node.Children.Length - 1; i >= 0; i--)
            {
                stack.Push(node.Children[i]);
            }

            if (node is not PageElement element)
            {
                continue;
            }

            switch (element.LocalName)
            {
                case "meta" when element.GetAttribute("content") is { Length: > 0 } content:
                    string? name = element.GetAttribute("property") ?? element.GetAttribute("name") ?? element.GetAttribute("itemprop") ?? element.GetAttribute("http-equiv");
                    if (name is not null && Plain.Paragraphs.Tidy(content) is { Length: > 0 } value)
                    {
                        metas.Add((name.ToLowerInvariant(), value));
                    }

                    break;
                case "link" when canonical is null && element.GetAttribute("rel") == "canonical":
                    canonical = element.GetAttribute("href");
                    break;
                case "title" when title is null:
                    title = Plain.Paragraphs.Tidy(element.TextContent);
                    break;
            }
        }

        return new PageClaims
        {
            Linked = linked,
            Metas = metas.ToLookup(meta => meta.Name, meta => meta.Value, StringComparer.Ordinal),
            DocumentTitle = title,
            Language = document.DocumentElement?.GetAttribute("lang") ?? document.DocumentElement?.GetAttribute("xml:lang"),
            CanonicalUrl = canonical,
            Signals = signals,
        };
    }

    /// <summary>The first value of the first name that has one.</summary>
    public string? Meta(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Metas[name].FirstOrDefault() is { } value)
            {
                return value;
            }
        }

        return null;
    }
}
