using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sitrep.Gathering;
using Sitrep.Gathering.Copies;
using Sitrep.Gathering.Corrections;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting;

/// <summary>Writes what gathering adds to records: documents with their copy groups, and merged events, one line of JSON each.</summary>
public static class PictureWriter
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static byte[] Write(ArticleRecord article, CopyPlacement copies) => Line(new
    {
        article.Id,
        article.Published,
        article.Title,
        article.Source.Site,
        CopyGroup = copies.Groups.Length == 1 ? copies.Groups[0] : (int?)null,
        CopyGroups = copies.Groups.Length > 1 ? copies.Groups : (IReadOnlyList<int>?)null,
        copies.CopyOf,
        copies.Similarity,
    });

    public static byte[] Write(GatheredEvent value) => Line(value);

    /// <param name="decisions">Corrections made in between; those on the event tell why it changed.</param>
    public static byte[] Write(EventChange change, IEnumerable<Correction> decisions) => Line(new
    {
        Change = change.Kind,
        change.Id,
        change.Into,
        Fields = change.Fields.IsEmpty ? (IReadOnlyList<FieldChange>?)null : change.Fields,
        Decisions = decisions.Where(d => d.Event == change.Id || d.Into == change.Id).Select(d => new { d.Action, d.Author, d.Reason, d.At }).ToArray() is { Length: > 0 } made ? made : null,
        Event = change.Kind == ChangeKind.Withdrawn ? null : change.Event,
    });

    private static byte[] Line<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Options), (byte)'\n'];
}
