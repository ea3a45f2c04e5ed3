namespace Sitrep.Evaluation;

/// <summary>Carries offsets from one text to another that differs in white space alone.</summary>
internal sealed class TextMap
{
    private readonly int[] ordinal;
    private readonly int[] target;

    private TextMap(int[] ordinal, int[] target)
    {
        this.ordinal = ordinal;
        this.target = target;
    }

    /// <returns>Null where the texts differ in more than white space.</returns>
    public static TextMap? Of(string from, string to)
    {
        int[] ordinals = new int[from.Length + 1];
        int[] targets = Solid(to);
        int count = 0;
        for (int i = 0; i < from.Length; i++)
        {
            ordinals[i] = count;
            if (char.IsWhiteSpace(from[i]))
            {
                continue;
            }

            if (count == targets.Length || to[targets[count]] != from[i])
            {
                return null;
            }

            count++;
        }

        ordinals[^1] = count;
        return count == targets.Length ? new TextMap(ordinals, targets) : null;
    }

    /// <summary>The span of the same characters; empty where it held white space alone.</summary>
    public Span At(Span span)
    {
        int first = ordinal[span.Start], last = ordinal[span.End] - 1;
        return last < first ? new Span(0, 0) : new Span(target[first], target[last] + 1);
    }

    private static int[] Solid(string text) => [.. Enumerable.Range(0, text.Length).Where(i => !char.IsWhiteSpace(text[i]))];
}
