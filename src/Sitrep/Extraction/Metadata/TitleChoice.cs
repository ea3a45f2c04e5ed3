using Sitrep.Extraction.Html;

namespace Sitrep.Extraction.Metadata;

/// <summary>Chooses an article's title: the headline that the page shows, if its other titles agree; else theirs, without the site's name.</summary>
internal static class TitleChoice
{
    private const double Agreement = 0.6;

    private static readonly string[] Separators = [" | ", " – ", " — ", " - ", " • ", " :: ", " » ", " « ", " · ", " ⋆ ", " / ", " : ", ": "];

    /// <param name="first">The index of the article's first block.</param>
    public static string? Of(PageClaims claims, IReadOnlyList<TextBlock> blocks, int first, string? site)
    {
        string?[] said = [claims.Meta("og:title"), claims.Linked.Headline, claims.Meta("twitter:title", "dc.title", "title"), claims.DocumentTitle];
        string[] titles = [.. said.OfType<string>().Where(title => title.Length > 0)];
        return Shown(titles, Headlines(blocks), first, site)
            ?? titles.Select(title => WithoutSite(title, site, titles)).FirstOrDefault(title => title.Length > 0);
    }

    /// <summary>The title without a part that names the site: one that is the site's name, or that another title does without.</summary>
    public static string WithoutSite(string title, string? site, IReadOnlyList<string> others)
    {
        foreach (string separator in Separators)
        {
            int last = title.LastIndexOf(separator, StringComparison.Ordinal), lead = title.IndexOf(separator, StringComparison.Ordinal);
            if (last > 0 && IsSite(title[(last + separator.Length)..], title[..last], site, others))
            {
                return WithoutSite(title[..last].TrimEnd(), site, others);
            }

            if (lead > 0 && IsSite(title[..lead], title[(lead + separator.Length)..], site, others))
            {
                return title[(lead + separator.Length)..].TrimStart();
            }
        }

        return title;
    }

    private static string? Shown(string[] titles, List<(string Text, int Block)> headlines, int first, string? site)
    {
        var rated = headlines
            .Where(headline => site is null || Key(headline.Text) != Key(site))
            .Select(headline => (headline.Text, headline.Block, Rate: titles.Length == 0 ? 0 : titles.Max(title => Overlap(headline.Text, title))))
            .ToList();
        var best = rated.Where(headline => headline.Rate >= Agreement).OrderByDescending(headline => Math.Round(headline.Rate, 1)).ThenBy(headline => Math.Abs(headline.Block - first)).FirstOrDefault();
        if (best.Text is not null)
        {
            return best.Text;
        }

        // A page whose titles speak of something else still shows its headline above the text.
        var above = rated.Where(headline => headline.Block <= first && headline.Text.Contains(' ', StringComparison.Ordinal)).ToList();
        return above.Count == 1 && first - above[0].Block < 25 ? above[0].Text : null;
    }

    /// <summary>The texts of first-order headings, each with the index of its first block.</summary>
    private static List<(string Text, int Block)> Headlines(IReadOnlyList<TextBlock> blocks)
    {
        var headlines = new List<(string Text, int Block)>();
        Container? open = null;
        for (int i = 0; i < blocks.Count; i++)
        {
            Container? heading = blocks[i].Container;
            while (heading is not null && heading.Tag != "h1")
            {
                heading = heading.Parent;
            }

            if (heading is null || blocks[i].Container.All.Has(Marks.Hidden) || blocks[i].Text.Length > 300)
            {
                open = null;
            }
            else if (ReferenceEquals(heading, open))
            {
                headlines[^1] = (headlines[^1].Text + " " + blocks[i].Text, headlines[^1].Block);
            }
            else
            {
                headlines.Add((blocks[i].Text, i));
                open = heading;
            }
        }

        return headlines;
    }

    private static bool IsSite(string part, string rest, string? site, IReadOnlyList<string> others)
    {
        string key = Key(part);
        if (rest.Length < 2 || key.Length == 0)
        {
            return false;
        }

        return (site is not null && (key == Key(site) || Key(site).Contains(key, StringComparison.Ordinal) || (Key(site).Length > 3 && key.Contains(Key(site), StringComparison.Ordinal))))
            || others.Any(other => Key(other) == Key(rest));
    }

    /// <summary>Shared words over all words of both (Jaccard), or all of the shorter if it opens the longer.</summary>
    private static double Overlap(string a, string b)
    {
        HashSet<string> x = WordSet(a), y = WordSet(b);
        if (x.Count == 0 || y.Count == 0)
        {
            return 0;
        }

        int both = x.Count(y.Contains);
        return Math.Max((double)both / (x.Count + y.Count - both), x.Count >= 2 ? 0.95 * both / x.Count : 0);
    }

    private static HashSet<string> WordSet(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool letter = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (letter && start < 0)
            {
                start = i;
            }
            else if (!letter && start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }

    private static string Key(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
