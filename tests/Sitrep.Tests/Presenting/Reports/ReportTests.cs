using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Sitrep.Gathering;
using Sitrep.Presenting.Reports;
using Sitrep.Tests.Gathering;
using Xunit;

namespace Sitrep.Tests.Presenting.Reports;

// An invented incident in a real place.
public sealed partial class ReportTests
{
    private static readonly ReportDocument Report = new SituationReport(Resources.Installed).Write(Invented(), new SituationScope("Situation report <1>"));
    private static readonly ReportDocument Events = new Chronology(Resources.Installed).Write(Invented(), "Chronology");

    [Fact]
    public void Every_sentence_on_events_carries_a_note_and_every_note_is_there()
    {
        int[] known = [.. Report.Notes.Select(n => n.Number)];
        Assert.Equal(Enumerable.Range(1, known.Length), known);
        ReportSection[] told = [.. Report.Sections.Where(s => s.Title is "Highlights" or "Developments by place" or "Statements")];
        Assert.Equal(3, told.Length);
        Assert.All(told.SelectMany(s => s.Blocks).OfType<ReportList>().SelectMany(l => l.Items), item =>
        {
            Assert.NotEmpty(item.Notes);
            Assert.All(item.Notes, n => Assert.Contains(n, known));
        });
        Assert.All(Report.Sections.SelectMany(s => s.Blocks).OfType<ReportTable>().SelectMany(t => t.Rows), row => Assert.Contains(row, cell => cell.Notes.Length > 0));
    }

    [Fact]
    public void A_note_names_outlet_title_date_link_capture_and_hash_and_quotes_the_article()
    {
        ReportNote note = Report.Notes.First(n => n.Outlet == "The Ferry Post");
        Assert.Equal(("“Two dead”", "2026-05-12", "https://a.example/1", "2026-05-15T06:30:00Z"), ($"“{note.Title}”", note.Published, note.Link, note.Captured));
        Assert.Equal(64, note.Sha256!.Length);
        Assert.Contains(note.Quote, Invented().Articles.Single(a => a.Outlet == note.Outlet).Record.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Accounts_that_differ_stand_side_by_side_with_who_gives_them()
    {
        Cited line = Items("Developments by place").Single(i => i.Text.Contains("shooting", StringComparison.Ordinal));
        Assert.StartsWith("2 independent sources reported a shooting by gunmen", line.Text, StringComparison.Ordinal);
        Assert.Contains("in Tuzla, Tuzla Canton, Bosnia and Herzegovina, on 11 May 2026 (killed: 2 to 5)", line.Text, StringComparison.Ordinal);
        Assert.Contains("Accounts differ on the number killed: 2 (Mirza Hodzic, in The Ferry Post); 5 (The Salt Courier).", line.Text, StringComparison.Ordinal);
        Assert.Equal(2, line.Notes.Length);
    }

    [Fact]
    public void Figures_are_never_added_up()
    {
        ReportTable figures = Report.Sections.Single(s => s.Title == "Key figures").Blocks.OfType<ReportTable>().Single();
        Assert.Equal(["2 to 5, accounts differ", "1"], figures.Rows.Select(r => r[0].Text));
        Assert.All(figures.Rows, r => Assert.StartsWith("people killed in ", r[1].Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_humanitarian_report_has_its_parts_and_figures_by_unit_side_by_side()
    {
        ReportDocument ocha = new SituationReport(Resources.Installed).Write(Invented(), new SituationScope("Humanitarian", Template: ReportTemplate.Ocha, Number: 7, Next: "2026-05-19"));
        string[] titles = [.. ocha.Sections.Select(s => s.Title)];
        Assert.Equal(["About this report", "Highlights", "Key figures", "Figures by administrative unit", "Situation by place"], titles[..5]);
        Assert.Equal(["Gaps and constraints: what is not known", "Method and limits"], titles[^2..]);
        ImmutableArray<Cited> about = ocha.Sections[0].Blocks.OfType<ReportList>().Single().Items;
        Assert.Equal(("Number: 7", "Next report: 2026-05-19"), (about[0].Text, about[^1].Text));
        ReportTable units = ocha.Sections[3].Blocks.OfType<ReportTable>().Single();
        Assert.Equal(["Unit", "Events", "Killed", "Injured", "Missing", "Displaced", "Evacuated"], units.Header);
        ImmutableArray<Cited> row = units.Rows.Single(r => r[0].Text == "Bosnia and Herzegovina: Tuzla Canton");
        Assert.StartsWith("2 to 5", row[2].Text, StringComparison.Ordinal);
        Assert.NotEmpty(row[2].Notes);
    }

    [Fact]
    public void Those_who_hinder_aid_stand_under_access()
    {
        Dossier dossier = Articles.Dossier(
            Articles.Of("a", "Gunmen shot a nurse in Goma on Monday.", published: "2026-05-12", site: "Lake Post").WithEntity("e1", "group", "Gunmen").WithEntity("e2", "group", "a nurse", "CODMED")
                .WithEvent("shot", "ASSAULT", "firearms", actors: ["e1"], recipients: ["e2"], date: "2026-05-11"),
            Articles.Of("b", "Gunmen robbed a shop in Bukavu on Monday.", published: "2026-05-12", site: "Shore Post").WithEntity("e1", "group", "Gunmen").WithEvent("robbed", "ASSAULT", "other", actors: ["e1"], date: "2026-05-11"));
        ReportDocument ocha = new SituationReport(Resources.Installed).Write(dossier, new SituationScope("Humanitarian", Template: ReportTemplate.Ocha));
        Cited access = Assert.Single(ocha.Sections.Single(s => s.Title == "Access").Blocks.OfType<ReportList>().Single().Items);
        Assert.Contains("nurse", access.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Direct_words_stand_in_quotation_marks_letter_for_letter() =>
        Assert.Equal("Mirza Hodzic: “Nobody saw them come.”", Items("Statements").Single().Text);

    [Fact]
    public void One_source_is_named_and_a_plan_is_no_event()
    {
        Assert.Contains(Items("Developments by place"), i => i.Text.StartsWith("The Salt Courier reported an attack", StringComparison.Ordinal));
        Assert.Contains(Items("Developments by place"), i => i.Text.StartsWith("The Ferry Post announced a demonstration", StringComparison.Ordinal));
        Assert.DoesNotContain(Items("Highlights"), i => i.Text.Contains("demonstration", StringComparison.Ordinal));
    }

    [Fact]
    public void No_word_of_likelihood_is_printed()
    {
        string text = Set(new MarkdownReport(), Report);
        Assert.All(["likely", "probably", "certain", "confirmed", "verified", "%"], word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Only_a_person_makes_an_event_confirmed()
    {
        Dossier dossier = Invented();
        var confirmed = ImmutableDictionary<string, string>.Empty.Add(dossier.Events[0].Id, "A. Diallo: spoke to the mayor");
        ReportDocument report = new SituationReport(Resources.Installed).Write(dossier, new SituationScope("Report", Confirmed: confirmed));
        string[] items = [.. report.Sections.Single(s => s.Title == "Developments by place").Blocks.OfType<ReportList>().SelectMany(l => l.Items).Select(i => i.Text)];
        Assert.EndsWith(" Confirmed by A. Diallo: spoke to the mayor.", Assert.Single(items, i => i.Contains("Confirmed", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_is_said() => Assert.Contains(Items("What is not known"), i => i.Text.Contains("could not be placed", StringComparison.Ordinal) && i.Notes.Length > 0);

    [Fact]
    public void A_chronology_has_a_line_an_event_in_order_of_dates()
    {
        Cited[] lines = [.. Events.Sections.SelectMany(s => s.Blocks).OfType<ReportList>().SelectMany(l => l.Items)];
        Assert.Equal(Invented().Events.Length, lines.Length);
        Assert.StartsWith("2026-05-11 (day) – a shooting by gunmen; killed: 2 to 5 – Tuzla, Tuzla Canton, Bosnia and Herzegovina (exact) – 2 independent sources reported.", lines[0].Text, StringComparison.Ordinal);
        Assert.All(lines, l => Assert.NotEmpty(l.Notes));
    }

    [Fact]
    public void A_span_of_days_keeps_what_may_have_happened_within_it()
    {
        ReportDocument none = new Chronology(Resources.Installed).Write(Invented(), "Chronology", "2026-06-01", "2026-06-02");
        Assert.Empty(none.Sections);
        ReportDocument one = new Chronology(Resources.Installed).Write(Invented(), "Chronology", "2026-05-11", "2026-05-11");
        Assert.Contains("a shooting", one.Sections[0].Blocks.OfType<ReportList>().Single().Items[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_name_old_and_new_values()
    {
        Dossier before = Articles.Dossier(Ferry());
        ReportDocument report = new SituationReport(Resources.Installed).Write(Invented(), new SituationScope("Report", "2026-05-13", before));
        ReportSection changes = report.Sections.Single(s => s.Title == "What changed since 2026-05-13");
        string[] items = [.. changes.Blocks.OfType<ReportList>().Single().Items.Select(i => i.Text)];
        Assert.Contains(items, i => i.StartsWith("Changed: a shooting", StringComparison.Ordinal) && i.Contains("killed from 2 to 2 to 2 to 5", StringComparison.Ordinal));
        Assert.Contains(items, i => i.StartsWith("New: an attack", StringComparison.Ordinal));
    }

    [Fact]
    public void Markdown_footnotes_all_have_their_text()
    {
        string text = Set(new MarkdownReport(), Report);
        string[] used = [.. FootnoteUse().Matches(text).Select(m => m.Groups[1].Value).Distinct()];
        string[] told = [.. FootnoteText().Matches(text).Select(m => m.Groups[1].Value)];
        Assert.Equal(told.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
        Assert.Contains("# Situation report \\<1\\>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_links_each_number_to_its_note_and_asks_for_nothing_outside()
    {
        using var page = new HtmlParser().ParseDocument(Set(new HtmlReport(), Report));
        Assert.NotEmpty(page.QuerySelectorAll("sup a"));
        Assert.All(page.QuerySelectorAll("sup a"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
        Assert.Empty(page.QuerySelectorAll("script, img, link, iframe, [src]"));
        Assert.Equal("Situation report <1>", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public void Docx_is_valid_and_its_links_lead_to_bookmarks()
    {
        foreach (ReportDocument report in (ReportDocument[])[Report, Events])
        {
            using var file = new MemoryStream();
            new DocxReport().Write(report, file);
            using WordprocessingDocument document = WordprocessingDocument.Open(new MemoryStream(file.ToArray()), isEditable: false);
            Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath}: {e.Description}"));
            Body body = document.MainDocumentPart!.Document!.Body!;
            string?[] bookmarks = [.. body.Descendants<BookmarkStart>().Select(b => b.Name?.Value)];
            Assert.NotEmpty(bookmarks);
            Assert.All(body.Descendants<Hyperlink>(), h => Assert.Contains(h.Anchor?.Value, bookmarks));
            Assert.Contains("Nobody saw them come", report == Report ? body.InnerText : "Nobody saw them come", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes()
    {
        foreach (IReportWriter writer in (IReportWriter[])[new MarkdownReport(), new HtmlReport(), new DocxReport()])
        {
            using var first = new MemoryStream();
            using var second = new MemoryStream();
            writer.Write(Report, first);
            writer.Write(Report, second);
            Assert.Equal(first.ToArray(), second.ToArray());
        }
    }

    private static IEnumerable<Cited> Items(string section) => Report.Sections.Single(s => s.Title == section).Blocks.OfType<ReportList>().SelectMany(l => l.Items);

    private static string Set(IReportWriter writer, ReportDocument report)
    {
        using var output = new MemoryStream();
        writer.Write(report, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static ArticleRecord Ferry() => Articles
        .Of("ferry", "Gunmen shot two men dead in Tuzla on Monday, said Mirza Hodzic, the mayor. “Nobody saw them come.” A march is planned there.", "Two dead", "2026-05-12", "The Ferry Post", "https://a.example/1")
        .WithEntity("e1", "group", "Gunmen", "BIHUAF").WithEntity("e2", "person", "Mirza Hodzic", "BIHGOV")
        .WithPlace("Tuzla", "Tuzla", "BIH", "Tuzla Canton", 44.538, 18.676, "town")
        .WithStatement("s1", "indirect", "Mirza Hodzic", "e2", "said", "Gunmen shot two men dead in Tuzla on Monday")
        .WithStatement("s2", "direct", "Mirza Hodzic", "e2", "said", "Nobody saw them come.")
        .WithEvent("shot", "ASSAULT", "firearms", actors: ["e1"], date: "2026-05-11", status: "attributed", statement: "s1", counts: ("killed", 2, 2))
        .WithEvent("march", "PROTEST", "demo", "141", status: "planned");

    private static Dossier Invented() => Articles.Dossier(
        Ferry(),
        Articles.Of("salt", "Five people were killed by gunmen in the Bosnian town of Tuzla on Monday. A driver was stabbed to death elsewhere.", "Five killed", "2026-05-12", "The Salt Courier")
            .WithEntity("e1", "group", "gunmen", "BIHUAF").WithPlace("Tuzla", "Tuzla", "BIH", "Tuzla Canton", 44.538, 18.676, "town")
            .WithEvent("killed", "ASSAULT", "firearms", actors: ["e1"], date: "2026-05-11", counts: ("killed", 5, 5))
            .WithEvent("stabbed", "ASSAULT", "primitive", place: -1, counts: ("killed", 1, 1)));

    [GeneratedRegex(@"\[\^(\d+)\](?!:)")]
    private static partial Regex FootnoteUse();

    [GeneratedRegex(@"^\[\^(\d+)\]:", RegexOptions.Multiline)]
    private static partial Regex FootnoteText();
}
