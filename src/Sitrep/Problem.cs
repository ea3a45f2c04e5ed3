namespace Sitrep;

/// <summary>Why an input, or a part of it, could not be read.</summary>
/// <param name="Item">The input's id or path.</param>
/// <param name="Message">A sentence for a person, written where the problem was found.</param>
/// <param name="Line">The line in the input, counted from 1, where that is known.</param>
public sealed record Problem(string Item, string Message, int? Line = null)
{
    public override string ToString() => Line is { } line ? $"{Item}: line {line}: {Message}" : $"{Item}: {Message}";
}
