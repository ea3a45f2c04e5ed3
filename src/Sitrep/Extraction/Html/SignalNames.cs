namespace Sitrep.Extraction.Html;

/// <summary>What the words of class attributes and the parts of links' addresses say of authors and dates: <c>signals.tsv</c>, <c>bylines.tsv</c>.</summary>
internal sealed class SignalNames
{
    private readonly Dictionary<string, SignalKind> kinds = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> paths;

    public SignalNames(Resources resources)
    {
        foreach (var row in resources.Table("extraction", "signals.tsv").Rows)
        {
            kinds[row["word"]] = Enum.Parse<SignalKind>(row["kind"], ignoreCase: true);
        }

        paths = resources.Table("extraction", "bylines.tsv").Rows.Where(row => row["use"] == "path").Select(row => row["phrase"]).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public SignalKind? Of(PageElement element, List<string> names)
    {
        SignalKind? kind = null;
        foreach (string name in names)
        {
            // A date beside a byline is the byline's.
            if (kinds.TryGetValue(name, out SignalKind found) && (kind is null || found == SignalKind.Byline))
            {
                kind = found;
            }
        }

        return kind ?? (element.ClassName is { } classes && HasName(classes, "fn") ? SignalKind.Byline
            : element.LocalName == "a" && IsAuthorPath(element.GetAttribute("href")) ? SignalKind.AuthorLink
            : null);
    }

    /// <summary>Whether a part of the address, but for the last, is a word for authors.</summary>
    private bool IsAuthorPath(string? address)
    {
        if (address is null || address.Length > 300)
        {
            return false;
        }

        ReadOnlySpan<char> path = address;
        path = (path.IndexOfAny('?', '#') is >= 0 and int end ? path[..end] : path).TrimEnd('/');
        path = path[..Math.Max(0, path.LastIndexOf('/'))];
        Span<char> lower = stackalloc char[path.Length];
        path.ToLowerInvariant(lower);
        foreach (Range part in MemoryExtensions.Split((ReadOnlySpan<char>)lower, '/'))
        {
            if (paths.Contains(lower[part]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasName(ReadOnlySpan<char> classes, ReadOnlySpan<char> wanted)
    {
        if (classes.IndexOf(wanted) >= 0)
        {
            foreach (Range name in classes.Split(' '))
            {
                if (classes[name].SequenceEqual(wanted))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
