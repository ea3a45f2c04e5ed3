using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sitrep.Evaluation;

/// <summary>What a program made of an article: a record, as far as it is scored.</summary>
internal sealed record Answer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public required string Id { get; init; }

    public string? Error { get; init; }

    public string? Text { get; init; }

    public ImmutableArray<AnswerStatement> Statements { get; init; } = [];

    public ImmutableArray<AnswerEvent> Events { get; init; } = [];

    public ImmutableArray<AnswerPlace> Places { get; init; } = [];

    public ImmutableArray<AnswerTime> Times { get; init; } = [];

    public ImmutableArray<AnswerCount> Counts { get; init; } = [];

    /// <exception cref="JsonException">The line is no record.</exception>
    public static Answer Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<Answer>(json, Options) ?? throw new JsonException("null is no record");

    /// <summary>The same with offsets into the gold text, which may differ in white space; null where it differs in anything else.</summary>
    public Answer? On(string gold)
    {
        if (Text is null || Text == gold)
        {
            return this;
        }

        return TextMap.Of(Text, gold) is not { } map ? null : this with
        {
            Text = gold,
            Statements = [.. Statements.Select(s => s with { Source = Moved(s.Source), Cue = Moved(s.Cue), Content = [.. s.Content.Select(c => Moved(c)!)] })],
            Events = [.. Events.Select(e => e with { Trigger = Moved(e.Trigger)!, Actors = Participants(e.Actors), Recipients = Participants(e.Recipients) })],
            Places = [.. Places.Select(p => p with { Start = map.At(p.Span).Start, End = map.At(p.Span).End })],
            Times = [.. Times.Select(t => t with { Start = map.At(t.Span).Start, End = map.At(t.Span).End })],
            Counts = [.. Counts.Select(c => c with { Start = map.At(c.Span).Start, End = map.At(c.Span).End })],
        };

        AnswerOffsets? Moved(AnswerOffsets? at) => at?.Span is { } span ? new AnswerOffsets(map.At(span).Start, map.At(span).End) : at;

        ImmutableArray<AnswerParticipant> Participants(ImmutableArray<AnswerParticipant> all) =>
            [.. all.Select(p => p with { Start = map.At(p.Span).Start, End = map.At(p.Span).End })];
    }
}

/// <summary>Offsets that may be absent: a source without words of its own.</summary>
internal sealed record AnswerOffsets(int? Start, int? End)
{
    [JsonIgnore]
    public Span? Span => Start is { } start && End is { } end ? new Span(start, end) : null;
}

internal sealed record AnswerStatement(string Kind, AnswerOffsets? Source, AnswerOffsets? Cue, ImmutableArray<AnswerOffsets> Content);

internal sealed record AnswerPlover(string Type, string? Mode);

internal sealed record AnswerDate(string? Value);

internal sealed record AnswerParticipant(int Start, int End, string? Code)
{
    [JsonIgnore]
    public Span Span => new(Start, End);
}

internal sealed record AnswerCount(string What, double? Least, double? Most, int Start, int End)
{
    [JsonIgnore]
    public Span Span => new(Start, End);
}

internal sealed record AnswerEvent(AnswerPlover Plover, AnswerOffsets Trigger, string Status, string Time)
{
    public ImmutableArray<AnswerParticipant> Actors { get; init; } = [];

    public ImmutableArray<AnswerParticipant> Recipients { get; init; } = [];

    public int? Place { get; init; }

    public AnswerDate? Date { get; init; }

    public ImmutableArray<AnswerCount> Counts { get; init; } = [];
}

internal sealed record AnswerPlace(int Start, int End, double Latitude, double Longitude, string? Country, string? Kind, long? GeonameId)
{
    [JsonIgnore]
    public Span Span => new(Start, End);
}

internal sealed record AnswerTime(int Start, int End, string Type, string Value)
{
    [JsonIgnore]
    public Span Span => new(Start, End);
}
