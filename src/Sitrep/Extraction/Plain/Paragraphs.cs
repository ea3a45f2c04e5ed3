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

    private static void Close(List<string> group, List<string> paragraphs)
    {
        if (IsWrapped(group))
        {
            paragraphs.Add(string.Join(' ', group));
        }
        else
        {
            paragraphs.AddRange(group);
        }

        group.Clear();
    }

    /// <summary>Whether every line was broken only because the next word had no room left.</summary>
    private static bool IsWrapped(List<string> lines)
    {
        if (lines.Count < 2)
        {
            return false;
        }

        int width = lines.Max(line => line.Length);
        if (width is < 40 or > WidestWrap)
        {
            return false;
        }

        for (int i = 0; i + 1 < lines.Count; i++)
        {
            int word = lines[i + 1].IndexOf(' ', StringComparison.Ordinal);
            word = word < 0 ? lines[i + 1].Length : word;
            if (lines[i].Length + 1 + word <= width)
            {
                return false;
            }
        }

        return true;
    }
}
