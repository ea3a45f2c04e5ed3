using System.Globalization;
using System.Text;
using Sitrep.Coding;

namespace Sitrep.Tests.Samples;

/// <summary>A record as lines that a person can compare: kind, offsets, words, value, reason.</summary>
internal static class RecordDump
{
    private const int LongestWords = 60;

    public static string Of(CodedArticle article)
    {
        var lines = new StringBuilder();
        AnnotatedArticle annotated = article.Annotated;

        void Line(string kind, Span span, string value)
        {
            string words = span.Of(annotated.Text).ReplaceLineEndings(" ");
            words = words.Length <= LongestWords ? words : words[..LongestWords] + "…";
            lines.Append(CultureInfo.InvariantCulture, $"{kind} {span.Start}-{span.End} “{words}” {value}\n");
        }

        Article page = article.Article;
        lines.Append(CultureInfo.InvariantCulture, $"title {page.Title}\nauthors {string.Join("; ", page.Authors)}\npublished {page.Published} {page.Published?.Found}\nsite {page.Source.Site}\nfrom {page.Source.RepublishedFrom}\n");
        foreach (Block block in page.Blocks)
        {
            Line("block", block.Span, block.Kind.ToString());
        }

        foreach (var entity in annotated.Entities)
        {
            lines.Append(CultureInfo.InvariantCulture, $"entity {entity.Id} {entity.Type} {entity.Name} {entity.Actor?.Code} {entity.Affiliation}: {string.Join(" ", entity.Mentions.Select(m => m.Span.Start))}\n");
        }

        foreach (var place in annotated.Places)
        {
            Line("place", place.Span, $"{place.Country} {place.Kind} {place.GeonameId?.ToString(CultureInfo.InvariantCulture)}");
        }

        foreach (var time in annotated.Times)
        {
            Line("time", time.Span, $"{time.Type} {time.Value}");
        }

        foreach (var count in annotated.Counts)
        {
            Line("count", count.Span, string.Create(CultureInfo.InvariantCulture, $"{count.What} {count.Least}..{count.Most} {count.Unit}"));
        }

        foreach (var statement in annotated.Statements)
        {
            foreach (Span content in statement.Content)
            {
                Line("statement", content, $"{statement.Id} {statement.Kind} {statement.CueLemma} by {statement.Source?.Of(annotated.Text)} {statement.Entity}");
            }
        }

        foreach (PoliticalEvent value in article.Events)
        {
            Line("event", value.Trigger, $"{value.Plover.Type} {value.Plover.Mode} {value.Cameo} {value.Status} {value.Time} by {Codes(value.Actors.Select(a => a.Code))} on {Codes(value.Recipients.Select(a => a.Code))} at {value.Place?.ToString(CultureInfo.InvariantCulture)} {value.Date?.Value} ({value.Reason})");
        }

        foreach (Assessment assessment in article.Assessments)
        {
            Line("assessment", assessment.Span, $"{assessment.Kind} {assessment.Status} {assessment.HolderName}");
        }

        foreach (Inconsistency inconsistency in article.Inconsistencies)
        {
            Line("inconsistency", inconsistency.Evidence[0], inconsistency.About);
        }

        return lines.ToString();
    }

    private static string Codes(IEnumerable<string?> codes) => string.Join("+", codes.Select(c => c ?? "?"));
}
