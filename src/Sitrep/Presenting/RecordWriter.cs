using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sitrep.Annotation.Entities;
using Sitrep.Annotation.Places;
using Sitrep.Coding;

namespace Sitrep.Presenting;

/// <summary>Writes records (<c>sitrep/1</c>) as JSON, one a line; offsets count UTF-16 code units into <c>text</c>.</summary>
public static class RecordWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What <c>sitrep extract</c> writes: the article's own text and metadata.</summary>
    public static ReadOnlyMemory<byte> Write(Article article) => Write(writer => WriteArticle(writer, article));

    /// <summary>What <c>sitrep code</c> writes.</summary>
    public static ReadOnlyMemory<byte> Write(CodedArticle coded) => Write(writer =>
    {
        WriteArticle(writer, coded.Article);
        WriteAnnotations(writer, coded.Annotated);
        WriteCoding(writer, coded);
    });

    /// <summary>What stands for an input that could not be read.</summary>
    public static ReadOnlyMemory<byte> Write(Problem problem) => Write(writer =>
    {
        writer.WriteString("id", problem.Item);
        writer.WriteString("error", problem.ToString());
    });

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> body)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(16 * 1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", "sitrep/1");
            body(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private static void Write(this System.Buffers.ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.GetSpan(bytes.Length));
        buffer.Advance(bytes.Length);
    }

    private static void WriteArticle(Utf8JsonWriter writer, Article article)
    {
        writer.WriteString("id", article.Id);
        if (article.Kind != ContentKind.Article)
        {
            writer.WriteString("kind", CamelCase(article.Kind.ToString()));
        }

        writer.WriteStartObject("source");
        Optional(writer, "uri", article.Source.Uri);
        Optional(writer, "sha256", article.Source.Sha256);
        Optional(writer, "site", article.Source.Site);
        Optional(writer, "canonicalUrl", article.Source.CanonicalUrl);
        Optional(writer, "republishedFrom", article.Source.RepublishedFrom);
        writer.WriteEndObject();
        Optional(writer, "title", article.Title);
        Strings(writer, "authors", article.Authors);
        Optional(writer, "authorsFound", article.AuthorsFound);
        Optional(writer, "published", article.Published?.ToString());
        Optional(writer, "publishedFound", article.Published?.Found);
        Optional(writer, "modified", article.Modified?.ToString());
        Optional(writer, "modifiedFound", article.Modified?.Found);
        writer.WriteString("language", article.Language);
        Optional(writer, "section", article.Section);
        if (article.Tags.Length > 0)
        {
            Strings(writer, "tags", article.Tags);
        }

        writer.WriteString("text", article.Text);
        Objects(writer, "blocks", article.Blocks, block =>
        {
            writer.WriteString("kind", CamelCase(block.Kind.ToString()));
            Offsets(writer, block.Span);
        });
    }

    private static void WriteAnnotations(Utf8JsonWriter writer, AnnotatedArticle annotated)
    {
        Objects(writer, "sentences", annotated.Parsed.Sentences, sentence => Offsets(writer, sentence.Span));
        Objects(writer, "entities", annotated.Entities, entity =>
        {
            writer.WriteString("id", entity.Id);
            writer.WriteString("type", CamelCase(entity.Type.ToString()));
            writer.WriteString("name", entity.Name);
            Objects(writer, "mentions", entity.Mentions, mention =>
            {
                Offsets(writer, mention.Span);
                writer.WriteString("form", CamelCase(mention.Form.ToString()));
            });
            if (entity.Actor is { } actor)
            {
                WriteActor(writer, actor);
            }

            Optional(writer, "affiliation", entity.Affiliation);
        });
        Objects(writer, "places", annotated.Places, place =>
        {
            Offsets(writer, place.Span);
            writer.WriteString("name", place.Name);
            if (place.GeonameId is { } id)
            {
                writer.WriteNumber("geonameId", id);
            }

            writer.WriteString("country", place.Country);
            Optional(writer, "admin1", place.Admin1);
            Optional(writer, "match", place.Match == PlaceMatch.Name ? null : CamelCase(place.Match.ToString()));
            Optional(writer, "disputed", place.Disputed);
            writer.WriteNumber("latitude", Math.Round(place.Latitude, 5));
            writer.WriteNumber("longitude", Math.Round(place.Longitude, 5));
            writer.WriteString("kind", CamelCase(place.Kind.ToString()));
            writer.WriteNumber("margin", Math.Round(place.Margin, 2));
        });
        Objects(writer, "times", annotated.Times, time =>
        {
            Offsets(writer, time.Span);
            writer.WriteString("type", time.Type.ToString().ToUpperInvariant());
            writer.WriteString("value", time.Value);
        });
        Objects(writer, "statements", annotated.Statements, statement =>
        {
            writer.WriteString("id", statement.Id);
            writer.WriteString("kind", CamelCase(statement.Kind.ToString()));
            if (statement.Source is not null || statement.Entity is not null)
            {
                writer.WriteStartObject("source");
                if (statement.Source is { } source)
                {
                    Offsets(writer, source);
                }

                Optional(writer, "entity", statement.Entity);
                writer.WriteEndObject();
            }

            if (statement.Cue is { } cue)
            {
                writer.WriteStartObject("cue");
                Offsets(writer, cue);
                writer.WriteEndObject();
            }

            Objects(writer, "content", statement.Content, content => Offsets(writer, content));
            Optional(writer, "class", statement.Class);
            writer.WriteString("polarity", CamelCase(statement.Polarity.ToString()));
            if (statement.Addressee is { } addressee)
            {
                writer.WriteStartObject("addressee");
                Offsets(writer, addressee.Span);
                Optional(writer, "entity", addressee.Entity);
                writer.WriteEndObject();
            }

            Optional(writer, "within", statement.Within);
        });
        Objects(writer, "counts", annotated.Counts, count =>
        {
            writer.WriteString("what", count.What);
            Number(writer, "least", count.Least);
            Number(writer, "most", count.Most);
            Optional(writer, "unit", count.Unit);
            Offsets(writer, count.Span);
        });
    }

    private static void WriteCoding(Utf8JsonWriter writer, CodedArticle coded)
    {
        Objects(writer, "events", coded.Events, value =>
        {
            writer.WriteString("id", value.Id);
            writer.WriteStartObject("plover");
            writer.WriteString("type", value.Plover.Type);
            Optional(writer, "mode", value.Plover.Mode);
            Strings(writer, "contexts", value.Plover.Contexts);
            writer.WriteEndObject();
            writer.WriteString("cameo", value.Cameo);
            if (value.Acled is { } acled)
            {
                writer.WriteStartObject("acled");
                writer.WriteString("eventType", acled.EventType);
                writer.WriteString("subEventType", acled.SubEventType);
                writer.WriteEndObject();
            }

            writer.WriteStartObject("trigger");
            Offsets(writer, value.Trigger);
            writer.WriteEndObject();
            writer.WriteNumber("sentence", value.Sentence);
            Objects(writer, "actors", value.Actors, participant => WriteParticipant(writer, participant));
            Objects(writer, "recipients", value.Recipients, participant => WriteParticipant(writer, participant));
            if (value.Place is { } place)
            {
                writer.WriteNumber("place", place);
            }

            if (value.Date is { } date)
            {
                writer.WriteStartObject("date");
                writer.WriteString("value", date.Value);
                writer.WriteString("granularity", date.Granularity);
                writer.WriteEndObject();
            }

            writer.WriteString("status", CamelCase(value.Status.ToString()));
            writer.WriteString("time", CamelCase(value.Time.ToString()));
            Optional(writer, "statement", value.Statement);
            Objects(writer, "counts", value.Counts, index =>
            {
                var count = coded.Annotated.Counts[index];
                writer.WriteString("what", count.What);
                Number(writer, "least", count.Least);
                Number(writer, "most", count.Most);
                Offsets(writer, count.Span);
            });
            writer.WriteString("reason", value.Reason);
        });
        Objects(writer, "assessments", coded.Assessments, assessment =>
        {
            writer.WriteString("kind", CamelCase(assessment.Kind.ToString()));
            Optional(writer, "holder", assessment.Holder);
            Optional(writer, "holderName", assessment.HolderName);
            writer.WriteString("status", CamelCase(assessment.Status.ToString()));
            Offsets(writer, assessment.Span);
            Optional(writer, "statement", assessment.Statement);
        });
        Objects(writer, "inconsistencies", coded.Inconsistencies, inconsistency =>
        {
            writer.WriteString("about", inconsistency.About);
            Objects(writer, "evidence", inconsistency.Evidence, evidence => Offsets(writer, evidence));
        });
    }

    private static void WriteActor(Utf8JsonWriter writer, Actor actor)
    {
        writer.WriteStartObject("actor");
        writer.WriteString("code", actor.Code);
        Optional(writer, "country", actor.Country);
        Optional(writer, "sector", actor.Sector);
        writer.WriteString("name", actor.Name);
        writer.WriteEndObject();
    }

    private static void WriteParticipant(Utf8JsonWriter writer, Participant participant)
    {
        Offsets(writer, participant.Span);
        Optional(writer, "entity", participant.Entity);
        Optional(writer, "code", participant.Code);
    }

    private static void Offsets(Utf8JsonWriter writer, Span span)
    {
        writer.WriteNumber("start", span.Start);
        writer.WriteNumber("end", span.End);
    }

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    private static void Number(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void Strings(Utf8JsonWriter writer, string name, ImmutableArray<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static void Objects<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> values, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (T value in values)
        {
            writer.WriteStartObject();
            write(value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
