using System.Text.RegularExpressions;
using Sitrep.Extraction.Html;
using Sitrep.Learning;

namespace Sitrep.Training.Extraction;

/// <summary>For each block whether it belongs to the article, and how much that counts (0: not known).</summary>
internal sealed partial record BlockLabels(bool[] Article, float[] Weights)
{
    private const int Run = 4;

    public static BlockLabels Of(LabelledPage page, IReadOnlyList<TextBlock> blocks) =>
        page.Text is { } text ? OfText(blocks, text) : OfSegments(blocks, page.With, page.Without);

    private static BlockLabels OfText(IReadOnlyList<TextBlock> blocks, string text)
    {
        var runs = new Dictionary<ulong, int>();
        foreach (ulong run in Runs(Words(text)))
        {
            runs[run] = runs.GetValueOrDefault(run) + 1;
        }

        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string line in text.Split('\n'))
        {
            string key = string.Join(' ', Words(line));
            lines[key] = lines.GetValueOrDefault(key) + 1;
        }

        var share = new float[blocks.Count];
        for (int i = 0; i < share.Length; i++)
        {
            string[] words = Words(blocks[i].Text);
            share[i] = words.Length == 0 ? 0
                : words.Length < Run ? (lines.ContainsKey(string.Join(' ', words)) ? 1 : 0)
                : (float)Runs(words).Average(run => runs.ContainsKey(run) ? 1 : 0);
        }

        DropCopies(blocks, share, runs, lines);
        int all = Words(text).Length;
        return new BlockLabels([.. share.Select(s => s >= 0.5f)], [.. share.Select((s, i) => Weight(blocks[i].Words, all) * Math.Abs((2 * s) - 1))]);
    }

    /// <summary>Of blocks with the same words, the truth's number stay: those among the most other blocks of the article.</summary>
    private static void DropCopies(IReadOnlyList<TextBlock> blocks, float[] share, Dictionary<ulong, int> runs, Dictionary<string, int> lines)
    {
        var near = new float[share.Length];
        for (int i = 0; i < share.Length; i++)
        {
            for (int k = Math.Max(0, i - 4); k <= Math.Min(share.Length - 1, i + 4); k++)
            {
                near[i] += k != i && share[k] >= 0.5f ? Math.Min(60, blocks[k].Words) : 0;
            }
        }

        foreach (var same in Enumerable.Range(0, share.Length).Where(i => share[i] >= 0.5f).GroupBy(i => string.Join(' ', Words(blocks[i].Text)), StringComparer.Ordinal))
        {
            string[] words = same.Key.Split(' ');
            int wanted = Math.Max(1, words.Length < Run ? lines.GetValueOrDefault(same.Key) : runs.GetValueOrDefault(Runs(words).First()));
            foreach (int extra in same.OrderByDescending(i => near[i]).ThenBy(i => i).Skip(wanted))
            {
                share[extra] = 0;
            }

            // A label as short as this is no proof: among foreign blocks it is a control or a link.
            foreach (int lonely in same.Where(i => blocks[i].Words < Run && near[i] < 20))
            {
                share[lonely] = 0;
            }
        }
    }

    /// <summary>The same with a guess, at a lower weight, for each block that is not known and that a classifier is sure of.</summary>
    public BlockLabels Guess(IReadOnlyList<TextBlock> blocks, float[] scores)
    {
        const float Sure = 2;
        var (article, weights) = ((bool[])Article.Clone(), (float[])Weights.Clone());
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0 && Math.Abs(scores[i]) > Sure)
            {
                article[i] = scores[i] > 0;
                weights[i] = 0.5f * Weight(blocks[i].Words, 800);
            }
        }

        return new BlockLabels(article, weights);
    }

    private static BlockLabels OfSegments(IReadOnlyList<TextBlock> blocks, string[] with, string[] without)
    {
        var labels = new BlockLabels(new bool[blocks.Count], new float[blocks.Count]);
        string[] texts = [.. blocks.Select(block => Squeeze(block.Text))];
        foreach (string segment in without.Select(Squeeze))
        {
            foreach (int i in Holding(texts, segment))
            {
                labels.Weights[i] = 6;
            }
        }

        foreach (string segment in with.Select(Squeeze))
        {
            int[] holding = [.. Holding(texts, segment)];
            int only = holding.Length == 0 ? -1 : holding.MaxBy(i => blocks[i].Words);
            if (only >= 0)
            {
                labels.Article[only] = true;
                labels.Weights[only] = 6;
            }
        }

        return labels;
    }

    private static IEnumerable<int> Holding(string[] texts, string segment)
    {
        for (int i = 0; i < texts.Length; i++)
        {
            if (segment.Length > 2 && (texts[i].Contains(segment, StringComparison.Ordinal) || (texts[i].Length > 15 && segment.Contains(texts[i], StringComparison.Ordinal))))
            {
                yield return i;
            }
        }
    }

    private static float Weight(int words, int all) => 0.2f + MathF.Sqrt(Math.Min(words, 150)) * 12 / MathF.Sqrt(all + 200);

    private static IEnumerable<ulong> Runs(string[] words)
    {
        for (int i = 0; i + Run <= words.Length; i++)
        {
            yield return FeatureSet.Hash(string.Join(' ', words, i, Run));
        }
    }

    private static string[] Words(string text) => [.. Word().Matches(text).Select(match => match.Value.ToLowerInvariant())];

    private static string Squeeze(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex("""\w+""", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex("""\s+""", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
