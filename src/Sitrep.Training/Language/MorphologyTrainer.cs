using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Parsing;

namespace Sitrep.Training.Language;

/// <summary>Learns lemmas and features from a treebank: rules over endings, and what they get wrong.</summary>
internal sealed class MorphologyTrainer
{
    // went, people: what changes more is remembered, not generalised.
    private const int LongestChange = 3;

    // Rarer pairs of tags are slips.
    private const int LeastPair = 3;

    private readonly List<(GoldWord Word, Casing Casing)> words = [];

    public MorphologyTrainer(IEnumerable<GoldDocument> documents)
    {
        foreach (var sentence in documents.SelectMany(document => document.Sentences))
        {
            for (int i = 0; i < sentence.Count; i++)
            {
                if (sentence[i].Form.Length <= Morphology.LongestWord && sentence[i].Lemma != "_")
                {
                    words.Add((sentence[i], Morphology.CasingOf(sentence[i].Form, i == 0)));
                }
            }
        }
    }

    /// <summary>Lines of key, characters to cut, addition and lowering.</summary>
    public ImmutableArray<string> Rules()
    {
        var votes = new SortedDictionary<string, Dictionary<LemmaRule, int>>(StringComparer.Ordinal);
        foreach (var (word, casing, lemma) in Types())
        {
            LemmaRule rule = LemmaRule.Between(word.Form, lemma);
            if (rule.Cut > LongestChange || rule.Add.Length > LongestChange)
            {
                continue;
            }

            for (int length = 0; length <= Math.Min(Morphology.LongestEnding, word.Form.Length); length++)
            {
                string key = Key(word, casing, word.Form[^length..]);
                votes.TryAdd(key, []);
                votes[key][rule] = votes[key].GetValueOrDefault(rule) + 1;
            }
        }

        // Shorter endings come first in the order, so what an ending is compared with is already decided.
        var decided = new Dictionary<string, LemmaRule>(StringComparer.Ordinal);
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var (key, counts) in votes.OrderBy(pair => pair.Key.Length).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            LemmaRule rule = Best(counts);
            int ending = key.LastIndexOf(' ') + 1;
            LemmaRule? shorter = ending == key.Length ? null : decided[key.Remove(ending, 1)];
            bool needed = shorter is null || (rule != shorter && counts.Values.Sum() >= 2);
            decided[key] = needed ? rule : shorter!.Value;
            if (needed)
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{key}\t{rule.Cut}\t{rule.Add}\t{(rule.Lower ? 1 : 0)}"));
            }
        }

        return lines.ToImmutable();
    }

    /// <summary>Lines of key and lemma, for forms that the rules get wrong.</summary>
    public ImmutableArray<string> Exceptions(Morphology rulesOnly)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (word, casing, lemma) in Types())
        {
            string found = rulesOnly.Lemma(word.Form, word.Upos, word.Xpos, casing == Casing.Opening);
            if (found != lemma)
            {
                lines.Add($"{Key(word, casing, word.Form)}\t{lemma}");
            }
        }

        return [.. lines];
    }

    /// <summary>Lines of key and features: the usual ones of a pair of tags, then words that differ from them.</summary>
    public ImmutableArray<string> Features()
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var tags in words.GroupBy(w => (w.Word.Upos, w.Word.Xpos)).Where(group => group.Count() >= LeastPair).OrderBy(group => group.Key.Upos + " " + group.Key.Xpos, StringComparer.Ordinal))
        {
            string usual = Most(tags.Select(w => w.Word.Feats));
            lines.Add($"{Key(tags.First().Word, Casing.Lower, "")}\t{usual}");
            foreach (var forms in tags.GroupBy(w => w.Word.Form.ToLowerInvariant()).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                string own = Most(forms.Select(w => w.Word.Feats));
                if (own != usual && forms.Count() >= 2)
                {
                    lines.Add($"{Key(forms.First().Word, Casing.Lower, forms.Key)}\t{own}");
                }
            }
        }

        return lines.ToImmutable();
    }

    /// <summary>Each form under its tags and casing, with its most frequent lemma.</summary>
    private IEnumerable<(GoldWord Word, Casing Casing, string Lemma)> Types() =>
        words.GroupBy(w => Key(w.Word, w.Casing, w.Word.Form), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.First().Word, group.First().Casing, Most(group.Select(w => w.Word.Lemma), group.First().Word.Form)));

    private static string Key(GoldWord word, Casing casing, string part) =>
        Morphology.Key(new char[Morphology.KeyRoom], word.Upos, word.Xpos, casing, part).ToString();

    /// <param name="plain">What wins among values that are as frequent: the form itself, since slips are rare.</param>
    private static string Most(IEnumerable<string> values, string plain = "") =>
        values.GroupBy(value => value, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key == plain).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key;

    private static LemmaRule Best(Dictionary<LemmaRule, int> counts) =>
        counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Cut).ThenBy(pair => pair.Key.Add, StringComparer.Ordinal).First().Key;
}
