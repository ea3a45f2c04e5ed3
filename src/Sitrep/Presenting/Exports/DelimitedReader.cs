using System.Collections.Immutable;
using System.Text;

namespace Sitrep.Presenting.Exports;

/// <summary>A row of a table of delimited text.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
internal sealed record DelimitedRow(int Line, ImmutableArray<string> Cells);

/// <summary>Reads comma- or semicolon-separated text as RFC 4180 has it, also with line feeds alone; empty lines are passed over.</summary>
internal static class DelimitedReader
{
    /// <param name="text">Of a whole file. Semicolons set its cells apart where the first line has more of them than commas.</param>
    /// <exception cref="InvalidDataException">A quotation mark is not closed; the message names the line on which its row begins.</exception>
    public static IEnumerable<DelimitedRow> Read(string text)
    {
        char separator = SeparatorOf(text);
        var cells = ImmutableArray.CreateBuilder<string>();
        var cell = new StringBuilder();
        int line = 1, first = 1;
        bool quoted = false;
        for (int i = text.StartsWith('\uFEFF') ? 1 : 0; i < text.Length; i++)
        {
            char c = text[i];
            line += c == '\n' ? 1 : 0;
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                    continue;
                }

                cell.Append(c);
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == separator)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\n')
            {
                if (Finished(cells, cell) is { } row)
                {
                    yield return new DelimitedRow(first, row);
                }

                first = line;
            }
            else if (c != '\r' || i + 1 >= text.Length || text[i + 1] != '\n')
            {
                cell.Append(c);
            }
        }

        if (quoted)
        {
            throw new InvalidDataException($"line {first}: a quotation mark is not closed");
        }

        if (Finished(cells, cell) is { } last)
        {
            yield return new DelimitedRow(first, last);
        }
    }

    /// <summary>Whether numbers of the text have a decimal comma.</summary>
    public static bool HasDecimalCommas(string text) => SeparatorOf(text) == ';';

    private static char SeparatorOf(string text)
    {
        ReadOnlySpan<char> header = text.AsSpan();
        header = header.IndexOf('\n') is >= 0 and var end ? header[..end] : header;
        return header.Count(';') > header.Count(',') ? ';' : ',';
    }

    private static ImmutableArray<string>? Finished(ImmutableArray<string>.Builder cells, StringBuilder cell)
    {
        if (cells.Count == 0 && cell.Length == 0)
        {
            return null;
        }

        cells.Add(cell.ToString());
        cell.Clear();
        ImmutableArray<string> row = cells.ToImmutable();
        cells.Clear();
        return row;
    }
}
