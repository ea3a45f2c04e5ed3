using Sitrep.Learning;

namespace Sitrep.Extraction.Html;

/// <summary>Compares blocks with what the page says of itself: −1 where it says nothing.</summary>
internal sealed class ContextComparison
{
    private const int ShortestName = 3;
    private const int MostNames = 6;

    private readonly HashSet<ulong>? title;
    private readonly HashSet<ulong>? description;
    private readonly HashSet<ulong>? body;
    private readonly string[] authors;
    private readonly string[] sites;

    public ContextComparison(PageContext context)
    {
        title = Shingles(context.Title, 1);
        description = Shingles(context.Description, 2);
        body = Shingles(context.ArticleBody, 3);
        authors = [.. context.Authors.Where(name => name.Length is >= ShortestName and < 60).Take(MostNames)];
        sites = [.. context.Sites.Where(name => name.Length is >= ShortestName and < 60).Take(MostNames)];
    }

    /// <summary>The share of a short block's words that the title has.</summary>
    public float InTitle(string text) => text.Length > 300 ? 0 : Share(text, title, 1);

    public float InDescription(string text) => Share(text, description, 2);

    public float InArticleBody(string text) => Share(text, body, 3);

    /// <summary>1 if the text names an author of the page, 0 if not.</summary>
    public float NamesAuthor(string text) => Names(text, authors);

    /// <summary>1 if the text names the site, 0 if not.</summary>
    public float NamesSite(string text) => Names(text, sites);

    private static float Names(string text, string[] names)
    {
        if (names.Length == 0)
        {
            return -1;
        }

        foreach (string name in names)
        {
            if (text.Contains(name, StringComparison.OrdinalIgnoreCase))
            {
                return 1;
            }
        }

        return 0;
    }

    private static HashSet<ulong>? Shingles(string? text, int size)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var set = new HashSet<ulong>();
        Each(text, size, hash => set.Add(hash));
        return set.Count == 0 ? null : set;
    }

    private static float Share(string text, HashSet<ulong>? set, int size)
    {
        if (set is null)
        {
            return -1;
        }

        int hit = 0, all = 0;
        Each(text, size, hash =>
        {
            all++;
            hit += set.Contains(hash) ? 1 : 0;
        });
        return all == 0 ? 0 : (float)hit / all;
    }

    /// <summary>Hashes of runs of <paramref name="size"/> words; a shorter text is one shorter run.</summary>
    private static void Each(string text, int size, Action<ulong> act)
    {
        Span<ulong> window = stackalloc ulong[size];
        int words = 0, start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool inWord = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inWord && start < 0)
            {
                start = i;
            }
            else if (!inWord && start >= 0)
            {
                window[words++ % size] = WordHash(text.AsSpan(start, i - start));
                start = -1;
                if (words >= size)
                {
                    act(Run(window, words, size));
                }
            }
        }

        if (words > 0 && words < size)
        {
            act(Run(window, words, words));
        }
    }

    private static ulong WordHash(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[Math.Min(word.Length, 64)];
        word[..lower.Length].ToLowerInvariant(lower);
        return FeatureSet.Hash(lower);
    }

    private static ulong Run(ReadOnlySpan<ulong> window, int words, int size)
    {
        ulong hash = 0;
        for (int i = words - size; i < words; i++)
        {
            hash = unchecked((hash * 0x9E3779B97F4A7C15) + window[i % window.Length]);
        }

        return hash;
    }
}
