using System.Collections.Immutable;

namespace Sitrep.Coding;

/// <summary>Whether an event happened, in whose voice.</summary>
public enum EventStatus
{
    /// <summary>The article's own voice says that it happened.</summary>
    Asserted,

    /// <summary>Only a quoted source says that it happened.</summary>
    Attributed,
    Denied,
    Possible,
    Planned,
    Conditional,
}

/// <summary>Whether an event is what the article reports or what it explains the report with.</summary>
public enum EventTime
{
    Current,
    Background,
}

/// <summary>PLOVER: <c>ASSAULT</c> with mode <c>heavy-weapons</c>, in the contexts that apply.</summary>
public sealed record PloverCode(string Type, string? Mode, ImmutableArray<string> Contexts);

/// <summary>ACLED's event and sub-event type; for an event of a kind of report that lies outside ACLED, <see cref="Outside"/> and the kind in parentheses, as in <c>(diplomatic event)</c>.</summary>
public sealed record AcledCode(string EventType, string SubEventType)
{
    /// <summary>Stands where an event type would for what ACLED does not code.</summary>
    public const string Outside = "(none)";

    /// <summary>Whether ACLED codes such events.</summary>
    public bool IsCoded => EventType != Outside;
}

/// <summary>Who did it, or to whom it was done.</summary>
/// <param name="Span">The words that name the participant.</param>
/// <param name="Entity">The entity's id, where the words stand for one.</param>
/// <param name="Code">The actor's code, null where it is unknown.</param>
public sealed record Participant(Span Span, string? Entity, string? Code);

/// <summary>A date as precise as the text gives it: <c>2024-08-06</c> with granularity <c>day</c>.</summary>
public sealed record EventDate(string Value, string Granularity);

/// <summary>A coded political event.</summary>
/// <param name="Id">Unique in the article, in text order: <c>v1</c>.</param>
/// <param name="Cameo">The CAMEO code.</param>
/// <param name="Sentence">Index of the sentence.</param>
/// <param name="Place">Index into the article's places, null where the text gives none.</param>
/// <param name="Statement">Id of the statement that carries it.</param>
/// <param name="Counts">Indices into the article's counts.</param>
/// <param name="Reason">The frame or rule that decided, and its score.</param>
public sealed record PoliticalEvent(
    string Id,
    PloverCode Plover,
    string Cameo,
    AcledCode? Acled,
    Span Trigger,
    int Sentence,
    ImmutableArray<Participant> Actors,
    ImmutableArray<Participant> Recipients,
    int? Place,
    EventDate? Date,
    EventStatus Status,
    EventTime Time,
    string? Statement,
    ImmutableArray<int> Counts,
    string Reason);
