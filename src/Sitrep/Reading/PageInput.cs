using System.Security.Cryptography;

namespace Sitrep.Reading;

/// <summary>An opened input: a page, or a container of pages.</summary>
/// <param name="Published">The publication date of pages that give none.</param>
internal sealed record PageInput(string Id, Stream Stream, string? Published, Limits Limits)
{
    internal static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>All bytes, or null if there are more than <see cref="Limits.PageBytes"/>.</summary>
    internal byte[]? ReadAll()
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        int count;
        while ((count = Stream.Read(buffer)) > 0)
        {
            if (bytes.Length + count > Limits.PageBytes)
            {
                return null;
            }

            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }

    internal string TooLarge => Limits.TooLarge;
}

/// <summary>An input that is one page.</summary>
internal static class WholePage
{
    public static IEnumerable<PageResult> Read(PageInput input, PageKind kind)
    {
        if (input.ReadAll() is not { } bytes)
        {
            yield return PageResult.Of(new Problem(input.Id, input.TooLarge));
            yield break;
        }

        if (FormatSniffer.BinaryKind(bytes) is { } binary)
        {
            yield return PageResult.Of(new Problem(input.Id, $"this is {binary}, not text or HTML"));
            yield break;
        }

        string content = TextDecoder.Decode(bytes, declared: null, kind == PageKind.Html);
        yield return string.IsNullOrWhiteSpace(content)
            ? PageResult.Of(new Problem(input.Id, "the input is empty"))
            : PageResult.Of(new Page(input.Id, kind, content, PageInput.Hash(bytes), Published: input.Published) { Bytes = bytes });
    }
}
