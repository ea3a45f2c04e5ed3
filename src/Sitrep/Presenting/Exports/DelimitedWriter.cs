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

/// <summary>How a CSV file is written for the program that opens it.</summary>
/// <param name="Mark">Begins the file with a byte order mark, by which Excel knows UTF-8.</param>
/// <param name="Semicolons">Sets cells apart by semicolons and gives numbers a decimal comma, as Excel expects where that is the custom.</param>
/// <param name="Flat">Turns line breaks and tabs within a text into blanks.</param>
public sealed record CsvDialect(bool Mark = false, bool Semicolons = false, bool Flat = false)
{
    /// <summary>RFC 4180, UTF-8 without a byte order mark, decimal points.</summary>
    public static CsvDialect Plain { get; } = new();
}

/// <summary>Writes rows of cells as UTF-8. Numbers have a decimal point unless the dialect says otherwise, null is an empty cell.</summary>
/// <param name="dialect">Of <see cref="Delimited.Csv"/>; plain where there is none.</param>
internal sealed class DelimitedWriter(Stream output, Delimited style, CsvDialect? dialect = null) : IDisposable
{
    private readonly CsvDialect dialect = dialect ?? CsvDialect.Plain;
    private readonly StreamWriter writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: style == Delimited.Csv && dialect?.Mark == true), leaveOpen: true);

    public void Row(params ReadOnlySpan<object?> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                writer.Write(style == Delimited.Tabs ? '\t' : dialect.Semicolons ? ';' : ',');
            }

            writer.Write(Cell(cells[i]));
        }

        writer.Write(style == Delimited.Csv ? "\r\n" : "\n");
    }

    public void Dispose() => writer.Dispose();

    /// <summary>Items of a list in one cell.</summary>
    public static string List(IEnumerable<string> items) => string.Join("; ", items.Select(i => i.Replace(';', ',')));

    /// <summary>Whether a spreadsheet would take a text for a formula.</summary>
    // Spreadsheets look past blanks, and take full-width forms for the signs themselves.
    public static bool IsFormula(string text) =>
        text.AsSpan().TrimStart(' ') is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '|' or '%' or '＝' or '＋' or '－' or '＠';

    private string Cell(object? value) => value switch
    {
        null => "",
        string text when style == Delimited.Csv => Quoted(Guarded(dialect.Flat ? OneLine(text) : text)),
        string text => OneLine(text),
        IFormattable number => Number(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"no cell for a {value.GetType().Name}", nameof(value)),
    };

    private string Number(string text) => style == Delimited.Csv && dialect.Semicolons ? text.Replace('.', ',') : text;

    private static string OneLine(string text) => text.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ');

    private static string Guarded(string text) => IsFormula(text) ? "'" + text : text;

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n;") >= 0 || text.StartsWith(' ') || text.EndsWith(' ') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
