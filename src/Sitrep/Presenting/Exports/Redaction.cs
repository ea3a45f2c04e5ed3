using System.Collections.Immutable;
using System.Text;

namespace Sitrep.Presenting.Exports;

/// <summary>A stretch of text and what stands in its place.</summary>
internal sealed record Replacement(int Start, int End, string Instead);

/// <summary>A text with stretches replaced, which can tell where an offset of the old text has gone.</summary>
internal sealed class Redaction
{
    /// <param name="wanted">In any order; of two that overlap, the one that starts first counts, of two that start together the longer.</param>
    public Redaction(string text, IEnumerable<Replacement> wanted)
    {
        var kept = ImmutableArray.CreateBuilder<Replacement>();
        var result = new StringBuilder();
        int last = 0;
        foreach (Replacement replacement in wanted.OrderBy(r => r.Start).ThenByDescending(r => r.End))
        {
            if (replacement.Start < last || replacement.End <= replacement.Start)
            {
                continue;
            }

            result.Append(text, last, replacement.Start - last).Append(replacement.Instead);
            last = replacement.End;
            kept.Add(replacement);
        }

        Text = result.Append(text, last, text.Length - last).ToString();
        Made = kept.ToImmutable();
    }

    public string Text { get; }

    /// <summary>The replacements that were made, in order.</summary>
    public ImmutableArray<Replacement> Made { get; }

    /// <summary>Where a position of the old text stands now; within a replaced stretch, at its start.</summary>
    public int Start(int offset) => Move(offset, toEnd: false);

    /// <summary>The same for the end of a span; within a replaced stretch, at its end.</summary>
    public int End(int offset) => Move(offset, toEnd: true);

    private int Move(int offset, bool toEnd)
    {
        int shift = 0;
        foreach (Replacement replacement in Made)
        {
            if (replacement.Start >= offset)
            {
                break;
            }

            if (replacement.End > offset)
            {
                return replacement.Start + shift + (toEnd ? replacement.Instead.Length : 0);
            }

            shift += replacement.Instead.Length - (replacement.End - replacement.Start);
        }

        return offset + shift;
    }
}
