namespace Sitrep;

/// <summary>The most that one item may take. What is beyond becomes a problem that names the item, and the rest goes on.</summary>
public sealed record Limits
{
    private const int Megabyte = 1024 * 1024;

    public static Limits Default { get; } = new();

    /// <summary>Bytes of a page, a line of NDJSON or a record of an archive, unpacked.</summary>
    public int PageBytes { get; init; } = 64 * Megabyte;

    /// <summary>UTF-16 code units of an article's own text: ten long books.</summary>
    public int TextLength { get; init; } = 2_000_000;

    /// <summary>UTF-16 code units without white space: no word and no address is as long.</summary>
    public int RunLength { get; init; } = 20_000;

    internal string TooLarge => PageBytes >= Megabyte ? $"larger than {PageBytes / Megabyte} MB, the most that is read as one page" : $"larger than {PageBytes} bytes, the most that is read as one page";

    /// <exception cref="LimitException">The text is beyond a limit.</exception>
    internal void Check(string text)
    {
        if (text.Length > TextLength)
        {
            throw new LimitException($"the text is {text.Length} characters long, the most that is read as one article is {TextLength}");
        }

        for (int start = 0; start < text.Length;)
        {
            int end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            if (end - start > RunLength)
            {
                throw new LimitException($"the text runs on for {end - start} characters without white space, the most that is read is {RunLength}");
            }

            start = end + 1;
        }
    }
}

/// <summary>An item is beyond a limit; the message is for a person.</summary>
public sealed class LimitException : Exception
{
    public LimitException(string message)
        : base(message)
    {
    }

    public LimitException()
    {
    }

    public LimitException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
