using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sitrep.Gathering;

/// <summary>A coded article as its record tells it: what gathering needs of it. Offsets index into <see cref="Text"/>.</summary>
public sealed record ArticleRecord
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    public required string Id { get; init; }

    public RecordSource Source { get; init; } = new(null, null, null, null, null);

    public string? Title { get; init; }

    public string Language { get; init; } = "";

    /// <summary>ISO 8601, null where unknown.</summary>
    public string? Published { get; init; }

    public required string Text { get; init; }

    public ImmutableArray<RecordEntity> Entities { get; init; } = [];

    public ImmutableArray<RecordPlace> Places { get; init; } = [];

    public ImmutableArray<RecordTime> Times { get; init; } = [];

    public ImmutableArray<RecordStatement> Statements { get; init; } = [];

    public ImmutableArray<RecordEvent> Events { get; init; } = [];

    public ImmutableArray<RecordOffsets> Sentences { get; init; } = [];

    /// <exception cref="JsonException">The line is no record of an article.</exception>
    public static ArticleRecord Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<ArticleRecord>(json, Options) ?? throw new JsonException("null is no record");

    public string Quote(RecordOffsets at) => Text[at.Start..at.End];
}

public sealed record RecordOffsets(int Start, int End);

public sealed record RecordSource(string? Uri, string? Sha256, string? Site, string? CanonicalUrl, string? RepublishedFrom);

public sealed record RecordActor(string Code, string? Country, string? Sector, string Name);

public sealed record RecordMention(int Start, int End, string Form);

public sealed record RecordEntity(string Id, string Type, string Name, ImmutableArray<RecordMention> Mentions, RecordActor? Actor, string? Affiliation = null);

/// <param name="Match"><c>spelling</c> or <c>within</c> as in <see cref="Annotation.Places.PlaceMatch"/>; null where the gazetteer has the name.</param>
public sealed record RecordPlace(
    int Start, int End, string Name, string Country, string? Admin1, double Latitude, double Longitude, string Kind, int? GeonameId = null, string? Match = null);

/// <param name="Value">A TIMEX3 value.</param>
public sealed record RecordTime(int Start, int End, string Type, string Value);

public sealed record RecordStatementSource(int? Start, int? End, string? Entity);

/// <param name="Polarity"><c>affirms</c>, <c>denies</c> or <c>declines</c>; null in records that are older than the field.</param>
/// <param name="Addressee">Whom it was said to.</param>
/// <param name="Within">The id of the statement that passes this one on.</param>
public sealed record RecordStatement(
    string Id, string Kind, RecordStatementSource? Source, RecordOffsets? Cue, ImmutableArray<RecordOffsets> Content, string? Polarity = null, RecordStatementSource? Addressee = null, string? Within = null);

public sealed record RecordPlover(string Type, string? Mode, ImmutableArray<string> Contexts);

public sealed record RecordAcled(string EventType, string SubEventType)
{
    /// <summary>Whether ACLED codes such events; else the sub-event type is their kind outside it, in parentheses.</summary>
    [JsonIgnore]
    public bool IsCoded => EventType != Coding.AcledCode.Outside;
}

public sealed record RecordDate(string Value, string Granularity);

public sealed record RecordParticipant(int Start, int End, string? Entity, string? Code);

public sealed record RecordCount(string What, double? Least, double? Most, int Start, int End);

public sealed record RecordEvent(
    string Id,
    RecordPlover Plover,
    string Cameo,
    RecordAcled? Acled,
    RecordOffsets Trigger,
    int Sentence,
    ImmutableArray<RecordParticipant> Actors,
    ImmutableArray<RecordParticipant> Recipients,
    int? Place,
    RecordDate? Date,
    string Status,
    string Time,
    string? Statement,
    ImmutableArray<RecordCount> Counts,
    string Reason);
