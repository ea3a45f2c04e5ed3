using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Sitrep.Extraction.Metadata;

namespace Sitrep.Extraction.Plain;

/// <summary>What plain text gave.</summary>
/// <param name="PublishedLine">A line at the top that holds little but a date.</param>
internal sealed record ScrapedArticle(ArticleBody Body, string? Title, ImmutableArray<string> Authors, string? PublishedLine, string? RepublishedFrom);

/// <summary>Plain text from a scraper → article: parts headings, list items and captions, drops what the page put around the text.</summary>
internal sealed partial class ScrapedText(Cues cues, AuthorNames authorNames, DateReader dates)
{
    private const int LongestTitle = 200;
    private const int LongestHeading = 110;
    private const int LongestCaption = 500;
    private const int TopLines = 6;

    public ScrapedArticle Read(string content, string? knownTitle)
    {
        List<string> lines = Paragraphs.Split(content);
        lines.RemoveAll(IsHash);
        string? title = TakeTitle(lines, knownTitle);
        CutAfterEnd(lines);
        var (authors, published) = TakeByline(lines);
        string? origin = lines.Select(cues.Origin).LastOrDefault(name => name is not null);
        lines.RemoveAll(line => cues.IsNotice(Cues.Plain(line)) || IsAddress(line) || cues.Origin(line) is not null);
        return new ScrapedArticle(ArticleBody.Join(Parts(lines)), title, authors, published, origin);
    }

    private static string? TakeTitle(List<string> lines, string? known)
    {
        if (lines.Count < 2)
        {
            return known;
        }

        string first = lines[0];
        bool repeats = known is not null && Cues.Plain(first) == Cues.Plain(known);
        bool isTitle = known is null && first.Length <= LongestTitle && !Bullet().IsMatch(first) && first[^1] is not ('.' or ',' or ';' or ':');
        if (!repeats && !isTitle)
        {
            return known;
        }

        lines.RemoveAt(0);
        return known ?? first;
    }

    /// <summary>Cuts forms and lists of other articles, which come after the last paragraph; a cue in the first half is only a line.</summary>
    private void CutAfterEnd(List<string> lines)
    {
        int end = lines.FindIndex(lines.Count / 2, line => cues.EndsArticle(Cues.Plain(line)));
        if (end > 0)
        {
            lines.RemoveRange(end, lines.Count - end);
        }
    }

    private (ImmutableArray<string> Authors, string? Published) TakeByline(List<string> lines)
    {
        ImmutableArray<string> authors = [];
        string? published = null;
        for (int i = 0; i < Math.Min(TopLines, lines.Count); i++)
        {
            string line = lines[i];
            if (authors.IsEmpty && line.Length <= 100 && authorNames.AfterLead(line) is { } names && authorNames.Split(names) is { Length: > 0 } found)
            {
                authors = found;
                lines.RemoveAt(i--);
            }
            else if (published is null && line.Length <= 60 && dates.IsDateLine(line))
            {
                published = line;
                lines.RemoveAt(i--);
            }
        }

        return (authors, published);
    }

    private List<Part> Parts(List<string> lines)
    {
        HashSet<string> words = GluedWords.Words(lines);
        var parts = new List<Part>(lines.Count);
        bool afterPicture = false;
        for (int i = 0; i < lines.Count; i++)
        {
            // The text that stands for a picture comes twice, as its alternative text and its title.
            if (IsDoubled(lines[i]))
            {
                afterPicture = true;
                continue;
            }

            string line = GluedWords.Part(lines[i], words);
            Match bullet = Bullet().Match(line);
            BlockKind kind = bullet.Success ? BlockKind.ListItem
                : IsCaption(line, afterPicture) ? BlockKind.Caption
                : IsHeading(lines, i) ? BlockKind.Heading
                : BlockKind.Paragraph;
            parts.Add(new Part(kind, char.IsDigit(line[0]) ? line : line[bullet.Length..]));
            afterPicture = false;
        }

        return parts;
    }

    private static bool IsHeading(List<string> lines, int index)
    {
        string line = lines[index];
        return line.Length <= LongestHeading
            && index + 1 < lines.Count
            && (char.IsUpper(line[0]) || char.IsDigit(line[0]) || line[0] is '“' or '‘' or '"' or '\'')
            && line[^1] is not ('.' or ',' or ';' or '!' or '…' or '"' or '”' or ':' or ')')
            && line.Any(char.IsLetter)
            && (line[^1] != '?' || line.Length <= 70);
    }

    /// <summary>Whether the paragraph ends in a picture's credit, set off by a full stop, a bracket or nothing at all.</summary>
    private bool IsCaption(string line, bool afterPicture)
    {
        if (line.Length > LongestCaption)
        {
            return false;
        }

        if (cues.IsCredit(line))
        {
            return true;
        }

        int stop = line.TrimEnd(')', ']', '.').LastIndexOfAny(['.', '(', '[', '|', '?', '!']);
        bool credited = stop > 0 && stop + 1 < line.Length && cues.IsCredit(line[(stop + 1)..]);
        return credited || (afterPicture && line.Length <= 200 && line.AsSpan().Count(". ") == 0);
    }

    private static bool IsDoubled(string line)
    {
        if (line.Length < 6)
        {
            return false;
        }

        int half = line.Length / 2;
        ReadOnlySpan<char> first = line.AsSpan(0, half), second = line.AsSpan(line.Length - half);
        return first.SequenceEqual(second) && (line.Length % 2 == 0 || line[half] == ' ') && first.ContainsAnyInRange('a', 'z');
    }

    private static bool IsHash(string line) => Hash().IsMatch(line);

    private static bool IsAddress(string line) => !line.Contains(' ', StringComparison.Ordinal) && Address().IsMatch(line);

    [GeneratedRegex("""^(?:[•·●▪■◦‣–*-]|\d{1,2}[.)])\s+""", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex("""^(?=[^\s]*\d)(?:[0-9a-fA-F-]{16,}|[A-Za-z0-9+/_-]{28,}={0,2})$""", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();

    [GeneratedRegex("""^(?:https?://|www\.)\S+$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
