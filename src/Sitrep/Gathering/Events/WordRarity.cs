using System.Runtime.InteropServices;
using Sitrep.Gathering.Copies;

namespace Sitrep.Gathering.Events;

/// <summary>How much a word tells apart: the fewer articles have it, the more.</summary>
internal sealed class WordRarity
{
    /// <summary>Articles imagined beside those gathered, which keep the weights of a small store sensible.</summary>
    private const int Background = 1000;

    private readonly Dictionary<uint, int> articlesWith = [];
    private readonly double articles, rarest;

    /// <param name="texts">The words of each article.</param>
    public WordRarity(IReadOnlyList<WordSequence> texts)
    {
        foreach (WordSequence text in texts)
        {
            foreach (uint word in RareWords(text))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(articlesWith, word, out _)++;
            }
        }

        articles = texts.Count + Background;
        rarest = Math.Log(articles);
    }

    /// <returns>0 to 1.</returns>
    public float Of(uint word) => (float)(Math.Log(articles / (articlesWith.GetValueOrDefault(word) + 1)) / rarest);

    /// <summary>The words that say something about the story, ascending, each once.</summary>
    public static uint[] RareWords(WordSequence text)
    {
        uint[] rare = new uint[text.Words.Length];
        int count = 0;
        for (int i = 0; i < text.Words.Length; i++)
        {
            if (text.Rare[i])
            {
                rare[count++] = text.Words[i];
            }
        }

        return Distinct(rare.AsSpan(0, count));
    }

    /// <summary>Sorts the words and drops what repeats.</summary>
    public static uint[] Distinct(Span<uint> words)
    {
        words.Sort();
        int kept = 0;
        for (int i = 0; i < words.Length; i++)
        {
            if (i == 0 || words[i] != words[i - 1])
            {
                words[kept++] = words[i];
            }
        }

        return words[..kept].ToArray();
    }
}
