using System.Text;

namespace Sitrep.Presenting;

/// <summary>The picture as lines of text, with the quoted words under each.</summary>
public static class TextPicture
{
    private const int LongestQuote = 320;
    private const string Bold = "\u001b[1m", Dim = "\u001b[2m", Plain = "\u001b[0m";

    /// <param name="width">Columns; no line is longer, unless a single word is.</param>
    /// <param name="colour">Whether headings and quotations are set apart by terminal codes.</param>
    public static string Write(Picture picture, int width, bool colour)
    {
        var text = new StringBuilder();
        foreach (PictureSection section in picture.Sections)
        {
            text.Append(colour ? Bold : "").Append(section.Title.ToUpperInvariant()).Append(colour ? Plain : "").Append('\n');
            foreach (PictureLine line in section.Lines)
            {
                Wrap(text, line.Text, "  ", "    ", width);
                if (line.Evidence is { } span)
                {
                    text.Append(colour ? Dim : "");
                    Wrap(text, "\u201c" + Shortened(span.Of(picture.Article.Text)) + "\u201d", "      ", "      ", width);
                    text.Append(colour ? Plain : "");
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Shortened(string words)
    {
        words = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length <= LongestQuote)
        {
            return words;
        }

        int cut = words.LastIndexOf(' ', LongestQuote);
        return words[..(cut > 0 ? cut : LongestQuote)] + " […]";
    }

    internal static void Wrap(StringBuilder text, string words, string first, string next, int width)
    {
        string indent = first;
        int column = 0;
        foreach (string word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0 && column + 1 + word.Length > width)
            {
                text.Append('\n');
                indent = next;
                column = 0;
            }

            text.Append(column == 0 ? indent : " ").Append(word);
            column += (column == 0 ? indent.Length : 1) + word.Length;
        }

        text.Append('\n');
    }
}
