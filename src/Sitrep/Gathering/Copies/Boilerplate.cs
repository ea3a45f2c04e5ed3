namespace Sitrep.Gathering.Copies;

/// <summary>Takes out paragraphs that recur in articles which have little else in common: notices, appeals, bylines of a site.</summary>
internal static class Boilerplate
{
    private const int LeastArticles = 3;
    private const int MostCompared = 12;
    private const int SharedSequences = 2;

    /// <summary>Where this share of the articles with a paragraph tell one story, it is part of that story.</summary>
    private const double StoryShare = 1.0 / 3;

    /// <summary>More other stories than this do not take a paragraph from one.</summary>
    private const int MostTakers = 5;

    /// <summary>Words of other shared paragraphs from which on two articles count as telling one story.</summary>
    private const int Company = 40;

    /// <summary>Replaces each text by itself without boilerplate; a text of nothing else stays as it is.</summary>
    public static void Remove(WordSequence[] texts)
    {
        var articlesWith = new Dictionary<ulong, List<int>>();
        ulong[][] keys = new ulong[texts.Length][];
        for (int i = 0; i < texts.Length; i++)
        {
            keys[i] = ParagraphKeys(texts[i]);
            foreach (ulong key in keys[i].Distinct())
            {
                if (!articlesWith.TryGetValue(key, out var list))
                {
                    articlesWith[key] = list = [];
                }

                list.Add(i);
            }
        }

        var notices = new HashSet<ulong>();
        foreach (var (key, articles) in articlesWith)
        {
            if (articles.Count >= LeastArticles && !OneStoryHasMost(key, articles, texts, keys))
            {
                notices.Add(key);
            }
        }

        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Without(texts[i], keys[i], notices);
        }
    }

    private static ulong[] ParagraphKeys(WordSequence text)
    {
        ulong[] keys = new ulong[text.Paragraphs.Length];
        int start = 0;
        for (int p = 0; p < keys.Length; start = text.Paragraphs[p++])
        {
            keys[p] = Sequences.Hash(text.Words.AsSpan(start..text.Paragraphs[p]));
        }

        return keys;
    }

    // A notice stands in articles of many stories, a story's own paragraph mostly in copies of that story, though others may have taken it too.
    private static bool OneStoryHasMost(ulong key, List<int> articles, WordSequence[] texts, ulong[][] keys)
    {
        // At even distances through the list, so the sample is the same whatever came before.
        int count = Math.Min(MostCompared, articles.Count), needed = Math.Max(2, Math.Max((int)Math.Ceiling(StoryShare * count), count - MostTakers));
        int[] sample = [.. Enumerable.Range(0, count).Select(i => articles[(int)((long)i * articles.Count / count)])];
        int[] alike = new int[count];
        for (int a = 0; a < count; a++)
        {
            for (int b = a + 1; b < count; b++)
            {
                if (Alike(key, sample[a], sample[b], texts, keys) && (++alike[a] + 1 >= needed | ++alike[b] + 1 >= needed))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Alike(ulong key, int a, int b, WordSequence[] texts, ulong[][] keys)
    {
        var shared = keys[a].Intersect(keys[b]).ToHashSet();
        if (Length(texts[a], keys[a], shared) - Length(texts[a], keys[a], [key]) >= Company)
        {
            return true;
        }

        HashSet<ulong> left = Sequences.Of(Without(texts[a], keys[a], shared).Words, 5).ToHashSet();
        return Sequences.Of(Without(texts[b], keys[b], shared).Words, 5).Where(left.Contains).Distinct().Take(SharedSequences).Count() == SharedSequences;
    }

    private static int Length(WordSequence text, ulong[] keys, HashSet<ulong> counted)
    {
        int sum = 0;
        for (int p = 0; p < keys.Length; p++)
        {
            sum += counted.Contains(keys[p]) ? text.Paragraphs[p] - (p == 0 ? 0 : text.Paragraphs[p - 1]) : 0;
        }

        return sum;
    }

    private static WordSequence Without(WordSequence text, ulong[] keys, HashSet<ulong> dropped)
    {
        if (!keys.Any(dropped.Contains) || keys.All(dropped.Contains))
        {
            return text;
        }

        var words = new List<uint>(text.Words.Length);
        var rare = new List<bool>(text.Words.Length);
        var paragraphs = new List<int>();
        int start = 0;
        for (int p = 0; p < keys.Length; start = text.Paragraphs[p++])
        {
            if (!dropped.Contains(keys[p]))
            {
                words.AddRange(text.Words.AsSpan(start..text.Paragraphs[p]));
                rare.AddRange(text.Rare.AsSpan(start..text.Paragraphs[p]));
                paragraphs.Add(words.Count);
            }
        }

        return new WordSequence([.. words], [.. rare], [.. paragraphs]);
    }
}
