using System.Collections.Immutable;
using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>What the words of a report say of its ACLED sub-event: for each known word, and pair of words that follow each other, how much likelier it makes each label. Immutable.</summary>
/// <remarks>The labels are ACLED's sub-events and, in parentheses, kinds of report that lie outside ACLED. Weights are int8 with one scale, so their sums do not depend on the machine.</remarks>
internal sealed class ReportWords
{
    /// <summary>A report's words are those of an event's sentence and of as many sentences before and after it.</summary>
    public const int Reach = 1;

    // "Without a fight", "no resistance": words that turn others round.
    private static readonly ImmutableArray<string> Turning = ["without", "no", "against"];

    private const int Word = 0, Pair = 1;

    private readonly ulong[] keys;
    private readonly sbyte[] weights;
    private readonly float scale;
    private readonly KeyIndex index;

    /// <param name="keys">Of words and pairs, as <see cref="Describe"/> makes them.</param>
    /// <param name="weights">Key after key, one for each label, in log-odds.</param>
    public ReportWords(ImmutableArray<string> labels, ulong[] keys, ReadOnlySpan<float> weights)
        : this(labels, keys, Rounded(weights, out float scale), scale)
    {
    }

    private ReportWords(ImmutableArray<string> labels, ulong[] keys, sbyte[] weights, float scale)
    {
        if (weights.Length != keys.Length * labels.Length)
        {
            throw new InvalidDataException($"{weights.Length} weights do not fit {keys.Length} words and {labels.Length} labels");
        }

        (Labels, this.keys, this.weights, this.scale) = (labels, keys, weights, scale);
        index = new KeyIndex(keys);
    }

    public ImmutableArray<string> Labels { get; }

    public static ReportWords Load(ModelFile file, string prefix) =>
        new(file.Lines(prefix + ".labels"), file.Values<ulong>(prefix + ".keys").ToArray(), file.Values<sbyte>(prefix + ".weights").ToArray(), file.Values<float>(prefix + ".scale")[0]);

    public void Save(ModelFileWriter file, string prefix)
    {
        file.AddLines(prefix + ".labels", Labels);
        file.Add<ulong>(prefix + ".keys", keys);
        file.Add<sbyte>(prefix + ".weights", weights);
        file.Add<float>(prefix + ".scale", [scale]);
    }

    /// <summary>The words and pairs of an event's sentence and of those before and after it, each once. Where something happened, and to which country's people, tells nothing of its kind.</summary>
    public static void Describe(ParsedArticle article, int sentence, CountryNames countries, FeatureSet features)
    {
        features.Clear();
        var seen = new HashSet<ulong>();
        for (int near = Math.Max(0, sentence - Reach); near <= Math.Min(sentence + Reach, article.Sentences.Length - 1); near++)
        {
            Sentence one = article.Sentences[near];
            string before = "";
            for (int i = 0; i < one.Tokens.Length; i++)
            {
                if (!Tells(one, i, countries))
                {
                    continue;
                }

                string word = one.LowerLemma(i);
                if (seen.Add(FeatureSet.Hash(word)))
                {
                    features.Add(Word, word);
                }

                if (before.Length > 0 && seen.Add(unchecked((FeatureSet.Hash(before) * 31) + FeatureSet.Hash(word))))
                {
                    features.Add(Pair, before, word);
                }

                before = word;
            }
        }
    }

    /// <summary>Writes what the words add up to for each label.</summary>
    public void Score(FeatureSet features, Span<float> scores)
    {
        Span<int> sums = stackalloc int[Labels.Length];
        sums.Clear();
        foreach (ulong key in features.Keys)
        {
            if (index.Find(key) is > 0 and var row)
            {
                ReadOnlySpan<sbyte> own = weights.AsSpan((row - 1) * sums.Length, sums.Length);
                for (int y = 0; y < sums.Length; y++)
                {
                    sums[y] += own[y];
                }
            }
        }

        for (int y = 0; y < sums.Length; y++)
        {
            scores[y] = sums[y] * scale;
        }
    }

    /// <summary>The words that speak most for a label, the strongest first.</summary>
    /// <param name="features">With the names of its features.</param>
    /// <param name="label">Null for all that lie outside ACLED: of these the likeliest.</param>
    public ImmutableArray<FeatureWeight> Strongest(FeatureSet features, string? label, int most)
    {
        float[] scores = new float[Labels.Length];
        Score(features, scores);
        int y = Enumerable.Range(0, Labels.Length).Where(l => label is null ? IsOutside(Labels[l]) : Labels[l] == label).MaxBy(l => scores[l]);
        return
        [
            .. features.Named!.Select(f => (f.Values, f.Template, Weight: index.Find(f.Key) is > 0 and var row ? weights[((row - 1) * Labels.Length) + y] * scale : 0))
                .Where(f => f.Weight > 0).OrderByDescending(f => f.Weight).Take(most)
                .Select(f => new FeatureWeight(f.Template == Pair ? "pair of words" : "word", f.Values, Math.Round(f.Weight, 2))),
        ];
    }

    /// <summary>Whether a label is a kind of report that lies outside ACLED.</summary>
    public static bool IsOutside(string label) => label.StartsWith('(');

    private static bool Tells(Sentence sentence, int token, CountryNames countries)
    {
        Token word = sentence.Tokens[token];
        return word.Upos is "NOUN" or "VERB" or "ADJ" or "ADV" or "PROPN"
            ? sentence.NameTypeOf(token) is null && !countries.IsNamedBy(word.Form)
            : Turning.Contains(sentence.Lower(token));
    }

    private static sbyte[] Rounded(ReadOnlySpan<float> weights, out float scale)
    {
        float largest = 0;
        foreach (float weight in weights)
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        scale = largest == 0 ? 1 : largest / sbyte.MaxValue;
        sbyte[] rounded = new sbyte[weights.Length];
        for (int i = 0; i < rounded.Length; i++)
        {
            rounded[i] = (sbyte)MathF.Round(weights[i] / scale);
        }

        return rounded;
    }
}
