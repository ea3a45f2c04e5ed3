namespace Sitrep.Reading;

/// <summary>How to take the bytes of an input.</summary>
public enum InputFormat
{
    /// <summary>By the file's name and first bytes.</summary>
    Auto,
    Text,
    Html,
    Ndjson,
    Warc,
    Feed,

    /// <summary>A list of feeds that are saved beside it.</summary>
    Opml,
}

/// <summary>A page, or why there is none: exactly one of the two is set.</summary>
/// <param name="Id">The input's own id, else its path relative to the argument.</param>
public sealed record PageResult(string Id, Page? Page, Problem? Problem)
{
    internal static PageResult Of(Page page) => new(page.Id, page, null);

    internal static PageResult Of(Problem problem) => new(problem.Item, null, problem);
}

/// <summary>Bytes → pages: files, folders (in ordinal order of their paths) and standard input (<c>-</c>).</summary>
/// <param name="format">How to take each input.</param>
/// <param name="published">The publication date of inputs that give none, as the user wrote it.</param>
/// <param name="limits">What a page may take; the default ones if null.</param>
public sealed class PageReader(InputFormat format, string? published, Limits? limits = null)
{
    /// <summary>Reads lazily, one input at a time; an input that cannot be read yields a problem and the rest follows.</summary>
    /// <remarks>
    /// A file's id is the path as it was given, a file in a folder has the path from that folder. Folders are read to any depth,
    /// links to folders are not followed. What is compressed by gzip is read as what it holds.
    /// </remarks>
    public IEnumerable<PageResult> Read(IEnumerable<string> paths, Func<Stream> standardInput)
    {
        foreach (string path in paths)
        {
            foreach (PageResult result in path == "-" ? ReadInput("-", standardInput) : ReadPath(path))
            {
                yield return result;
            }
        }
    }

    private IEnumerable<PageResult> ReadPath(string path) =>
        Directory.Exists(path)
            ? Guarded(Slashes(path), ReadFolder(new DirectoryInfo(path), ""))
            : ReadInput(Slashes(path), () => Open(path), Path.GetDirectoryName(Path.GetFullPath(path)));

    private IEnumerable<PageResult> ReadFolder(DirectoryInfo folder, string prefix)
    {
        // Sorted by the name that each entry contributes to a path, so the whole walk is in ordinal order of paths.
        var entries = folder.EnumerateFileSystemInfos()
            .Select(entry => (Entry: entry, Name: entry is DirectoryInfo ? entry.Name + "/" : entry.Name))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .ToList();
        foreach (var (entry, name) in entries)
        {
            string id = prefix + name;
            IEnumerable<PageResult> results = entry switch
            {
                DirectoryInfo { LinkTarget: not null } => [],
                DirectoryInfo inner => Guarded(id, ReadFolder(inner, id)),
                _ => ReadInput(id, () => Open(entry.FullName), folder.FullName),
            };
            foreach (PageResult result in results)
            {
                yield return result;
            }
        }
    }

    private IEnumerable<PageResult> ReadInput(string id, Func<Stream> open, string? folder = null) => Guarded(id, ReadStream(id, open, folder, format));

    private IEnumerable<PageResult> ReadStream(string id, Func<Stream> open, string? folder, InputFormat taken)
    {
        using Stream raw = open();
        using Stream stream = FormatSniffer.Unpacked(raw);
        var (start, whole) = FormatSniffer.Peek(stream);
        foreach (PageResult result in Pages(new PageInput(id, whole, published, limits ?? Limits.Default), start, folder, taken))
        {
            yield return result;
        }
    }

    // The folder is that of the file, null where there is none.
    private IEnumerable<PageResult> Pages(PageInput input, byte[] start, string? folder, InputFormat taken) =>
        start.Length == 0 ? [PageResult.Of(new Problem(input.Id, "the input is empty"))]
        : (taken == InputFormat.Auto ? FormatSniffer.Sniff(input.Id, start) : taken) switch
        {
            InputFormat.Ndjson => NdjsonPages.Read(input),
            InputFormat.Warc => WarcPages.Read(input),
            InputFormat.Feed => FeedPages.Read(input),
            InputFormat.Opml => FeedList.Read(input, folder, (id, path) => Guarded(id, ReadStream(id, () => Open(path), null, InputFormat.Feed))),
            InputFormat.Html => WholePage.Read(input, PageKind.Html),
            _ => WholePage.Read(input, PageKind.ScrapedText),
        };

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 64 * 1024, FileOptions.SequentialScan);

    /// <summary>What the file system or a damaged container throws becomes a problem that ends this input alone.</summary>
    private static IEnumerable<PageResult> Guarded(string id, IEnumerable<PageResult> results)
    {
        using IEnumerator<PageResult> each = results.GetEnumerator();
        while (true)
        {
            PageResult result;
            bool failed = false;
            try
            {
                if (!each.MoveNext())
                {
                    yield break;
                }

                result = each.Current;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or System.Security.SecurityException or NotSupportedException)
            {
                result = PageResult.Of(new Problem(id, Reason(failure)));
                failed = true;
            }

            yield return result;
            if (failed)
            {
                yield break;
            }
        }
    }

    private static string Reason(Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException or System.Security.SecurityException => "the file may not be read",
        InvalidDataException => "the file is damaged: " + failure.Message,
        _ => "the file cannot be read: " + failure.Message,
    };

    private static string Slashes(string path) => path.Replace('\\', '/');
}
