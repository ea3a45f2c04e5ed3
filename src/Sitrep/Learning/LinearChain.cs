using System.Collections.Immutable;

namespace Sitrep.Learning;

/// <summary>Labels the items of a sequence together: a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over hashed features and, where there are any, numbers.</summary>
/// <remarks>Labels are <c>O</c> and, for each kind, <c>B-kind</c> for the first item of a stretch and <c>I-kind</c> for those that go on. Immutable.</remarks>
internal sealed class LinearChain
{
    private readonly LinearModel emissions;
    private readonly DenseLayers dense;
    private readonly float[] transitions;
    private readonly int count;

    /// <param name="transitions">Row after row, from each label (and, last, from the start) to each label.</param>
    public LinearChain(LinearModel emissions, DenseLayers dense, float[] transitions)
    {
        this.emissions = emissions;
        this.dense = dense;
        this.transitions = transitions;
        count = emissions.Labels.Length;
        if (transitions.Length != (count + 1) * count)
        {
            throw new InvalidDataException($"{transitions.Length} transitions do not fit {count} labels");
        }
    }

    public ImmutableArray<string> Labels => emissions.Labels;

    /// <summary>Whether a label may follow another (<c>null</c>: the start): what goes on needs its like before it.</summary>
    public static bool Follows(string? before, string label) => !label.StartsWith("I-", StringComparison.Ordinal) || (before is { Length: > 1 } && before.AsSpan(1).SequenceEqual(label.AsSpan(1)));

    /// <param name="parts">Pieces of like length that an item's numbers come in.</param>
    /// <param name="extra">Numbers after these pieces.</param>
    public static LinearChain Load(ModelFile file, string prefix, int parts = 1, int extra = 0) =>
        Load(file, prefix, LinearModel.Load(file, prefix), parts, extra);

    private static LinearChain Load(ModelFile file, string prefix, LinearModel emissions, int parts, int extra) =>
        new(emissions, DenseLayers.Load(file, prefix, emissions.Labels.Length, parts, extra), file.Values<float>(prefix + ".transitions").ToArray());

    public void Save(ModelFileWriter file, string prefix)
    {
        emissions.Save(file, prefix);
        dense.Save(file, prefix);
        file.Add<float>(prefix + ".transitions", transitions);
    }

    /// <summary>What the numbers of items say; the item of a chain over parts is finished from the sums of its parts.</summary>
    public DenseLayers Dense => dense;

    /// <summary>Writes what the numbers of each item say of its labels, item after item.</summary>
    public void Say(ReadOnlySpan<float> numbers, Span<float> said) => dense.Say(numbers, said);

    /// <summary>Writes the scores of an item's labels without its numbers.</summary>
    public void Score(FeatureSet features, Span<float> scores) => emissions.Score(features, scores);

    /// <summary>Writes what an item's words alone say of some labels, from the one at <paramref name="first"/> on, where it stands alone.</summary>
    public void ScoreAlone(FeatureSet features, int first, Span<float> scores)
    {
        emissions.Score(features, first, scores);
        for (int y = 0; y < scores.Length; y++)
        {
            scores[y] += transitions[(count * count) + first + y];
        }
    }

    /// <summary>Writes the scores of the labels of an item that stands alone, in log-odds up to a shared constant.</summary>
    /// <param name="said">What <see cref="Say"/> made of its numbers; empty where no network has read it.</param>
    public void ScoreAlone(FeatureSet features, ReadOnlySpan<float> said, Span<float> scores)
    {
        Score(features, scores);
        for (int y = 0; y < count; y++)
        {
            scores[y] += (said.IsEmpty ? 0 : said[y]) + transitions[(count * count) + y];
        }
    }

    /// <summary>The likeliest labels of a sequence.</summary>
    /// <param name="scores">Item after item, a score for each label.</param>
    public void Decode(ReadOnlySpan<float> scores, Span<int> labels)
    {
        int n = labels.Length;
        if (n == 0)
        {
            return;
        }

        var from = new byte[n * count];
        Span<float> before = stackalloc float[count], best = stackalloc float[count];
        for (int y = 0; y < count; y++)
        {
            best[y] = scores[y] + transitions[(count * count) + y];
        }

        for (int i = 1; i < n; i++)
        {
            best.CopyTo(before);
            ReadOnlySpan<float> own = scores.Slice(i * count, count);
            Span<byte> ways = from.AsSpan(i * count, count);
            for (int y = 0; y < best.Length; y++)
            {
                float highest = float.NegativeInfinity;
                for (int p = 0, at = y; p < before.Length; p++, at += count)
                {
                    float value = before[p] + transitions[at];
                    if (value > highest)
                    {
                        (highest, ways[y]) = (value, (byte)p);
                    }
                }

                best[y] = highest + own[y];
            }
        }

        int last = 0;
        for (int y = 1; y < count; y++)
        {
            last = best[y] > best[last] ? y : last;
        }

        for (int i = n - 1; i >= 0; i--)
        {
            labels[i] = last;
            last = from[(i * count) + last];
        }
    }
}
