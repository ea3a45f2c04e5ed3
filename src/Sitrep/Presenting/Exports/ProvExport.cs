using System.Reflection;
using System.Text.Json;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Where each event comes from, as PROV-JSON: the page's bytes, the article made of them, the words quoted from it, the event made of these; who published, and which program worked.</summary>
/// <remarks>Only the capture has a time: those of the other steps would make each run's file another one. Corrections are not in it.</remarks>
internal sealed class ProvExport(CountryCodes countries) : IEventExport
{
    private const string Program = "sitrep:program", Coding = "sitrep:coding", Gathering = "sitrep:gathering";

    private static readonly string Version = typeof(ProvExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public int Write(Dossier dossier, Stream output)
    {
        EventView[] views = [.. dossier.Events.OrderBy(e => e.Id, StringComparer.Ordinal).Select(e => new EventView(dossier, e, countries))];
        DossierArticle[] articles = [.. ReportingArticle.Of(dossier).Select(r => r.Article)];
        using Utf8JsonWriter writer = JsonOutput.Open(output);
        writer.WriteStartObject();
        writer.WriteStartObject("prefix");
        writer.WriteString("sitrep", "urn:sitrep:");
        writer.WriteEndObject();
        Entities(writer, articles, views);
        Activities(writer, articles);
        Agents(writer, articles);
        Relations(writer, articles, views);
        writer.WriteEndObject();
        return views.Length;
    }

    private static string Page(DossierArticle article) => "sitrep:page/" + (article.Record.Source.Sha256 ?? Uri.EscapeDataString(article.Id));

    private static string Article(DossierArticle article) => "sitrep:article/" + Uri.EscapeDataString(article.Id);

    private static string Publisher(DossierArticle article) => "sitrep:publisher/" + Uri.EscapeDataString(article.Outlet);

    private static string Capture(DossierArticle article) => "sitrep:capture/" + Uri.EscapeDataString(article.Id);

    private static string Words(ReportView report) => $"{Article(report.Article)}/{Uri.EscapeDataString(report.Event.Id)}";

    private static string Event(EventView view) => "sitrep:event/" + view.Event.Id;

    private static void Entities(Utf8JsonWriter writer, DossierArticle[] articles, EventView[] views)
    {
        writer.WriteStartObject("entity");
        foreach (DossierArticle article in articles.DistinctBy(Page))
        {
            writer.WriteStartObject(Page(article));
            Typed(writer, "sitrep:Page");
            writer.Optional("prov:location", article.Link ?? article.Record.Source.Uri);
            writer.Optional("sitrep:sha256", article.Record.Source.Sha256);
            writer.WriteEndObject();
        }

        foreach (DossierArticle article in articles)
        {
            writer.WriteStartObject(Article(article));
            Typed(writer, "sitrep:Article");
            writer.Optional("prov:label", article.Record.Title);
            writer.Optional("sitrep:published", article.Record.Published);
            writer.WriteEndObject();
        }

        foreach (ReportView report in views.SelectMany(v => v.Reports))
        {
            writer.WriteStartObject(Words(report));
            Typed(writer, "sitrep:Words");
            writer.WriteString("prov:value", EventView.Shortened(report.Report.Quote));
            writer.WriteNumber("sitrep:start", report.Report.Start);
            writer.WriteNumber("sitrep:end", report.Report.End);
            writer.WriteEndObject();
        }

        foreach (EventView view in views)
        {
            GatheredEvent value = view.Event;
            writer.WriteStartObject(Event(view));
            Typed(writer, "sitrep:Event");
            writer.WriteString("sitrep:plover", value.Plover.Mode is { } mode ? $"{value.Plover.Type}/{mode}" : value.Plover.Type);
            writer.Optional("sitrep:cameo", value.Cameo);
            writer.WriteString("sitrep:status", value.Status);
            writer.Optional("sitrep:date", value.Date?.Value);
            writer.Optional("sitrep:place", value.Place?.Name);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Activities(Utf8JsonWriter writer, DossierArticle[] articles)
    {
        writer.WriteStartObject("activity");
        foreach (DossierArticle article in articles)
        {
            writer.WriteStartObject(Capture(article));
            writer.Optional("prov:startTime", article.Captured);
            writer.Optional("prov:endTime", article.Captured);
            writer.WriteEndObject();
        }

        foreach (string activity in (string[])[Coding, Gathering])
        {
            writer.WriteStartObject(activity);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Agents(Utf8JsonWriter writer, DossierArticle[] articles)
    {
        writer.WriteStartObject("agent");
        writer.WriteStartObject(Program);
        Typed(writer, "prov:SoftwareAgent");
        writer.WriteString("prov:label", "Sitrep " + Version);
        writer.WriteEndObject();
        foreach (DossierArticle article in articles.DistinctBy(Publisher))
        {
            writer.WriteStartObject(Publisher(article));
            Typed(writer, "prov:Organization");
            writer.WriteString("prov:label", article.Outlet);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Relations(Utf8JsonWriter writer, DossierArticle[] articles, EventView[] views)
    {
        ReportView[] reports = [.. views.SelectMany(v => v.Reports)];
        Relation(writer, "wasAttributedTo", articles.Select(a => (Page(a), Publisher(a))).Distinct(), "prov:entity", "prov:agent");
        Relation(
            writer,
            "wasGeneratedBy",
            [.. articles.Select(a => (Page(a), Capture(a))), .. articles.Select(a => (Article(a), Coding)), .. reports.Select(r => (Words(r), Coding)), .. views.Select(v => (Event(v), Gathering))],
            "prov:entity",
            "prov:activity");
        Relation(
            writer,
            "wasAssociatedWith",
            [.. articles.Select(a => (Capture(a), Program)), (Coding, Program), (Gathering, Program)],
            "prov:activity",
            "prov:agent");
        writer.WriteStartObject("wasDerivedFrom");
        int number = 0;
        foreach (var (made, from, type) in (IEnumerable<(string, string, string?)>)
        [
            .. articles.Select(a => (Article(a), Page(a), (string?)null)),
            .. reports.Select(r => (Words(r), Article(r.Article), (string?)"prov:Quotation")),
            .. views.SelectMany(v => v.Reports.Select(r => (Event(v), Words(r), (string?)null))),
        ])
        {
            writer.WriteStartObject(System.FormattableString.Invariant($"_:d{++number}"));
            writer.WriteString("prov:generatedEntity", made);
            writer.WriteString("prov:usedEntity", from);
            if (type is not null)
            {
                Typed(writer, type);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Relation(Utf8JsonWriter writer, string name, IEnumerable<(string Subject, string Object)> pairs, string subject, string other)
    {
        writer.WriteStartObject(name);
        int number = 0;
        foreach (var pair in pairs)
        {
            writer.WriteStartObject(System.FormattableString.Invariant($"_:{name}{++number}"));
            writer.WriteString(subject, pair.Subject);
            writer.WriteString(other, pair.Object);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Typed(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartObject("prov:type");
        writer.WriteString("$", type);
        writer.WriteString("type", "prov:QUALIFIED_NAME");
        writer.WriteEndObject();
    }
}
