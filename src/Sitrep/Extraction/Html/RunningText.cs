using System.Text;

namespace Sitrep.Extraction.Html;

/// <summary>Collects the words of a block as a browser would show them: white space collapsed, none between East Asian characters.</summary>
internal sealed class RunningText
{
    /// <summary>Characters that no line of verse or of an address has.</summary>
    private const int LongLine = 100;

    private readonly StringBuilder text = new();
    private bool space;
    private int breaks;
    private bool afterBreak;
    private int links;
    private int openLinks;
    private int linkLength;
    private bool endsInLink;
    private int openBold;
    private int boldLength;

    public bool IsEmpty => text.Length == 0;

    public void Append(string words)
    {
        int start = 0;
        for (int i = 0; i <= words.Length; i++)
        {
            bool white = i < words.Length && char.IsWhiteSpace(words[i]);
            if (i == words.Length || white || words[i] is '\u200B' or '\u2060' or '\uFEFF' or '\u00AD' || char.IsControl(words[i]))
            {
                if (i > start)
                {
                    Append(words.AsSpan(start, i - start));
                }

                space |= white;
                start = i + 1;
            }
        }
    }

    /// <summary>Parts what follows from what came, if <paramref name="wanted"/>.</summary>
    public void Space(bool wanted) => space |= wanted;

    /// <summary>A line break; whether it ends the block, as the second of two does, and one after the end of a sentence in a line too long for verse or an address.</summary>
    public bool Break()
    {
        space = true;
        return ++breaks >= 2 || (text.Length >= LongLine && text[^1] is ('.' or '!' or '?' or '"' or '”' or '»' or '。'));
    }

    public void OpenLink()
    {
        links++;
        openLinks++;
    }

    public void CloseLink() => openLinks = Math.Max(0, openLinks - 1);

    public void OpenBold() => openBold++;

    public void CloseBold() => openBold = Math.Max(0, openBold - 1);

    /// <summary>The block so far, or null if it has no words; begins the next.</summary>
    /// <param name="nextAfterBreak">Whether a line break ends it.</param>
    public TextBlock? Take(Container container, bool nextAfterBreak)
    {
        TextBlock? block = null;
        if (text.Length > 0)
        {
            string words = text.ToString();
            block = new TextBlock
            {
                Container = container,
                Text = words,
                Words = CountWords(words),
                LinkLength = linkLength,
                Links = links,
                EndsInLink = endsInLink,
                BoldLength = boldLength,
                AfterBreak = afterBreak,
            };
        }

        text.Clear();
        (space, breaks, links, linkLength, boldLength) = (false, 0, openLinks, 0, 0);
        afterBreak = nextAfterBreak;
        return block;
    }

    private void Append(ReadOnlySpan<char> run)
    {
        int length = run.Length;
        if (space && text.Length > 0 && !(IsEastAsian(run[0]) && IsEastAsian(text[^1])))
        {
            text.Append(' ');
            length++;
        }

        (space, breaks, endsInLink) = (false, 0, openLinks > 0);
        text.Append(run);
        linkLength += openLinks > 0 ? length : 0;
        boldLength += openBold > 0 ? length : 0;
    }

    /// <summary>Words parted by spaces; three East Asian characters count as two words.</summary>
    private static int CountWords(string words)
    {
        int spaces = 1, eastAsian = 0;
        foreach (char c in words)
        {
            spaces += c == ' ' ? 1 : 0;
            eastAsian += IsEastAsian(c) ? 1 : 0;
        }

        return spaces + (eastAsian * 2 / 3);
    }

    private static bool IsEastAsian(char c) =>
        c is (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFFEF');
}
