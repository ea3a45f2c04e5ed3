using System.Globalization;
using System.Text;

namespace Sitrep.Presenting.Reports;

/// <summary>Sets a report as Markdown with notes as footnotes (<c>[^1]</c>).</summary>
public sealed class MarkdownReport : IReportWriter
{
    private const string Special = "\\`*_{}[]<>#|~";

    public void Write(ReportDocument report, Stream output)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Escaped(report.Title)).Append('\n');
        foreach (ReportSection section in report.Sections)
        {
            text.Append("\n## ").Append(Escaped(section.Title)).Append('\n');
            foreach (ReportBlock block in section.Blocks)
            {
                text.Append('\n');
                Block(text, block);
            }
        }

        text.Append("\n## Notes\n\n");
        foreach (ReportNote note in report.Notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"[^{note.Number}]: {Escaped(ReportNoteWords.Source(note))}. ")
                .Append(note.Link is { } link ? $"<{link}>. " : "")
                .Append(Escaped(ReportNoteWords.Quote(note))).Append(ReportNoteWords.Capture(note) is { Length: > 0 } capture ? $" ({capture})" : "").Append('\n');
        }

        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Block(StringBuilder text, ReportBlock block)
    {
        switch (block)
        {
            case ReportHeading heading:
                text.Append("### ").Append(Escaped(heading.Text)).Append('\n');
                break;
            case ReportParagraph paragraph:
                text.AppendJoin(' ', paragraph.Sentences.Select(Inline)).Append('\n');
                break;
            case ReportList list:
                text.AppendJoin("", list.Items.Select(i => $"- {Inline(i)}\n"));
                break;
            case ReportTable table:
                text.Append("| ").AppendJoin(" | ", table.Header.Select(Escaped)).Append(" |\n|").Insert(text.Length, " --- |", table.Header.Length).Append('\n');
                text.AppendJoin("", table.Rows.Select(r => $"| {string.Join(" | ", r.Select(Inline))} |\n"));
                break;
            default:
                throw new ArgumentException($"no Markdown for a {block.GetType().Name}", nameof(block));
        }
    }

    private static string Inline(Cited cited) => Escaped(cited.Text) + string.Concat(cited.Notes.Select(n => string.Create(CultureInfo.InvariantCulture, $"[^{n}]")));

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            _ = c is '\r' or '\n' ? escaped.Append(' ') : Special.Contains(c, StringComparison.Ordinal) ? escaped.Append('\\').Append(c) : escaped.Append(c);
        }

        return escaped.ToString();
    }
}
