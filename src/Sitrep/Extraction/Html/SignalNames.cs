using AngleSharp.Dom;

namespace Sitrep.Extraction.Html;

/// <summary>What the words of class attributes and the parts of links' addresses say of authors and dates: <c>signals.tsv</c>, <c>bylines.tsv</c>.</summary>
internal sealed class SignalNames
{
    private readonly Dictionary<string, SignalKind> kinds = new(StringComparer.Ordinal);
    private readonly HashSet<string> paths;

    public SignalNames(Resources resources)
    {
        foreach (var row in resources.Table("extraction", "signals.tsv").Rows)
        {
            kinds[row["word"]] = Enum.Parse<SignalKind>(row["kind"], ignoreCase: true);
        }

        paths = resources.Table("extraction", "bylines.tsv").Rows.Where(row => row["use"] == "path").Select(row => row["phrase"]).ToHashSet(StringComparer.Ordinal);
    }

    public SignalKind? Of(IElement element, List<string> names)
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

        return kind ?? (element.ClassName is { } classes && classes.Split(' ').Contains("fn") ? SignalKind.Byline
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

        string[] parts = address.Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < parts.Length - 1; i++)
        {
            if (paths.Contains(parts[i].ToLowerInvariant()))
            {
                return true;
            }
        }

        return false;
    }
}
