namespace Sitrep.Gathering.Events;

/// <summary>Tells which articles go back to one origin: copies of one text, articles of one outlet, articles that name the same outlet as their source.</summary>
public static class IndependentSources
{
    /// <param name="articles">Each with its first copy group.</param>
    /// <returns>For each article the index of the first article of its origin.</returns>
    public static int[] Origins(IReadOnlyList<(RecordSource Source, int CopyGroup)> articles)
    {
        int[] parent = [.. Enumerable.Range(0, articles.Count)];
        var firstWith = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < articles.Count; i++)
        {
            (RecordSource source, int group) = articles[i];
            foreach (string? mark in (string?[])[FormattableString.Invariant($"group {group}"), Outlet(source.Site), Outlet(source.RepublishedFrom)])
            {
                if (mark is not null && !firstWith.TryAdd(mark, i))
                {
                    int a = Root(parent, i), b = Root(parent, firstWith[mark]);
                    parent[Math.Max(a, b)] = Math.Min(a, b);
                }
            }
        }

        return [.. parent.Select((_, i) => Root(parent, i))];
    }

    // A link counts by its host, a name without regard to case.
    private static string? Outlet(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        string outlet = Uri.TryCreate(name, UriKind.Absolute, out Uri? link) && link.Host.Length > 0 ? link.Host : name.Trim().ToLowerInvariant();
        return outlet.StartsWith("www.", StringComparison.Ordinal) ? outlet[4..] : outlet;
    }

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i)
        {
            i = parent[i];
        }

        return i;
    }
}
