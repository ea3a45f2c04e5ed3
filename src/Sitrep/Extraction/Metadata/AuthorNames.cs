using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Sitrep.Extraction.Plain;

namespace Sitrep.Extraction.Metadata;

/// <summary>Bylines → names, in order: <c>bylines.tsv</c>.</summary>
internal sealed partial class AuthorNames
{
    private const int LongestName = 60;
    private const int MostWords = 6;

    private readonly string[] leads;
    private readonly HashSet<string> joiners;
    private readonly HashSet<string> nobody;
    private readonly HashSet<string> roles;

    public AuthorNames(Resources resources)
    {
        var phrases = resources.Table("extraction", "bylines.tsv").Rows.ToLookup(row => row["use"], row => row["phrase"], StringComparer.Ordinal);
        leads = [.. phrases["lead"].OrderByDescending(phrase => phrase.Length)];
        joiners = new HashSet<string>(phrases["joiner"], StringComparer.Ordinal);
        nobody = new HashSet<string>(phrases["nobody"], StringComparer.Ordinal);
        roles = new HashSet<string>(phrases["role"], StringComparer.Ordinal);
    }

    /// <summary>The names in a byline, without the words that lead in, occupations, addresses and dates.</summary>
    /// <param name="trusted">Whether it is known to name authors, so that a name may be a user's, in lower case.</param>
    public ImmutableArray<string> Split(string byline, bool trusted = false)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (string part in Parts(Paragraphs.Tidy(byline)))
        {
            string name = Trim(part);
            if (IsName(name, trusted) && !names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                names.Add(name);
            }
        }

        return names.ToImmutable();
    }

    /// <summary>What follows "By" or the like at the start of a line, else null.</summary>
    public string? AfterLead(string line)
    {
        string? lead = Array.Find(leads, lead => StartsWithWord(line, lead));
        return lead is null || lead.Length == line.Length ? null : line[lead.Length..].Trim(' ', ':', '\u00A0');
    }

    /// <summary>Whether the words only lead in: "Written by".</summary>
    public bool IsLead(string words) => Array.Exists(leads, lead => lead.Equals(words.Trim(' ', ':'), StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> Parts(string byline)
    {
        foreach (string piece in byline.Split([',', ';', '|', '/', '•', '·', '\n', '&', '–', '—'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] words = piece.Split(' ');
            int start = 0;
            for (int i = 1; i < words.Length - 1; i++)
            {
                if (joiners.Contains(words[i].ToLowerInvariant()) && (words[i].Length > 1 || char.IsLower(words[i][0])))
                {
                    yield return string.Join(' ', words[start..i]);
                    start = i + 1;
                }
            }

            yield return string.Join(' ', words[start..]);
        }
    }

    private string Trim(string part)
    {
        part = Noise().Replace(part, " ");
        part = Paragraphs.Tidy(part).Trim(' ', '.', ':', '-', '"', '“', '”', '*');
        while (AfterLead(part) is { Length: > 0 } rest)
        {
            part = rest;
        }

        return part.Trim();
    }

    private bool IsName(string name, bool trusted)
    {
        if (name.Length is < 2 or > LongestName || (!trusted && name.Any(char.IsDigit)) || !name.Any(char.IsLetter))
        {
            return false;
        }

        string plain = name.ToLowerInvariant();
        string[] words = plain.Split(' ');
        return words.Length <= MostWords && !nobody.Contains(plain) && !roles.Contains(words[^1]) && !roles.Contains(plain)
            && !joiners.Contains(words[0]) && !leads.Contains(plain) && (trusted || LooksLikeName(name));
    }

    /// <summary>Whether it begins and ends with a capital and has few words in lower case between, as "van der" may be.</summary>
    private static bool LooksLikeName(string name)
    {
        string[] words = name.Split(' ');
        return !char.IsLower(words[0][0]) && !char.IsLower(words[^1][0]) && words.Count(word => char.IsLower(word[0])) <= 2;
    }

    private static bool StartsWithWord(string line, string lead) =>
        line.StartsWith(lead, StringComparison.OrdinalIgnoreCase)
        && (line.Length == lead.Length || line[lead.Length] is ' ' or ':' or '\u00A0');

    // Addresses, user names, links, what stands in brackets.
    [GeneratedRegex("""https?://\S+|\S+@\S+\.\S+|@\w+|\([^)]*\)|\[[^\]]*\]""", RegexOptions.CultureInvariant)]
    private static partial Regex Noise();
}
