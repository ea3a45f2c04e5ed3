using System.Text;

namespace Sitrep.Extraction.Plain;

/// <summary>Lines → paragraphs: blank lines part them; lines that were only wrapped are joined again.</summary>
internal static class Paragraphs
{
    private const int WidestWrap = 120;

    public static List<string> Split(string text)
    {
        var paragraphs = new List<string>();
        var group = new List<string>();
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            string line = Tidy(raw);
            if (line.Length > 0)
            {
                group.Add(line);
                continue;
            }

            Close(group, paragraphs);
        }

        Close(group, paragraphs);
        return paragraphs;
    }

    /// <summary>White space made single spaces, invisible characters dropped.</summary>
    public static string Tidy(ReadOnlySpan<char> line)
    {
        var tidy = new StringBuilder(line.Length);
        foreach (char c in line)
        {
            if (char.IsWhiteSpace(c))
            {
                if (tidy.Length > 0 && tidy[^1] != ' ')
                {
                    tidy.Append(' ');
                }
            }
            else if (c is not ('\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF' or '\u00AD') && !char.IsControl(c))
            {
                tidy.Append(c);
            }
        }

        if (tidy.Length > 0 && tidy[^1] == ' ')
        {
            tidy.Length--;
        }

        return tidy.ToString();
    }

    /// <summary>For each line but the last, whether the break after it parts two paragraphs; the lines have no blank one between them.</summary>
    /// <remarks>Where a text was wrapped, a break parts nothing. Where each paragraph is a line, or wrapped for itself, one ends with its sentence, or where the next word would have found room.</remarks>
    public static bool[] Breaks(List<string> lines)
    {
        bool[] parts = new bool[Math.Max(0, lines.Count - 1)];
        if (parts.Length == 0 || IsWrapped(lines))
        {
            return parts;
        }

        int width = lines.Max(line => line.Length);
        for (int i = 0; i < parts.Length; i++)
        {
            string next = lines[i + 1];
            parts[i] = EndsSentence(lines[i]) || (!char.IsLower(next[0]) && (width > WidestWrap || HasRoom(lines[i], next, width)));
        }

        return parts;
    }

    private static void Close(List<string> group, List<string> paragraphs)
    {
        bool[] parts = Breaks(group);
        for (int i = 0; i < group.Count; i++)
        {
            if (i > 0 && !parts[i - 1])
            {
                paragraphs[^1] += " " + group[i];
            }
            else
            {
                paragraphs.Add(group[i]);
            }
        }

        group.Clear();
    }

    private static bool EndsSentence(string line)
    {
        int last = line.Length - 1;
        while (last > 0 && line[last] is '"' or '\'' or '”' or '’' or '»' or ')' or ']')
        {
            last--;
        }

        return line[last] is '.' or '!' or '?' or '…';
    }

    private static bool HasRoom(string line, string next, int width)
    {
        int word = next.IndexOf(' ', StringComparison.Ordinal);
        return line.Length + 1 + (word < 0 ? next.Length : word) <= width;
    }

    /// <summary>Whether every line was broken only because the next word had no room left.</summary>
    private static bool IsWrapped(List<string> lines)
    {
        int width = lines.Max(line => line.Length);
        return width is >= 40 and <= WidestWrap && !lines.Zip(lines.Skip(1)).Any(pair => HasRoom(pair.First, pair.Second, width));
    }
}
