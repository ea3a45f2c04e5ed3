using System.Collections.Immutable;

namespace Sitrep.Extraction;

/// <summary>Tells a text's language by its script and its commonest words: <c>function-words.tsv</c>.</summary>
internal sealed class LanguageGuess
{
    public const string Unknown = "und";

    private const int Sample = 4000;
    private const int FewestHits = 3;

    private readonly ImmutableArray<string> languages;
    private readonly Dictionary<string, List<int>> words = new(StringComparer.Ordinal);

    public LanguageGuess(Resources resources)
    {
        var rows = resources.Table("extraction", "function-words.tsv").Rows;
        languages = [.. rows.Select(row => row["language"])];
        for (int i = 0; i < rows.Count; i++)
        {
            foreach (string word in rows[i].List("words"))
            {
                if (!words.TryGetValue(word, out var of))
                {
                    words[word] = of = [];
                }

                of.Add(i);
            }
        }
    }

    /// <summary>A BCP 47 tag, or <see cref="Unknown"/> where the text is too short or too mixed to tell.</summary>
    public string Of(string text)
    {
        string start = text[..Math.Min(text.Length, Sample)];
        return OfScript(start) ?? OfWords(start);
    }

    private static string? OfScript(string text)
    {
        int letters = 0, kana = 0, han = 0, hangul = 0, arabic = 0, hebrew = 0, greek = 0;
        foreach (char c in text)
        {
            letters += char.IsLetter(c) ? 1 : 0;
            kana += c is >= '\u3040' and <= '\u30FF' ? 1 : 0;
            han += c is >= '\u4E00' and <= '\u9FFF' ? 1 : 0;
            hangul += c is >= '\uAC00' and <= '\uD7A3' ? 1 : 0;
            arabic += c is >= '\u0600' and <= '\u06FF' ? 1 : 0;
            hebrew += c is >= '\u0590' and <= '\u05FF' ? 1 : 0;
            greek += c is >= '\u0370' and <= '\u03FF' ? 1 : 0;
        }

        int half = letters / 2;
        return letters == 0 ? null
            : kana * 10 > letters && kana + han > half ? "ja"
            : han > half ? "zh"
            : hangul > half ? "ko"
            : arabic > half ? "ar"
            : hebrew > half ? "he"
            : greek > half ? "el"
            : null;
    }

    private string OfWords(string text)
    {
        var hits = new int[languages.Length];
        foreach (string word in text.ToLowerInvariant().Split([' ', '\n', '\t', ',', '.', ';', ':', '"', '“', '”', '«', '»', '(', ')', '!', '?'], StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (int language in words.GetValueOrDefault(word, []))
            {
                hits[language]++;
            }
        }

        int best = Array.IndexOf(hits, hits.Max());
        int second = hits.Where((_, i) => i != best).DefaultIfEmpty(0).Max();
        return hits[best] >= FewestHits && hits[best] * 10 >= second * 12 ? languages[best] : Unknown;
    }
}
