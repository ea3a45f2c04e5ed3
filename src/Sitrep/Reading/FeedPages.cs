using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Sitrep.Reading;

/// <summary>The items of a feed (RSS 0.9 to 2.0, Atom), each as a page of its content or summary.</summary>
internal static partial class FeedPages
{
    public static IEnumerable<PageResult> Read(PageInput input)
    {
        if (input.ReadAll() is not { } bytes)
        {
            return [PageResult.Of(new Problem(input.Id, input.TooLarge))];
        }

        try
        {
            var feed = Parse(TextDecoder.Decode(bytes, declared: null, html: true));
            return [.. feed.Descendants().Where(element => element.Name.LocalName is "item" or "entry").Select((item, index) => Item(input, item, index + 1))];
        }
        catch (XmlException failure)
        {
            return [PageResult.Of(new Problem(input.Id, "this is not a feed that can be read: " + failure.Message, failure.LineNumber))];
        }
    }

    private static PageResult Item(PageInput input, XElement item, int number)
    {
        string? Text(params string[] names) =>
            names.Select(name => item.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();

        string? title = Text("title"), link = Link(item);
        string id = Text("guid", "id") ?? link ?? input.Id + ":" + number.ToString(CultureInfo.InvariantCulture);
        if (Text("encoded", "content", "description", "summary") is not { } content)
        {
            return new PageResult(id, null, new Problem(id, "the item has no content"));
        }

        string? author = Text("creator", "author")?.Split('\n')[0];
        string head = author is null ? "" : $"<meta name=\"author\" content=\"{WebUtility.HtmlEncode(author)}\">";
        string body = content.Contains('<', StringComparison.Ordinal) ? content : "<p>" + WebUtility.HtmlEncode(content) + "</p>";
        string page = $"<html><head>{head}</head><body><article>{body}</article></body></html>";
        string? published = Text("pubDate", "published", "date", "issued", "updated") ?? input.Published;
        byte[] bytes = Encoding.UTF8.GetBytes(item.ToString());
        return PageResult.Of(new Page(id, PageKind.Html, TextDecoder.Sanitise(page), PageInput.Hash(bytes), link, title is null ? null : WebUtility.HtmlDecode(title), published) { Bytes = bytes });
    }

    private static string? Link(XElement item)
    {
        var links = item.Elements().Where(element => element.Name.LocalName == "link").ToList();
        XElement? main = links.Find(link => link.Attribute("rel") is null || link.Attribute("rel")!.Value == "alternate");
        return main?.Attribute("href")?.Value ?? (string.IsNullOrWhiteSpace(main?.Value) ? null : main.Value.Trim());
    }

    /// <summary>Feeds hold what XML forbids: bare ampersands, names of HTML's entities, control characters. One of them must not cost the rest.</summary>
    internal static XDocument Parse(string feed)
    {
        string clean = Reference().Replace(feed, match => match.Value[0] == '<' ? match.Value : Legal(match.Value));
        clean = string.Concat(clean.Where(c => c is '\t' or '\n' or '\r' || (!char.IsControl(c) && c is not ('\uFFFE' or '\uFFFF')))).TrimStart();
        using var reader = XmlReader.Create(new StringReader(clean), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return XDocument.Load(reader);
    }

    private static string Legal(string reference)
    {
        if (reference is "&" || reference[^1] != ';')
        {
            return "&amp;" + reference[1..];
        }

        if (reference is "&amp;" or "&lt;" or "&gt;" or "&quot;" or "&apos;")
        {
            return reference;
        }

        string meant = WebUtility.HtmlDecode(reference);
        return meant == reference ? "&amp;" + reference[1..] : WebUtility.HtmlEncode(meant.Length == 1 && char.IsControl(meant[0]) ? " " : meant);
    }

    [GeneratedRegex("""<!\[CDATA\[.*?\]\]>|&(?:#?\w{1,12};)?""", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Reference();
}
