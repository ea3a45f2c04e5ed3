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
    private readonly HashSet<string> desks;
    private readonly HashSet<string> tails;
    private readonly HashSet<string> particles;
    private readonly HashSet<string> organisations;

    public AuthorNames(Resources resources)
    {
        var phrases = resources.Table("extraction", "bylines.tsv").Rows.ToLookup(row => row["use"], row => row["phrase"], StringComparer.Ordinal);
        leads = [.. phrases["lead"].OrderByDescending(phrase => phrase.Length)];
        joiners = new HashSet<string>(phrases["joiner"], StringComparer.Ordinal);
        nobody = new HashSet<string>(phrases["nobody"], StringComparer.Ordinal);
        roles = new HashSet<string>(phrases["role"], StringComparer.Ordinal);
        desks = new HashSet<string>(phrases["desk"], StringComparer.Ordinal);
        tails = new HashSet<string>(phrases["tail"], StringComparer.Ordinal);
        particles = new HashSet<string>(phrases["particle"], StringComparer.Ordinal);
        organisations = new HashSet<string>(phrases["organisation"], StringComparer.Ordinal);
    }

    /// <summary>The names in a byline, without the words that lead in, occupations, addresses and dates.</summary>
    /// <param name="trusted">Whether it is known to name authors, so that a name may be a user's, in lower case.</param>
    /// <param name="withDesks">Whether an outlet's desk or staff counts as an author.</param>
    public ImmutableArray<string> Split(string byline, bool trusted = false, bool withDesks = false)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (string part in Parts(Paragraphs.Tidy(byline)))
        {
            string name = Trim(part);
            if (names.Count > 0 && IsRole(name))
            {
                // What comes after an occupation describes the one named before it.
                break;
            }

            if (IsName(name, trusted, withDesks) && !names.Contains(name, StringComparer.OrdinalIgnoreCase))
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

    /// <summary>Whether a name looks like a person's: two to five words with capitals, none of them an organisation's.</summary>
    public bool IsPerson(string name)
    {
        string[] words = name.Split(' ');
        return words.Length is >= 2 and <= 5 && LooksLikeName(words) && !name.Any(char.IsDigit)
            && !words.Any(word => organisations.Contains(word.ToLowerInvariant()) || desks.Contains(word.ToLowerInvariant()));
    }

    /// <summary>Whether a name is that of an outlet's staff: "The Herald Team".</summary>
    public bool IsDesk(string name) => desks.Contains(name[(name.LastIndexOf(' ') + 1)..].ToLowerInvariant());

    private IEnumerable<string> Parts(string byline)
    {
        foreach (string piece in byline.Split([',', ';', '|', '/', '•', '·', '⋅', '\n', '–', '—'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] words = piece.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int start = 0;
            for (int i = 1; i < words.Length - 1; i++)
            {
                // Two persons have more words than two; "Smith & Sons" is a firm.
                if (words[i] == "&" ? words.Length > 3 : joiners.Contains(words[i].ToLowerInvariant()) && (words[i].Length > 1 || char.IsLower(words[i][0])))
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
        part = TrimMarks(Paragraphs.Tidy(part));
        while (AfterLead(part) is { Length: > 0 } rest)
        {
            part = rest;
        }

        return TrimMarks(WithoutRole(WithoutTail(part)));
    }

    /// <summary>Without the marks at both ends that no name has.</summary>
    private static string TrimMarks(string part)
    {
        int start = 0, end = part.Length;
        while (start < end && !char.IsLetterOrDigit(part[start]))
        {
            start++;
        }

        while (end > start && !char.IsLetterOrDigit(part[end - 1]) && part[end - 1] is not (')' or '\''))
        {
            end--;
        }

        return part[start..end];
    }

    /// <summary>Without what goes on after a name: when, where, for whom.</summary>
    private string WithoutTail(string part)
    {
        string[] words = part.Split(' ');
        int end = Array.FindIndex(words, 1, word => tails.Contains(word));
        return end > 0 ? string.Join(' ', words[..end]) : part;
    }

    /// <summary>Without an occupation before a name of two words or more.</summary>
    private string WithoutRole(string part)
    {
        string[] words = part.Split(' ');
        int start = 0;
        while (words.Length - start > 2 && words[start].Length > 3 && roles.Contains(words[start].ToLowerInvariant().Split('-')[^1]))
        {
            start++;
        }

        return string.Join(' ', words[start..]);
    }

    private bool IsName(string name, bool trusted, bool withDesks)
    {
        if (name.Length is < 2 or > LongestName || (!trusted && name.Any(char.IsDigit)) || !name.Any(char.IsLetter) || IsTemplate(name))
        {
            return false;
        }

        string plain = name.ToLowerInvariant();
        string[] words = plain.Split(' ');
        bool desk = trusted && IsDesk(name);
        return words.Length <= MostWords && !nobody.Contains(plain) && (withDesks || !desks.Contains(plain)) && (desk || (!roles.Contains(words[^1]) && !roles.Contains(plain)))
            && !joiners.Contains(words[0]) && !tails.Contains(words[0]) && !leads.Contains(plain) && (trusted || LooksLikeName(name.Split(' ')));
    }

    private bool IsRole(string name) => roles.Contains(name[(name.LastIndexOf(' ') + 1)..].ToLowerInvariant());

    /// <summary>Whether it is the name of a variable that a template has left in place: <c>page.extra.author</c>.</summary>
    private static bool IsTemplate(string name) => !name.Contains(' ', StringComparison.Ordinal) && name.AsSpan().Count('.') >= 2 && !name.Any(char.IsUpper) && !name.StartsWith("www.", StringComparison.Ordinal);

    /// <summary>Whether it begins and ends with a capital and has nothing in lower case between but "van der" and the like.</summary>
    private bool LooksLikeName(string[] words) =>
        !char.IsLower(words[0][0]) && !char.IsLower(words[^1][0]) && words.All(word => !char.IsLower(word[0]) || particles.Contains(word) || word.StartsWith("d'", StringComparison.Ordinal) || word.StartsWith("d’", StringComparison.Ordinal) || word.StartsWith("al-", StringComparison.Ordinal));

    private static bool StartsWithWord(string line, string lead) =>
        line.StartsWith(lead, StringComparison.OrdinalIgnoreCase)
        && (line.Length == lead.Length || line[lead.Length] is ' ' or ':' or '\u00A0');

    // Addresses, user names, links, what stands in brackets but for a name in the midst of others.
    [GeneratedRegex("""https?://\S+|\S+@\S+\.\S+|@\w+|(?<!\p{L} )\([^)]*\)|\((?!\p{Lu}\p{Ll}+\) \p{Lu})[^)]*\)|\[[^\]]*\]""", RegexOptions.CultureInvariant)]
    private static partial Regex Noise();
}
