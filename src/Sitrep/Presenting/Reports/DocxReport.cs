using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Sitrep.Presenting.Reports;

/// <summary>Sets a report as a Word document; note numbers link to bookmarks at the notes. The same report gives the same bytes.</summary>
public sealed class DocxReport : IReportWriter
{
    private const string MainPart = "rId1", StylePart = "rId2";

    public void Write(ReportDocument report, Stream output)
    {
        using var package = new MemoryStream();
        using (WordprocessingDocument document = WordprocessingDocument.Create(package, WordprocessingDocumentType.Document))
        {
            MainDocumentPart main = document.AddNewPart<MainDocumentPart>("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", MainPart);
            main.AddNewPart<StyleDefinitionsPart>(StylePart).Styles = Styles();
            main.Document = new Document(Body(report));
        }

        package.Position = 0;
        UndatedZip.Copy(package, output);
    }

    private static Body Body(ReportDocument report)
    {
        var body = new Body(Styled("Title", report.Title));
        foreach (ReportSection section in report.Sections)
        {
            body.Append(Styled("Heading1", section.Title));
            foreach (ReportBlock block in section.Blocks)
            {
                body.Append(Block(block));
            }
        }

        body.Append(Styled("Heading1", "Notes"));
        body.Append(report.Notes.Select(Note));
        return body;
    }

    private static IEnumerable<OpenXmlElement> Block(ReportBlock block) => block switch
    {
        ReportHeading heading => [Styled("Heading2", heading.Text)],
        ReportParagraph paragraph => [new Paragraph(paragraph.Sentences.SelectMany((s, i) => (OpenXmlElement[])[.. i > 0 ? [Run(" ")] : (OpenXmlElement[])[], .. Inline(s)]))],
        ReportList list => list.Items.Select(i => new Paragraph([new ParagraphProperties(new ParagraphStyleId { Val = "ListItem" }), Run("• "), .. Inline(i)])),
        ReportTable table => [Table(table), new Paragraph()],
        _ => throw new ArgumentException($"no paragraph for a {block.GetType().Name}", nameof(block)),
    };

    private static Table Table(ReportTable table)
    {
        var grid = new Table(
            new TableProperties(
                new TableWidth { Type = TableWidthUnitValues.Pct, Width = "5000" },
                new TableBorders(
                    Border<TopBorder>(), Border<LeftBorder>(), Border<BottomBorder>(), Border<RightBorder>(), Border<InsideHorizontalBorder>(), Border<InsideVerticalBorder>())),
            new TableGrid(table.Header.Select(_ => new GridColumn())),
            new TableRow([new TableRowProperties(new TableHeader()), .. table.Header.Select(h => new TableCell(new Paragraph(new Run(new RunProperties(new Bold()), Text(h)))))]));
        grid.Append(table.Rows.Select(row => new TableRow(row.Select(cell => new TableCell(new Paragraph(Inline(cell)))))));
        return grid;
    }

    private static T Border<T>()
        where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = "808080" };

    private static Paragraph Note(ReportNote note)
    {
        string id = note.Number.ToString(CultureInfo.InvariantCulture);
        string link = note.Link is { } address ? $" {address}." : "";
        string capture = ReportNoteWords.Capture(note) is { Length: > 0 } proof ? $" ({proof})" : "";
        return new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = "ListItem" }),
            new BookmarkStart { Id = id, Name = "note" + id },
            Run($"[{id}] "),
            new BookmarkEnd { Id = id },
            Run($"{ReportNoteWords.Source(note)}.{link} {ReportNoteWords.Quote(note)}{capture}"));
    }

    private static IEnumerable<OpenXmlElement> Inline(Cited cited) =>
    [
        Run(cited.Text),
        .. cited.Notes.Select(n => new Hyperlink(new Run(
            new RunProperties(new VerticalTextAlignment { Val = VerticalPositionValues.Superscript }), Text(string.Create(CultureInfo.InvariantCulture, $"[{n}]"))))
        {
            Anchor = string.Create(CultureInfo.InvariantCulture, $"note{n}"),
        }),
    ];

    private static Paragraph Styled(string style, string text) => new(new ParagraphProperties(new ParagraphStyleId { Val = style }), Run(text));

    private static Run Run(string text) => new(Text(text));

    // XML has no way to hold control characters.
    private static Text Text(string text) => new(string.Concat(text.EnumerateRunes().Where(r => !r.IsBmp || System.Xml.XmlConvert.IsXmlChar((char)r.Value)))) { Space = SpaceProcessingModeValues.Preserve };

    private static Styles Styles() => new(
        Style("Normal", "Normal", null, 22, bold: false, 120),
        Style("Title", "Title", "Normal", 36, bold: true, 200),
        Style("Heading1", "heading 1", "Normal", 28, bold: true, 120),
        Style("Heading2", "heading 2", "Normal", 24, bold: true, 80),
        Style("ListItem", "List Item", "Normal", 22, bold: false, 60));

    private static Style Style(string id, string name, string? basedOn, int halfPoints, bool bold, int after)
    {
        var run = new StyleRunProperties();
        if (bold)
        {
            run.Append(new Bold());
        }

        run.Append(new FontSize { Val = halfPoints.ToString(CultureInfo.InvariantCulture) });
        var style = new Style { Type = StyleValues.Paragraph, StyleId = id, Default = basedOn is null ? true : null };
        style.Append(new StyleName { Val = name });
        if (basedOn is not null)
        {
            style.Append(new BasedOn { Val = basedOn });
        }

        style.Append(new StyleParagraphProperties(new SpacingBetweenLines { After = after.ToString(CultureInfo.InvariantCulture) }), run);
        return style;
    }
}
