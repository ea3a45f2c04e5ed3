using System.Globalization;
using System.Text;

namespace Sitrep.Presenting;

/// <summary>Writes sentences as CoNLL-U, with character offsets and names in the last column.</summary>
public static class ConlluWriter
{
    /// <summary>Writes an article; a number goes on from sentence to sentence in <c>sent_id</c>.</summary>
    public static void Write(ParsedArticle parsed, TextWriter writer)
    {
        var line = new StringBuilder();
        Line(writer, line.Append("# newdoc id = ").Append(parsed.Article.Id));
        string?[] nameTags = [];
        int name = 0;
        foreach (Sentence sentence in parsed.Sentences)
        {
            Line(writer, line.Append("# sent_id = ").Append(parsed.Article.Id).Append(CultureInfo.InvariantCulture, $"-{sentence.Index + 1}"));
            Line(writer, line.Append("# text = ").Append(sentence.Span.Of(parsed.Text)).Replace('\n', ' ').Replace('\r', ' '));
            nameTags = new string?[sentence.Tokens.Length];
            for (; name < parsed.FullNames.Length && parsed.FullNames[name].Sentence == sentence.Index; name++)
            {
                Name found = parsed.FullNames[name];
                for (int i = found.First; i <= found.Last; i++)
                {
                    nameTags[i] = (i == found.First ? "B-" : "I-") + found.Type.ToString().ToLowerInvariant();
                }
            }

            WriteTokens(parsed.Text, sentence, nameTags, writer, line);
            writer.Write('\n');
        }
    }

    private static void WriteTokens(string text, Sentence sentence, string?[] names, TextWriter writer, StringBuilder line)
    {
        int multiword = 0, wordEnd = -1;
        for (int i = 0; i < sentence.Tokens.Length; i++)
        {
            if (multiword < sentence.Multiwords.Length && sentence.Multiwords[multiword].First == i)
            {
                MultiwordToken whole = sentence.Multiwords[multiword++];
                line.Append(CultureInfo.InvariantCulture, $"{whole.First + 1}-{whole.Last + 1}\t{whole.Span.Of(text)}\t_\t_\t_\t_\t_\t_\t_\t");
                Line(writer, Place(text, sentence, whole.Last, whole.Span, line));
                wordEnd = whole.Last;
            }

            Token token = sentence.Tokens[i];
            line.Append(CultureInfo.InvariantCulture, $"{i + 1}\t{token.Form}\t{token.Lemma}\t{token.Upos}\t{token.Xpos}\t{token.Feats}\t{token.Head + 1}\t{token.Deprel}\t_\t");
            if (names[i] is { } tag)
            {
                line.Append("Name=").Append(tag).Append('|');
            }

            Line(writer, Place(text, sentence, i <= wordEnd ? -1 : i, token.Span, line));
        }
    }

    /// <summary>Appends SpaceAfter, unless <paramref name="last"/> is −1 (inside a multiword token), and the offsets.</summary>
    private static StringBuilder Place(string text, Sentence sentence, int last, Span span, StringBuilder line)
    {
        if (last >= 0 && span.End < text.Length && last < sentence.Tokens.Length - 1 && sentence.Tokens[last + 1].Span.Start == span.End)
        {
            line.Append("SpaceAfter=No|");
        }

        return line.Append(CultureInfo.InvariantCulture, $"TokenRange={span.Start}:{span.End}");
    }

    private static void Line(TextWriter writer, StringBuilder line)
    {
        writer.Write(line.Append('\n'));
        line.Clear();
    }
}
