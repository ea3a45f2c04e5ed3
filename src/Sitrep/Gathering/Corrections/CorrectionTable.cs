using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Sitrep.Gathering.Corrections;

/// <summary>Corrections as lines of tab-separated text, one a line, that people can keep under version control.</summary>
/// <remarks>Reports of a split are written <c>document#event</c>, separated by blanks; a blank in a document's id is written <c>%20</c>.</remarks>
public static class CorrectionTable
{
    private static readonly string[] Columns = ["number", "action", "event", "field", "value", "into", "reports", "undoes", "author", "reason", "at"];

    public static string Write(IEnumerable<Correction> corrections)
    {
        var text = new StringBuilder().AppendJoin('\t', Columns).Append('\n');
        foreach (Correction c in corrections)
        {
            string?[] cells =
            [
                c.Number.ToString(CultureInfo.InvariantCulture), c.Action.ToString().ToLowerInvariant(), c.Event, c.Field, c.Value, c.Into,
                string.Join(' ', c.Reports.Select(r => $"{r.Document.Replace(" ", "%20", StringComparison.Ordinal)}#{r.Event}")), c.Undoes?.ToString(CultureInfo.InvariantCulture),
                c.Author, c.Reason, c.At,
            ];
            text.AppendJoin('\t', cells.Select(cell => (cell ?? "").Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' '))).Append('\n');
        }

        return text.ToString();
    }

    /// <exception cref="InvalidDataException">A line cannot be read; the message names it.</exception>
    public static ImmutableArray<Correction> Read(TextReader lines)
    {
        var corrections = ImmutableArray.CreateBuilder<Correction>();
        string[]? header = null;
        for (int number = 1; lines.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            string[] cells = line.Split('\t');
            if (header is null)
            {
                header = cells;
                continue;
            }

            corrections.Add(ReadLine(header, cells) ?? throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"line {number} is no correction")));
        }

        return corrections.ToImmutable();
    }

    private static Correction? ReadLine(string[] header, string[] cells)
    {
        string Cell(string column) => Array.IndexOf(header, column) is >= 0 and var at && at < cells.Length ? cells[at] : "";
        string? Optional(string column) => Cell(column) is { Length: > 0 } value ? value : null;
        bool isUndo = string.Equals(Cell("action"), nameof(CorrectionAction.Undo), StringComparison.OrdinalIgnoreCase);
        if (!Enum.TryParse(Cell("action"), ignoreCase: true, out CorrectionAction action)
            || !long.TryParse(Cell("number"), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            || (!isUndo && Cell("event").Length == 0) || Cell("author").Length == 0 || Cell("reason").Length == 0 || Cell("at").Length == 0)
        {
            return null;
        }

        long? undoes = long.TryParse(Cell("undoes"), NumberStyles.None, CultureInfo.InvariantCulture, out long undone) ? undone : null;
        string? value = action == CorrectionAction.Edit ? Cell("value") : Optional("value");
        return new Correction(number, action, Cell("event"), Optional("field"), value, Optional("into"), Reports(Cell("reports")), undoes, Cell("author"), Cell("reason"), Cell("at"));
    }

    private static ImmutableArray<ReportKey> Reports(string cell) =>
    [
        .. cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => (Text: r, Cut: r.LastIndexOf('#'))).Where(r => r.Cut > 0)
            .Select(r => new ReportKey(r.Text[..r.Cut].Replace("%20", " ", StringComparison.Ordinal), r.Text[(r.Cut + 1)..])),
    ];
}
