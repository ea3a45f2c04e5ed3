using System.Globalization;
using System.Text;

namespace Sitrep.Presenting.Exports;

/// <summary>How cells are set apart.</summary>
internal enum Delimited
{
    /// <summary>RFC 4180: commas, CRLF, quotes doubled. A text that a spreadsheet would take for a formula gets a leading apostrophe.</summary>
    Csv,

    /// <summary>Tabs and line feeds, no quoting: tabs and line breaks within a text become spaces.</summary>
    Tabs,
}

/// <summary>Writes rows of cells as UTF-8 without a byte order mark. Numbers have a decimal point, null is an empty cell.</summary>
internal sealed class DelimitedWriter(Stream output, Delimited style) : IDisposable
{
    private readonly StreamWriter writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);

    public void Row(params ReadOnlySpan<object?> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                writer.Write(style == Delimited.Csv ? ',' : '\t');
            }

            writer.Write(Cell(cells[i]));
        }

        writer.Write(style == Delimited.Csv ? "\r\n" : "\n");
    }

    public void Dispose() => writer.Dispose();

    /// <summary>Items of a list in one cell.</summary>
    public static string List(IEnumerable<string> items) => string.Join("; ", items.Select(i => i.Replace(';', ',')));

    private string Cell(object? value) => value switch
    {
        null => "",
        string text when style == Delimited.Csv => Quoted(Guarded(text)),
        string text => text.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' '),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"no cell for a {value.GetType().Name}", nameof(value)),
    };

    // Spreadsheets look past blanks, and take full-width forms for the signs themselves.
    private static string Guarded(string text) =>
        text.AsSpan().TrimStart(' ') is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '|' or '%' or '＝' or '＋' or '－' or '＠' ? "'" + text : text;

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n;") >= 0 || text.StartsWith(' ') || text.EndsWith(' ') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
