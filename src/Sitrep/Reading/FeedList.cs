using System.Xml;
using System.Xml.Linq;

namespace Sitrep.Reading;

/// <summary>A list of feeds (OPML, as feed readers export it): those that are saved beside it are read, those on the web are named, since nothing is fetched.</summary>
internal static class FeedList
{
    /// <param name="folder">The folder of the list; null where it came by standard input.</param>
    /// <param name="read">Reads a file as a feed, under an id.</param>
    public static IEnumerable<PageResult> Read(PageInput input, string? folder, Func<string, string, IEnumerable<PageResult>> read)
    {
        if (input.ReadAll() is not { } bytes)
        {
            return [PageResult.Of(new Problem(input.Id, input.TooLarge))];
        }

        try
        {
            XDocument list = FeedPages.Parse(TextDecoder.Decode(bytes, declared: null, html: true));
            string[] feeds =
            [
                .. list.Descendants().Where(e => e.Name.LocalName == "outline")
                    .Select(e => e.Attributes().FirstOrDefault(a => a.Name.LocalName.Equals("xmlUrl", StringComparison.OrdinalIgnoreCase))?.Value.Trim()).OfType<string>().Where(a => a.Length > 0).Distinct(StringComparer.Ordinal),
            ];
            return feeds.Length == 0 ? [PageResult.Of(new Problem(input.Id, "this list names no feed"))] : feeds.SelectMany(feed => Feed(input.Id, feed, folder, read));
        }
        catch (XmlException failure)
        {
            return [PageResult.Of(new Problem(input.Id, "this is not a list of feeds that can be read: " + failure.Message, failure.LineNumber))];
        }
    }

    private static IEnumerable<PageResult> Feed(string list, string feed, string? folder, Func<string, string, IEnumerable<PageResult>> read)
    {
        if (feed.Contains("://", StringComparison.Ordinal))
        {
            return [PageResult.Of(new Problem(feed, $"{list} names a feed on the web, and nothing is fetched: save it, and give the file"))];
        }

        // A list may come from anybody: it opens no file outside its own folder.
        if (folder is null || Path.GetFullPath(Path.Combine(folder, feed)) is not { } path || !path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return [PageResult.Of(new Problem(feed, $"{list} names a file that is not in its own folder"))];
        }

        return read(feed, path);
    }
}
