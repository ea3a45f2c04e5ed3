using System.Text.RegularExpressions;

namespace Sitrep.Annotation.Statements;

/// <summary>The place, day and agency before the dash that opens a report: <c>NAIROBI, May 3 (Agency) —</c>. Nobody says them.</summary>
internal static partial class Dateline
{
    // A longer one is a sentence with a dash in it.
    private const int Longest = 90;

    /// <returns>Where the dateline that stands at <paramref name="start"/> ends; <paramref name="start"/> itself if none does.</returns>
    public static int End(string text, int start)
    {
        ReadOnlySpan<char> head = text.AsSpan(start, Math.Min(Longest, text.Length - start));
        foreach (ValueMatch match in Opening().EnumerateMatches(head))
        {
            return start + match.Length;
        }

        return start;
    }

    // The place in capitals, or the agency in brackets right before the dash, tells a dateline from a sentence.
    [GeneratedRegex(@"^(?:\p{Lu}[\p{Lu}.'’-]{2,}(?:[ -][\p{Lu}.'’-]+){0,4}(?:,[^\n(–—]{1,40}?)?(?:\s\([^()\n]{2,40}\))?|\p{Lu}[^\n()–—]{2,50}?\s\([\p{Lu}][^()\n]{1,40}\))\s?(?:[–—]|\s-{1,2}\s)\s?", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Opening();
}
