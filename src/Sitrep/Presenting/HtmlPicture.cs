using System.Globalization;
using System.Net;
using System.Text;

namespace Sitrep.Presenting;

/// <summary>The picture as one self-contained page: sections on one side, the article on the other, every line linked to its highlighted words.</summary>
/// <remarks>No script, no outside request; the article's text is escaped, its HTML never used.</remarks>
public static class HtmlPicture
{
    private const string Style = """
        :root{color-scheme:light dark;--mark:light-dark(#fff1b8,#5a4a00);--line:light-dark(#d0d0d0,#444)}
        body{font:16px/1.5 system-ui,sans-serif;margin:0;display:grid;grid-template-columns:minmax(20rem,1fr) minmax(20rem,1fr)}
        main,aside{padding:1.5rem;max-width:46rem}aside{border-right:1px solid var(--line)}
        h1{font-size:1.4rem}h2{font-size:1.05rem;margin:1.5rem 0 .3rem}ul{padding-left:1.1rem;margin:0}li{margin:.3rem 0}
        mark{background:var(--mark);color:inherit}mark:target{outline:2px solid}a{color:inherit}p{white-space:pre-wrap}
        @media(max-width:50rem){body{display:block}aside{border:0}}
        """;

    public static string Write(Picture picture)
    {
        var html = new StringBuilder();
        string title = WebUtility.HtmlEncode(picture.Article.Title ?? picture.Article.Id);
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
            .Append("<title>").Append(title).Append("</title><style>").Append(Style).Append("</style></head><body>\n<aside><h1>").Append(title).Append("</h1>\n");
        foreach (PictureSection section in picture.Sections)
        {
            html.Append("<section><h2>").Append(WebUtility.HtmlEncode(section.Title)).Append("</h2><ul>\n");
            foreach (PictureLine line in section.Lines)
            {
                string words = WebUtility.HtmlEncode(line.Text);
                html.Append("<li>").Append(line.Evidence is { } span ? $"<a href=\"#{Anchor(span)}\">{words}</a>" : words).Append("</li>\n");
            }

            html.Append("</ul></section>\n");
        }

        html.Append("</aside>\n<main lang=\"").Append(WebUtility.HtmlEncode(picture.Article.Language)).Append("\"><p>");
        Highlight(html, picture);
        return html.Append("</p></main></body></html>\n").ToString();
    }

    private static string Anchor(Span span) => string.Create(CultureInfo.InvariantCulture, $"w{span.Start}-{span.End}");

    // Overlapping evidence is cut at every edge, so that marks nest nowhere; each span's first piece carries its anchor.
    private static void Highlight(StringBuilder html, Picture picture)
    {
        string text = picture.Article.Text;
        Span[] spans = [.. picture.Sections.SelectMany(s => s.Lines).Select(l => l.Evidence).OfType<Span>().Distinct().OrderBy(s => s.Start).ThenBy(s => s.End)];
        int[] edges = [.. spans.SelectMany(s => new[] { s.Start, s.End }).Append(0).Append(text.Length).Distinct().Order()];
        for (int i = 0; i + 1 < edges.Length; i++)
        {
            string piece = WebUtility.HtmlEncode(text[edges[i]..edges[i + 1]]);
            foreach (Span starting in spans.Where(s => s.Start == edges[i]))
            {
                html.Append("<span id=\"").Append(Anchor(starting)).Append("\"></span>");
            }

            bool inside = spans.Any(s => s.Start <= edges[i] && edges[i + 1] <= s.End);
            html.Append(inside ? "<mark>" : "").Append(piece).Append(inside ? "</mark>" : "");
        }
    }
}
