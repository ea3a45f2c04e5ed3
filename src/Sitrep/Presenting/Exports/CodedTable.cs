using System.Collections.Immutable;
using System.Globalization;

namespace Sitrep.Presenting.Exports;

/// <summary>What is wrong in a table.</summary>
/// <param name="Line">From 1, the header's.</param>
/// <param name="Column">Null where the whole line is meant.</param>
public sealed record TableFault(int Line, string? Column, string Message)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}{(Column is null ? "" : $", column {Column}")}: {Message}");
}

/// <summary>A table of events in the layout <c>csv</c>, as it is or changed by a person: cells by id and column.</summary>
internal sealed class CodedTable
{
    private static readonly HashSet<string> Numbers = [.. EventTable.Columns.Where(c => c.IsNumber).Select(c => c.Name)];

    private readonly Dictionary<string, CodedRow> byId = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">It has no header with a column <c>id</c>, or a quotation mark is not closed.</exception>
    public CodedTable(string text)
    {
        DelimitedRow[] rows = [.. DelimitedReader.Read(text)];
        Columns = rows.Length == 0 ? [] : [.. rows[0].Cells.Select(c => c.Trim().ToLowerInvariant())];
        if (!Columns.Contains("id"))
        {
            throw new InvalidDataException("line 1: no column id; a table as export --as csv writes it is expected");
        }

        var faults = ImmutableArray.CreateBuilder<TableFault>();
        var read = ImmutableArray.CreateBuilder<CodedRow>();
        bool commas = DelimitedReader.HasDecimalCommas(text);
        foreach (DelimitedRow row in rows.Skip(1))
        {
            if (row.Cells.Length != Columns.Length)
            {
                faults.Add(new TableFault(row.Line, null, string.Create(CultureInfo.InvariantCulture, $"{row.Cells.Length} cells, {Columns.Length} in the header")));
                continue;
            }

            var value = new CodedRow(row.Line, Columns.Zip(row.Cells).DistinctBy(c => c.First)
                .ToDictionary(c => c.First, c => EventCells.Plain(commas && Numbers.Contains(c.First) ? c.Second.Replace(',', '.') : c.Second), StringComparer.Ordinal));
            if (value.Id.Length == 0 || !byId.TryAdd(value.Id, value))
            {
                faults.Add(new TableFault(row.Line, "id", value.Id.Length == 0 ? "empty; an event needs a report in the store" : "the same as in an earlier line"));
                continue;
            }

            read.Add(value);
        }

        (Rows, Faults) = (read.ToImmutable(), faults.ToImmutable());
    }

    /// <summary>In small letters.</summary>
    public ImmutableArray<string> Columns { get; }

    public ImmutableArray<CodedRow> Rows { get; }

    public ImmutableArray<TableFault> Faults { get; }

    public CodedRow? Find(string id) => byId.GetValueOrDefault(id);
}

/// <param name="Cells">By column, as <see cref="EventCells.Plain"/> has them; numbers have a decimal point.</param>
internal sealed record CodedRow(int Line, IReadOnlyDictionary<string, string> Cells)
{
    public string Id => Cells["id"];

    public string? Cell(string column) => Cells.GetValueOrDefault(column);
}

/// <summary>Cells of the table of events as texts that can be compared.</summary>
internal static class EventCells
{
    /// <summary>A cell without the apostrophe that guards it in spreadsheets, its white space as single blanks.</summary>
    public static string Plain(string cell)
    {
        string text = cell.StartsWith('\'') && DelimitedWriter.IsFormula(cell[1..]) ? cell[1..] : cell;
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The cells that the table has for an event.</summary>
    public static IReadOnlyDictionary<string, string> Of(EventView view) => EventTable.Columns.ToDictionary(
        c => c.Name, c => c.Value(view) switch { null => "", IFormattable number => number.ToString(null, CultureInfo.InvariantCulture), var text => Plain((string)text) }, StringComparer.Ordinal);

    /// <summary>Whether two cells say the same: spreadsheets drop leading zeros and write numbers their own way.</summary>
    public static bool Same(string a, string b) => a == b || (Number(a) is { } one && Number(b) is { } other && one.Equals(other));

    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
}
