using System.Globalization;
using System.Net;
using System.Text;

namespace Sitrep.Presenting.Reports;

/// <summary>Sets a report as one self-contained page: no script, no outside request; note numbers link to the notes.</summary>
public sealed class HtmlReport : IReportWriter
{
    private const string Style = """
        :root{color-scheme:light dark;--line:light-dark(#d0d0d0,#444)}
        body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;padding:1.5rem;max-width:60rem}
        h1{font-size:1.5rem}h2{font-size:1.15rem;margin:1.6rem 0 .3rem}h3{font-size:1rem;margin:1rem 0 .2rem}
        table{border-collapse:collapse;width:100%}th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}
        li{margin:.3rem 0}sup a{text-decoration:none}a{color:inherit}:target{outline:2px solid}.capture{font-size:.8rem;overflow-wrap:anywhere}
        """;

    public void Write(ReportDocument report, Stream output)
    {
        var html = new StringBuilder();
        string title = Escaped(report.Title);
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
            .Append("<title>").Append(title).Append("</title><style>").Append(Style).Append("</style></head><body>\n<h1>").Append(title).Append("</h1>\n");
        foreach (ReportSection section in report.Sections)
        {
            html.Append("<section><h2>").Append(Escaped(section.Title)).Append("</h2>\n");
            foreach (ReportBlock block in section.Blocks)
            {
                Block(html, block);
            }

            html.Append("</section>\n");
        }

        html.Append("<section><h2>Notes</h2><ol>\n");
        foreach (ReportNote note in report.Notes)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li id=\"note{note.Number}\">{Escaped(ReportNoteWords.Source(note))}. ").Append(Link(note.Link))
                .Append("<q>").Append(Escaped(note.Quote)).Append("</q> <span class=\"capture\">").Append(Escaped(ReportNoteWords.Capture(note))).Append("</span></li>\n");
        }

        html.Append("</ol></section></body></html>\n");
        output.Write(Encoding.UTF8.GetBytes(html.ToString()));
    }

    private static void Block(StringBuilder html, ReportBlock block)
    {
        switch (block)
        {
            case ReportHeading heading:
                html.Append("<h3>").Append(Escaped(heading.Text)).Append("</h3>\n");
                break;
            case ReportParagraph paragraph:
                html.Append("<p>").AppendJoin(' ', paragraph.Sentences.Select(Inline)).Append("</p>\n");
                break;
            case ReportList list:
                html.Append("<ul>\n").AppendJoin("", list.Items.Select(i => $"<li>{Inline(i)}</li>\n")).Append("</ul>\n");
                break;
            case ReportTable table:
                html.Append("<table><thead><tr>").AppendJoin("", table.Header.Select(h => $"<th scope=\"col\">{Escaped(h)}</th>")).Append("</tr></thead><tbody>\n")
                    .AppendJoin("", table.Rows.Select(r => $"<tr>{string.Concat(r.Select(c => $"<td>{Inline(c)}</td>"))}</tr>\n")).Append("</tbody></table>\n");
                break;
            default:
                throw new ArgumentException($"no HTML for a {block.GetType().Name}", nameof(block));
        }
    }

    private static string Inline(Cited cited) =>
        Escaped(cited.Text) + string.Concat(cited.Notes.Select(n => string.Create(CultureInfo.InvariantCulture, $"<sup><a href=\"#note{n}\">[{n}]</a></sup>")));

    // Only links that a browser opens as pages: a page may name "javascript:" as its address.
    private static string Link(string? link) => Uri.TryCreate(link, UriKind.Absolute, out Uri? uri) && uri.Scheme is ("http" or "https")
        ? $"<a href=\"{Escaped(link!)}\" rel=\"noreferrer\">{Escaped(link!)}</a>. "
        : "";

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
