using System.Collections.Immutable;

namespace Sitrep.Coding;

/// <summary>What a sentence is about, by PLOVER's contexts: the cue words of <c>data/en/contexts.tsv</c> in the sentence and in the title.</summary>
internal sealed class ContextFinder
{
    private const int LongestCue = 4;

    /// <summary>Where one of these holds, plain crime is not meant (coding guide, section 9).</summary>
    private static readonly ImmutableArray<string> NarrowerCrimes = ["corruption", "illegal_drugs", "trafficking"];

    private readonly Dictionary<string, List<string>> contexts = new(StringComparer.Ordinal);

    // The first words of cues, so that most words of a text need one look.
    private readonly HashSet<string> openings;

    public ContextFinder(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("en", "contexts.tsv").Rows)
        {
            foreach (string words in row.List("words"))
            {
                if (!contexts.TryGetValue(words, out var list))
                {
                    contexts[words] = list = [];
                }

                list.Add(row["context"]);
            }
        }

        openings = [.. contexts.Keys.SelectMany(words => new[] { words.Split(' ')[0], words.Split(' ', '\'')[0] })];
    }

    /// <param name="title">The article's title, or nothing.</param>
    /// <returns>Context names in alphabetical order.</returns>
    public ImmutableArray<string> Of(Sentence sentence, string? title)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        int count = sentence.Tokens.Length;
        Collect([.. Enumerable.Range(0, count).Select(sentence.Lower)], [.. Enumerable.Range(0, count).Select(sentence.LowerLemma)], found);
        if (!string.IsNullOrEmpty(title))
        {
            string[] words = [.. title.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim(',', '.', ':', ';', '?', '!', '"', '“', '”', '‘', '’', '\''))];
            Collect(words, words, found);
        }

        if (NarrowerCrimes.Any(found.Contains))
        {
            found.Remove("crime");
        }

        return [.. found];
    }

    private void Collect(string[] forms, string[] lemmas, SortedSet<string> found)
    {
        for (int i = 0; i < forms.Length; i++)
        {
            if (!openings.Contains(forms[i].Replace('’', '\'')) && !openings.Contains(lemmas[i]))
            {
                continue;
            }

            string plain = "";
            for (int length = 1; length <= LongestCue && i + length <= forms.Length; length++)
            {
                string next = forms[i + length - 1];
                string joined = length == 1 || next is "'s" or "’s" ? plain + next.Replace('’', '\'') : plain + " " + next;
                string ending = length == 1 ? lemmas[i] : plain + " " + lemmas[i + length - 1];
                if (contexts.TryGetValue(joined, out var byForm) || contexts.TryGetValue(ending, out byForm))
                {
                    found.UnionWith(byForm);
                }

                plain = joined;
            }
        }
    }
}
