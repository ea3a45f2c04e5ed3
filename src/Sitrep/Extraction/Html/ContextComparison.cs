using System.Runtime.InteropServices;
using Sitrep.Learning;

namespace Sitrep.Extraction.Html;

/// <summary>Compares blocks with what the page says of itself: −1 where it says nothing. For one thread.</summary>
internal sealed class ContextComparison
{
    private const int ShortestName = 3;
    private const int MostNames = 6;
    private const int LongestTitle = 300;

    private readonly HashSet<ulong>? title;
    private readonly HashSet<ulong>? description;
    private readonly HashSet<ulong>? body;
    private readonly string[] authors;
    private readonly string[] sites;
    private readonly List<ulong> words = [];

    public ContextComparison(PageContext context)
    {
        title = Shingles(context.Title, 1);
        description = Shingles(context.Description, 2);
        body = Shingles(context.ArticleBody, 3);
        authors = [.. context.Authors.Where(name => name.Length is >= ShortestName and < 60).Take(MostNames)];
        sites = [.. context.Sites.Where(name => name.Length is >= ShortestName and < 60).Take(MostNames)];
    }

    /// <summary>The share of a block's runs of words that each text of the page has; a longer block than a title is not compared with it.</summary>
    public (float InTitle, float InDescription, float InArticleBody) Shares(string text)
    {
        if (title is null && description is null && body is null)
        {
            return (text.Length > LongestTitle ? 0 : -1, -1, -1);
        }

        words.Clear();
        Words(text, words);
        return (text.Length > LongestTitle ? 0 : Share(title, 1), Share(description, 2), Share(body, 3));
    }

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

        var hashes = new List<ulong>();
        Words(text, hashes);
        var set = new HashSet<ulong>(hashes.Count);
        for (int i = 0; i < Runs(hashes.Count, size); i++)
        {
            set.Add(Run(CollectionsMarshal.AsSpan(hashes), i, size));
        }

        return set.Count == 0 ? null : set;
    }

    private float Share(HashSet<ulong>? set, int size)
    {
        if (set is null)
        {
            return -1;
        }

        int all = Runs(words.Count, size), hit = 0;
        for (int i = 0; i < all; i++)
        {
            hit += set.Contains(Run(CollectionsMarshal.AsSpan(words), i, size)) ? 1 : 0;
        }

        return all == 0 ? 0 : (float)hit / all;
    }

    /// <summary>How many runs of <paramref name="size"/> words there are; a shorter text is one shorter run.</summary>
    private static int Runs(int words, int size) => words == 0 ? 0 : Math.Max(1, words - size + 1);

    private static ulong Run(ReadOnlySpan<ulong> words, int first, int size)
    {
        ulong hash = 0;
        foreach (ulong word in words.Slice(first, Math.Min(size, words.Length)))
        {
            hash = unchecked((hash * 0x9E3779B97F4A7C15) + word);
        }

        return hash;
    }

    /// <summary>Adds the hash of each word, in lower case.</summary>
    private static void Words(string text, List<ulong> hashes)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool inWord = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inWord && start < 0)
            {
                start = i;
            }
            else if (!inWord && start >= 0)
            {
                hashes.Add(WordHash(text.AsSpan(start, i - start)));
                start = -1;
            }
        }
    }

    private static ulong WordHash(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[Math.Min(word.Length, 64)];
        word[..lower.Length].ToLowerInvariant(lower);
        return FeatureSet.Hash(lower);
    }
}
