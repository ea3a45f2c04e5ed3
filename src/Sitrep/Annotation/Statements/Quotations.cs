using System.Collections.Immutable;

namespace Sitrep.Annotation.Statements;

/// <summary>A stretch of text in quotation marks.</summary>
/// <param name="Span">From the opening to after the closing mark; a paragraph left open ends with its text.</param>
internal readonly record struct Quotation(Span Span, bool Closed);

/// <summary>Pairs quotation marks, paragraph by paragraph.</summary>
/// <remarks>
/// A paragraph that opens with a mark after one that was left open goes on with its quotation. Straight marks open after a space or bracket and close before one.
/// An apostrophe within a word is no mark; a single mark is one only where a partner follows in the paragraph.
/// </remarks>
internal static class Quotations
{
    public static ImmutableArray<Quotation> Find(string text)
    {
        var found = ImmutableArray.CreateBuilder<Quotation>();
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            Paragraph(text, start, end, found);
            start = end + 1;
        }

        return found.ToImmutable();
    }

    private static void Paragraph(string text, int start, int end, ImmutableArray<Quotation>.Builder found)
    {
        for (int i = start; i < end; i++)
        {
            if (Closing(text, i, start) is not { } closing)
            {
                continue;
            }

            int close = Close(text, i + 1, end, closing);
            if (close < 0)
            {
                // An inner single mark without a partner is an apostrophe; a double one runs to the end of the paragraph.
                if (closing is '’' or '\'')
                {
                    continue;
                }

                found.Add(new Quotation(new Span(i, end), false));
                return;
            }

            found.Add(new Quotation(new Span(i, close + 1), true));
            i = close;
        }
    }

    // The mark that closes what the character opens, null if it opens nothing.
    private static char? Closing(string text, int at, int start)
    {
        char before = at > start ? text[at - 1] : ' ';
        char after = at + 1 < text.Length ? text[at + 1] : ' ';
        bool opens = !char.IsLetterOrDigit(before) && !char.IsWhiteSpace(after);
        return text[at] switch
        {
            '“' or '„' => '”',
            '«' => '»',
            '"' when opens => '"',
            '‘' when opens => '’',
            '\'' when opens && char.IsLetterOrDigit(after) => '\'',
            _ => null,
        };
    }

    private static int Close(string text, int from, int end, char closing)
    {
        for (int i = from; i < end; i++)
        {
            char c = text[i];
            bool match = c == closing || (closing == '”' && c is '"' or '“' && closing == '”' && (i + 1 == end || !char.IsLetterOrDigit(text[i + 1])));
            if (!match)
            {
                continue;
            }

            bool apostrophe = closing is '’' or '\'' && i + 1 < end && char.IsLetterOrDigit(text[i + 1]) && char.IsLetterOrDigit(text[i - 1]);
            if (!apostrophe)
            {
                return i;
            }
        }

        return -1;
    }
}
