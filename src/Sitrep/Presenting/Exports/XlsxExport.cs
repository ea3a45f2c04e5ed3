using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Sitrep.Gathering;

namespace Sitrep.Presenting.Exports;

/// <summary>The table of <see cref="EventTable"/> as a workbook. Cells are typed, so no program takes the code 051 for a number or SEP2 for a day.</summary>
internal sealed class XlsxExport(CountryCodes countries) : IEventExport
{
    /// <summary>UTF-16 code units that a cell may hold.</summary>
    private const int LongestCell = 32_767;

    private const string Cut = " […]", BookPart = "rId1", SheetPart = "rId1";

    public int Write(Dossier dossier, Stream output)
    {
        using var package = new MemoryStream();
        using (SpreadsheetDocument document = SpreadsheetDocument.Create(package, SpreadsheetDocumentType.Workbook))
        {
            WorkbookPart workbook = document.AddNewPart<WorkbookPart>("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", BookPart);
            WorksheetPart sheet = workbook.AddNewPart<WorksheetPart>(SheetPart);
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Name = "events", SheetId = 1, Id = SheetPart }));
            Rows(dossier, sheet);
        }

        package.Position = 0;
        UndatedZip.Copy(package, output);
        return dossier.Events.Length;
    }

    private void Rows(Dossier dossier, WorksheetPart sheet)
    {
        using OpenXmlWriter writer = OpenXmlWriter.Create(sheet);
        writer.WriteStartElement(new Worksheet());

        // The header stays in sight.
        var pane = new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
        writer.WriteElement(new SheetViews(new SheetView(pane) { WorkbookViewId = 0 }));
        writer.WriteStartElement(new SheetData());
        Row(writer, 1, EventTable.Columns.Select(c => (object?)c.Name));
        uint number = 2;
        foreach (var value in dossier.Events)
        {
            var view = new EventView(dossier, value, countries);
            Row(writer, number++, EventTable.Columns.Select(c => c.Value(view)));
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void Row(OpenXmlWriter writer, uint number, IEnumerable<object?> cells)
    {
        writer.WriteStartElement(new Row { RowIndex = number });
        int column = 0;
        foreach (object? value in cells)
        {
            string at = ColumnName(column++) + number.ToString(CultureInfo.InvariantCulture);
            if (value is string text)
            {
                writer.WriteElement(new Cell(new InlineString(new Text(Fitting(text)) { Space = SpaceProcessingModeValues.Preserve })) { CellReference = at, DataType = CellValues.InlineString });
            }
            else if (value is double figure)
            {
                writer.WriteElement(new Cell(new CellValue(figure.ToString(CultureInfo.InvariantCulture))) { CellReference = at });
            }
        }

        writer.WriteEndElement();
    }

    // A, B … Z, AA, AB …
    private static string ColumnName(int index) => (index >= 26 ? ColumnName((index / 26) - 1) : "") + (char)('A' + (index % 26));

    // XML has no way to hold control characters.
    private static string Fitting(string text)
    {
        text = string.Concat(text.EnumerateRunes().Where(r => !r.IsBmp || System.Xml.XmlConvert.IsXmlChar((char)r.Value)));
        return text.Length <= LongestCell ? text : text[..(LongestCell - Cut.Length)] + Cut;
    }
}
