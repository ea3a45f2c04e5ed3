namespace Sitrep.Presenting.Exports;

/// <summary>Turns offsets in UTF-16 code units into Unicode code points, which programs in Python and the standards of the web count.</summary>
internal sealed class CodePoints
{
    private readonly int[] before;

    public CodePoints(string text)
    {
        before = new int[text.Length + 1];
        for (int i = 0; i < text.Length; i++)
        {
            before[i + 1] = before[i] + (char.IsLowSurrogate(text[i]) ? 0 : 1);
        }
    }

    /// <summary>How many code points begin before the code unit at <paramref name="offset"/>.</summary>
    public int this[int offset] => before[offset];
}
