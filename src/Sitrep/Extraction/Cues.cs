using System.Buffers;

namespace Sitrep.Extraction;

/// <summary>The phrases that mark what surrounds an article: <c>cues.tsv</c> and <c>credits.tsv</c>.</summary>
internal sealed class Cues
{
    private const int OnStack = 256;

    private readonly ILookup<char, string> ends;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> drops;
    private readonly ILookup<char, string> begins;
    private readonly string[] origins;
    private readonly SearchValues<string> anyOrigin;
    private readonly string[] agencies;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> agencyNames;
    private readonly string[] creditMarks;

    public Cues(Resources resources)
    {
        var phrases = resources.Table("en", "extraction", "cues.tsv").Rows.ToLookup(row => row["use"], row => row["phrase"], StringComparer.Ordinal);
        var credits = resources.Table("en", "extraction", "credits.tsv").Rows.ToLookup(row => row["use"], row => row["phrase"], StringComparer.Ordinal);
        ends = phrases["end"].ToLookup(phrase => phrase[0]);
        drops = new HashSet<string>(phrases["drop"], StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        begins = phrases["begin"].ToLookup(phrase => phrase[0]);
        origins = [.. phrases["origin"].OrderByDescending(phrase => phrase.Length)];
        anyOrigin = SearchValues.Create(origins, StringComparison.Ordinal);
        agencies = [.. credits["agency"]];
        agencyNames = new HashSet<string>(agencies, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        creditMarks = [.. credits["mark"]];
    }

    /// <summary>Lower case with plain marks and single spaces, as the tables are written.</summary>
    public static string Plain(string text)
    {
        char[]? rented = text.Length > OnStack ? ArrayPool<char>.Shared.Rent(text.Length) : null;
        Span<char> plain = rented ?? stackalloc char[OnStack];
        int length = 0;
        foreach (char c in text)
        {
            char folded = c switch
            {
                '’' or '‘' => '\'',
                '“' or '”' => '"',
                '–' or '—' => '-',
                _ => char.IsWhiteSpace(c) ? ' ' : char.ToLowerInvariant(c),
            };
            if (folded != ' ' || (length > 0 && plain[length - 1] != ' '))
            {
                plain[length++] = folded;
            }
        }

        string result = plain[..length].TrimEnd().ToString();
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return result;
    }

    /// <summary>Whether the article is over where a paragraph begins with these words.</summary>
    /// <param name="plain">As <see cref="Plain"/> gives it, as in the other questions.</param>
    public bool EndsArticle(string plain) => StartsWithAny(plain, ends) && WordCount(plain) <= 20;

    /// <summary>Whether a paragraph is an invitation, a control or a notice rather than a part of the article.</summary>
    public bool IsNotice(string plain) =>
        IsLabel(plain)
        || (WordCount(plain) <= 25 && StartsWithAny(plain, begins));

    /// <summary>Whether a paragraph is nothing but the label of a control or of an advertisement.</summary>
    public bool IsLabel(string plain) => drops.Contains(plain.AsSpan().TrimEnd(".!:… "));

    /// <summary>The outlet that a paragraph names as the article's origin, else null.</summary>
    public string? Origin(string paragraph)
    {
        string plain = Plain(paragraph);
        if (plain.Length > 240 || !plain.AsSpan().ContainsAny(anyOrigin))
        {
            return null;
        }

        foreach (string phrase in origins)
        {
            int at = plain.IndexOf(phrase, StringComparison.Ordinal);
            if (at >= 0 && at + phrase.Length < plain.Length && plain[at + phrase.Length] is ' ' or ':')
            {
                return OriginName(After(paragraph, phrase));
            }
        }

        return null;
    }

    /// <summary>Whether the words are a picture's credit: a known supplier, or a mark that introduces one, and little else.</summary>
    public bool IsCredit(string words) => IsPlainCredit(Plain(words));

    /// <inheritdoc cref="IsCredit"/>
    /// <param name="words">As <see cref="Plain"/> gives them.</param>
    public bool IsPlainCredit(string words)
    {
        ReadOnlySpan<char> plain = words.AsSpan().Trim(" .()[]");
        if (plain.Length is 0 or > 80)
        {
            return false;
        }

        foreach (string mark in creditMarks)
        {
            if (mark.Length > 1 && plain.StartsWith(mark, StringComparison.Ordinal))
            {
                return true;
            }
        }

        foreach (Range name in plain.SplitAny('/', '|', ',', '-', '©', ':'))
        {
            if (agencyNames.Contains(plain[name].Trim()))
            {
                return true;
            }
        }

        return plain[0] == '©' || (plain.IndexOf(" via ", StringComparison.Ordinal) is > 0 and int via && NamesAgency(plain[(via + 5)..]));
    }

    private bool NamesAgency(ReadOnlySpan<char> plain)
    {
        foreach (string agency in agencies)
        {
            if (plain.Contains(agency, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string After(string paragraph, string phrase)
    {
        // The plain form has as many words as the paragraph, so the phrase is found again word by word.
        string[] words = paragraph.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string[] sought = phrase.Split(' ');
        for (int i = 0; i + sought.Length <= words.Length; i++)
        {
            if (sought.Select((word, k) => Plain(words[i + k]).TrimEnd(':') == word.TrimEnd(':')).All(same => same))
            {
                return string.Join(' ', words[(i + sought.Length)..]);
            }
        }

        return "";
    }

    private static string? OriginName(string rest)
    {
        int end = rest.Length;
        foreach (string stop in (string[])[". ", ", ", " under ", " and is ", " and has ", " with permission", " by ", "; "])
        {
            int at = rest.IndexOf(stop, StringComparison.Ordinal);
            end = at >= 0 && at < end ? at : end;
        }

        string name = rest[..end].Trim(' ', ':', '.', '"', '“', '”', '(', ')');
        return name.Length is 0 or > 80 ? null : name;
    }

    private static bool StartsWithAny(string plain, ILookup<char, string> phrases)
    {
        if (plain.Length > 0)
        {
            foreach (string phrase in phrases[plain[0]])
            {
                if (StartsWithPhrase(plain, phrase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool StartsWithPhrase(string plain, string phrase) =>
        plain.StartsWith(phrase, StringComparison.Ordinal)
        && (plain.Length == phrase.Length || !char.IsLetterOrDigit(phrase[^1]) || !char.IsLetterOrDigit(plain[phrase.Length]));

    private static int WordCount(string plain) => plain.AsSpan().Count(' ') + 1;
}
