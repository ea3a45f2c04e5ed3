using System.Text;

namespace Sitrep.Extraction;

/// <summary>The phrases that mark what surrounds an article: <c>cues.tsv</c> and <c>credits.tsv</c>.</summary>
internal sealed class Cues
{
    private readonly string[] ends;
    private readonly HashSet<string> drops;
    private readonly string[] begins;
    private readonly string[] origins;
    private readonly HashSet<string> agencies;
    private readonly string[] creditMarks;

    public Cues(Resources resources)
    {
        var phrases = resources.Table("en", "extraction", "cues.tsv").Rows.ToLookup(row => row["use"], row => row["phrase"], StringComparer.Ordinal);
        var credits = resources.Table("en", "extraction", "credits.tsv").Rows.ToLookup(row => row["use"], row => row["phrase"], StringComparer.Ordinal);
        ends = [.. phrases["end"]];
        drops = new HashSet<string>(phrases["drop"], StringComparer.Ordinal);
        begins = [.. phrases["begin"]];
        origins = [.. phrases["origin"].OrderByDescending(phrase => phrase.Length)];
        agencies = new HashSet<string>(credits["agency"], StringComparer.Ordinal);
        creditMarks = [.. credits["mark"]];
    }

    /// <summary>Lower case with plain marks and single spaces, as the tables are written.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            char folded = c switch
            {
                '’' or '‘' => '\'',
                '“' or '”' => '"',
                '–' or '—' => '-',
                _ => char.IsWhiteSpace(c) ? ' ' : char.ToLowerInvariant(c),
            };
            if (folded != ' ' || (plain.Length > 0 && plain[^1] != ' '))
            {
                plain.Append(folded);
            }
        }

        return plain.ToString().TrimEnd();
    }

    /// <summary>Whether the article is over where a paragraph begins with these words.</summary>
    /// <param name="plain">As <see cref="Plain"/> gives it, as in the other questions.</param>
    public bool EndsArticle(string plain) => ends.Any(phrase => StartsWithPhrase(plain, phrase)) && WordCount(plain) <= 20;

    /// <summary>Whether a paragraph is an invitation, a control or a notice rather than a part of the article.</summary>
    public bool IsNotice(string plain) =>
        IsLabel(plain)
        || (WordCount(plain) <= 25 && begins.Any(phrase => StartsWithPhrase(plain, phrase)));

    /// <summary>Whether a paragraph is nothing but the label of a control or of an advertisement.</summary>
    public bool IsLabel(string plain) => drops.Contains(plain.TrimEnd('.', '!', ':', '…', ' '));

    /// <summary>The outlet that a paragraph names as the article's origin, else null.</summary>
    public string? Origin(string paragraph)
    {
        string plain = Plain(paragraph);
        if (plain.Length > 240)
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
    public bool IsCredit(string words)
    {
        string plain = Plain(words).Trim(' ', '.', '(', ')', '[', ']');
        if (plain.Length is 0 or > 80)
        {
            return false;
        }

        string[] names = plain.Split(['/', '|', ',', '-', '©', ':'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return creditMarks.Any(mark => plain.StartsWith(mark, StringComparison.Ordinal) && mark.Length > 1)
            || names.Any(agencies.Contains)
            || (plain.IndexOf(" via ", StringComparison.Ordinal) is > 0 and int via && agencies.Any(name => plain.AsSpan(via + 5).Contains(name, StringComparison.Ordinal)))
            || plain.StartsWith('©');
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

    private static bool StartsWithPhrase(string plain, string phrase) =>
        plain.StartsWith(phrase, StringComparison.Ordinal)
        && (plain.Length == phrase.Length || !char.IsLetterOrDigit(phrase[^1]) || !char.IsLetterOrDigit(plain[phrase.Length]));

    private static int WordCount(string plain) => plain.AsSpan().Count(' ') + 1;
}
