namespace Sitrep;

/// <summary>A half-open range of UTF-16 code units in an article's text.</summary>
/// <remarks>Invariant: 0 ≤ <see cref="Start"/> ≤ <see cref="End"/>. Every annotation carries one: a value without evidence cannot be built.</remarks>
public readonly record struct Span
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="start"/> is negative or after <paramref name="end"/>.</exception>
    public Span(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        Start = start;
        End = end;
    }

    /// <summary>Offset of the first code unit.</summary>
    public int Start { get; }

    /// <summary>Offset after the last code unit.</summary>
    public int End { get; }

    public int Length => End - Start;

    public bool Contains(int offset) => Start <= offset && offset < End;

    public bool Contains(Span other) => Start <= other.Start && other.End <= End;

    /// <summary>Whether the two share at least one code unit.</summary>
    public bool Overlaps(Span other) => Start < other.End && other.Start < End;

    /// <summary>The words this span stands for.</summary>
    public string Of(string text) => text[Start..End];

    /// <summary>The words this span stands for, without a copy.</summary>
    public ReadOnlySpan<char> In(ReadOnlySpan<char> text) => text[Start..End];

    /// <summary>The smallest span that holds both.</summary>
    public static Span Cover(Span a, Span b) => new(Math.Min(a.Start, b.Start), Math.Max(a.End, b.End));

    public override string ToString() => $"{Start}:{End}";
}
