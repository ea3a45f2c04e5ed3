using System.Text.Json;
using Sitrep.Gathering;
using Sitrep.Gathering.Statements;

namespace Sitrep.Presenting.Exports;

/// <summary>What is said in the articles that report an event, as Claims of schema.org in JSON-LD: words, who says so, where first and where else.</summary>
/// <remarks>What a speaker denies or declines to say is left out: it is no claim of that speaker. There is no ClaimReview: only a person may rate.</remarks>
internal sealed class ClaimExport : IEventExport
{
    public int Write(Dossier dossier, Stream output)
    {
        var articles = new Dossier([.. ReportingArticle.Of(dossier).Select(r => r.Article)], []);
        using Utf8JsonWriter writer = JsonOutput.Open(output);
        writer.WriteStartObject();
        writer.WriteString("@context", "https://schema.org");
        writer.WriteStartArray("@graph");
        foreach (GatheredStatement statement in StatementGatherer.Gather(articles).Where(s => s.First.Statement.Polarity is null or "affirms"))
        {
            Claim(writer, statement);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        return dossier.Events.Length;
    }

    private static void Claim(Utf8JsonWriter writer, GatheredStatement statement)
    {
        writer.WriteStartObject();
        writer.WriteString("@type", "Claim");
        writer.WriteString("@id", "urn:sitrep:statement:" + statement.Id);
        writer.WriteString("text", EventView.Shortened(statement.First.Words));
        writer.Optional("datePublished", statement.Published);
        if (statement.Speaker is { } speaker)
        {
            writer.WriteStartObject("author");
            RecordEntity? entity = statement.First.Article.Record.Entities.FirstOrDefault(e => e.Id == statement.First.Statement.Source?.Entity);
            string? type = entity?.Type switch { "person" => "Person", "organization" or "group" => "Organization", _ => null };
            writer.Optional("@type", type);
            writer.WriteString("name", speaker);
            if (type == "Person" && statement.Affiliation is { } affiliation)
            {
                Named(writer, "affiliation", "Organization", affiliation);
            }

            writer.WriteEndObject();
        }

        writer.WritePropertyName("firstAppearance");
        Article(writer, statement.First.Article);
        if (statement.Reports.Length > 1)
        {
            writer.WriteStartArray("appearance");
            foreach (StatementReport report in statement.Reports.Skip(1))
            {
                Article(writer, report.Article);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Article(Utf8JsonWriter writer, DossierArticle article)
    {
        writer.WriteStartObject();
        writer.WriteString("@type", "NewsArticle");
        writer.WriteString("identifier", article.Id);
        writer.Optional("url", article.Link);
        writer.Optional("headline", article.Record.Title);
        writer.Optional("datePublished", article.Record.Published);
        Named(writer, "publisher", "Organization", article.Outlet);
        writer.WriteEndObject();
    }

    private static void Named(Utf8JsonWriter writer, string property, string type, string name)
    {
        writer.WriteStartObject(property);
        writer.WriteString("@type", type);
        writer.WriteString("name", name);
        writer.WriteEndObject();
    }
}
