using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sitrep.Reading;

namespace Sitrep.Extraction.Metadata;

/// <summary>An entry of a live blog.</summary>
/// <param name="Time">When it was published, as the page writes it.</param>
/// <param name="Body">Its text, paragraphs on lines of their own.</param>
internal sealed record LiveUpdate(string? Time, string? Headline, string Body);

/// <summary>What a page's linked data (schema.org as JSON-LD) says of its article. What is not said is null or empty.</summary>
internal sealed partial record LinkedData
{
    private const int Deepest = 12;
    private const int MostUpdates = 1000;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 128 };

    public string? Headline { get; private init; }

    public string? Published { get; private init; }

    public string? Modified { get; private init; }

    public ImmutableArray<string> Authors { get; private init; } = [];

    public string? ArticleBody { get; private init; }

    /// <summary>The entries of a live blog (<c>liveBlogUpdate</c>), in the order of the page.</summary>
    public ImmutableArray<LiveUpdate> Updates { get; private init; } = [];

    public string? Publisher { get; private init; }

    public string? Section { get; private init; }

    public ImmutableArray<string> Keywords { get; private init; } = [];

    public string? Url { get; private init; }

    public string? Language { get; private init; }

    public string? Origin { get; private init; }

    /// <summary>Whether there is a node of an article's type, rather than only of a page's or an organisation's.</summary>
    public bool IsArticle { get; private init; }

    /// <summary>The types of all nodes, such as <c>NewsArticle</c>.</summary>
    public ImmutableHashSet<string> Types { get; private init; } = [];

    public static LinkedData Read(IEnumerable<string> scripts)
    {
        var nodes = new List<JsonElement>();
        var documents = new List<JsonDocument>();
        try
        {
            foreach (string script in scripts)
            {
                if (Parse(script) is { } document)
                {
                    documents.Add(document);
                    Collect(document.RootElement, nodes, 0);
                }
            }

            return FromNodes(nodes);
        }
        finally
        {
            documents.ForEach(document => document.Dispose());
        }
    }

    private static LinkedData FromNodes(List<JsonElement> nodes)
    {
        var types = nodes.SelectMany(TypesOf).ToImmutableHashSet(StringComparer.Ordinal);
        JsonElement? article = First(nodes, type => type.EndsWith("Article", StringComparison.Ordinal) || type.EndsWith("Posting", StringComparison.Ordinal) || type == "Report");
        JsonElement? page = First(nodes, type => type is "WebPage" or "ItemPage" or "CreativeWork" or "VideoObject" or "HowTo" or "Recipe");
        if ((article ?? page) is not { } node)
        {
            return new LinkedData { Types = types };
        }

        var byId = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonElement each in nodes)
        {
            if (Text(each, "@id") is { } id && each.EnumerateObject().Count() > 1)
            {
                byId.TryAdd(id, each);
            }
        }

        return new LinkedData
        {
            Types = types,
            IsArticle = article is not null,
            Headline = article is null ? null : Text(node, "headline") ?? Text(node, "name"),
            Published = Text(node, "datePublished") ?? Text(node, "dateCreated") ?? (page is { } p ? Text(p, "datePublished") : null),
            Modified = Text(node, "dateModified"),
            Authors = AuthorsOf(node, byId) is { Length: > 0 } authors ? authors : page is { } around ? AuthorsOf(around, byId) : [],
            ArticleBody = article is null ? null : BodyText(Text(node, "articleBody", raw: true)),
            Updates = [.. nodes.SelectMany(UpdatesOf).Take(MostUpdates)],
            Publisher = NamesOf(node, "publisher", byId, 0).FirstOrDefault(),
            Section = Strings(node, "articleSection").FirstOrDefault(),
            Keywords = [.. Strings(node, "keywords").SelectMany(words => words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal).Take(50)],
            Url = Text(node, "url") ?? Reference(node, "mainEntityOfPage"),
            Language = Text(node, "inLanguage"),
            Origin = Reference(node, "isBasedOn"),
        };
    }

    private static IEnumerable<LiveUpdate> UpdatesOf(JsonElement node)
    {
        if (!node.TryGetProperty("liveBlogUpdate", out JsonElement updates))
        {
            yield break;
        }

        foreach (JsonElement update in Items(updates))
        {
            if ((BodyText(Text(update, "articleBody", raw: true)) ?? BodyText(Text(update, "text", raw: true))) is { } body)
            {
                yield return new LiveUpdate(Text(update, "datePublished") ?? Text(update, "dateModified"), Text(update, "headline") ?? Text(update, "name"), body);
            }
        }
    }

    private static ImmutableArray<string> AuthorsOf(JsonElement node, Dictionary<string, JsonElement> byId) => [.. NamesOf(node, "author", byId, 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static JsonElement? First(List<JsonElement> nodes, Func<string, bool> wanted)
    {
        foreach (JsonElement node in nodes)
        {
            if (TypesOf(node).Any(wanted))
            {
                return node;
            }
        }

        return null;
    }

    private static IEnumerable<string> TypesOf(JsonElement node) => Strings(node, "@type");

    /// <summary>The parsed script, put right where pages often get it wrong, or null.</summary>
    private static JsonDocument? Parse(string script)
    {
        string json = script.Trim().TrimEnd(';');
        return TryParse(json) ?? TryParse(Repair(json));
    }

    private static JsonDocument? TryParse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, Lenient);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // No JSON, or half a character in it.
            return null;
        }
    }

    /// <summary>Drops comment and CDATA wrappers, escapes line breaks inside strings, drops escapes that JSON does not know.</summary>
    private static string Repair(string json)
    {
        int start = json.AsSpan().IndexOfAny('{', '['), end = json.AsSpan().LastIndexOfAny('}', ']');
        if (start < 0 || end < start)
        {
            return "";
        }

        var fixedUp = new StringBuilder(json.Length);
        bool inString = false;
        for (int i = start; i <= end; i++)
        {
            char c = json[i];
            if (inString && c == '\\' && i < end)
            {
                char next = json[++i];
                fixedUp.Append("\"\\/bfnrtu".Contains(next, StringComparison.Ordinal) ? "\\" + next : next.ToString());
                continue;
            }

            inString ^= c == '"';
            fixedUp.Append(char.IsControl(c) ? inString && c == '\n' ? "\\n" : " " : c.ToString());
        }

        return fixedUp.ToString();
    }

    private static void Collect(JsonElement element, List<JsonElement> nodes, int depth)
    {
        if (depth > Deepest)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                Collect(item, nodes, depth + 1);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            nodes.Add(element);
            foreach (string property in (string[])["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "author"])
            {
                if (element.TryGetProperty(property, out JsonElement inner))
                {
                    Collect(inner, nodes, depth + 1);
                }
            }
        }
    }

    private static IEnumerable<string> NamesOf(JsonElement node, string property, Dictionary<string, JsonElement> byId, int depth)
    {
        if (depth > 3 || node.ValueKind != JsonValueKind.Object || !node.TryGetProperty(property, out JsonElement value))
        {
            yield break;
        }

        foreach (JsonElement item in Items(value))
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                yield return Tidy(JsonStrings.Read(item));
            }
            else if (item.ValueKind == JsonValueKind.Object)
            {
                JsonElement person = item;
                if (!item.TryGetProperty("name", out _) && Text(item, "@id") is { } id && byId.TryGetValue(id, out JsonElement known))
                {
                    person = known;
                }

                foreach (string name in NamesOf(person, "name", byId, depth + 1))
                {
                    yield return name;
                }
            }
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private static IEnumerable<string> Strings(JsonElement node, string property)
    {
        if (node.ValueKind != JsonValueKind.Object || !node.TryGetProperty(property, out JsonElement value))
        {
            yield break;
        }

        foreach (JsonElement item in Items(value))
        {
            if (item.ValueKind == JsonValueKind.String && Tidy(JsonStrings.Read(item)) is { Length: > 0 } text)
            {
                yield return text;
            }
        }
    }

    private static string? Text(JsonElement node, string property, bool raw = false)
    {
        if (!raw)
        {
            return Strings(node, property).FirstOrDefault();
        }

        return node.ValueKind == JsonValueKind.Object && node.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? JsonStrings.Read(value)
            : null;
    }

    /// <summary>An address given as a string, or as the id or address of a node.</summary>
    private static string? Reference(JsonElement node, string property)
    {
        if (node.ValueKind != JsonValueKind.Object || !node.TryGetProperty(property, out JsonElement value))
        {
            return null;
        }

        JsonElement item = Items(value).FirstOrDefault();
        string? address = item.ValueKind switch
        {
            JsonValueKind.String => JsonStrings.Read(item),
            JsonValueKind.Object => Text(item, "url") ?? Text(item, "@id"),
            _ => null,
        };
        return address is not null && address.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? address : null;
    }

    private static string Tidy(string text) => Plain.Paragraphs.Tidy(WebUtility.HtmlDecode(text));

    /// <summary>Text of a body that may hold markup, with its paragraphs on lines of their own.</summary>
    private static string? BodyText(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return null;
        }

        body = WebUtility.HtmlDecode(body);
        return body.Contains('<', StringComparison.Ordinal) ? Markup().Replace(BlockEnd().Replace(body, "\n\n"), "") : body;
    }

    [GeneratedRegex("""</(?:p|div|li|h\d)>|<br\s*/?>""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BlockEnd();

    [GeneratedRegex("""</?[a-zA-Z][^<>]*>""", RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}
