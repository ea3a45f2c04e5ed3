using System.Collections.Immutable;
using System.Text.Json;
using Sitrep.Gathering;
using Sitrep.Gathering.Corrections;
using Sitrep.Gathering.Events;

namespace Sitrep.Server.Api;

/// <summary>A part of a list.</summary>
/// <param name="Total">How many there are over all parts.</param>
/// <param name="Next">The cursor of the next part, absent at the end.</param>
internal sealed record Part<T>(ImmutableArray<T> Items, int Total, string? Next);

/// <param name="State"><c>loading</c> until the store was read once, then <c>ready</c>; <c>refreshing</c> while a change of the store is read.</param>
/// <param name="Tag">Changes with the content of the store.</param>
internal sealed record StatusReply(string State, string Store, string? Tag, int Articles, int Events, string? Problem, string ProgramVersion);

/// <summary>What can be chosen in a filter, with the number of events.</summary>
internal sealed record Choice(string Value, int Events);

internal sealed record OverviewReply(
    int Articles,
    int Events,
    int Statements,
    int Contested,
    int Outlets,
    int CopiedArticles,
    string? FirstDay,
    string? LastDay,
    int Undated,
    int Unplaced,
    int Accepted,
    int Rejected,
    ImmutableArray<Choice> Types,
    ImmutableArray<Choice> Statuses,
    ImmutableArray<Choice> Places,
    ImmutableArray<Choice> Actors);

internal sealed record ArticleSummary(
    string Id, string? Title, string Outlet, string? Link, string? Published, string? Captured, int Words, ImmutableArray<int> CopyGroups, string? CopyOf, double? Similarity, string? RepublishedFrom, int Events, int Statements);

/// <param name="Record">The record as it is stored; offsets index into its <c>text</c>.</param>
/// <param name="GatheredEvents">For the id of each of the record's events the gathered event that it went into.</param>
internal sealed record ArticleReply(ArticleSummary Summary, JsonElement Record, IReadOnlyDictionary<string, string> GatheredEvents, ImmutableArray<ArticleSummary> Copies);

/// <summary>An article's input as text.</summary>
/// <param name="Characters">Of the whole input, in UTF-16 units.</param>
/// <param name="Cut">Whether <paramref name="Text"/> is only its beginning.</param>
internal sealed record SourceReply(string Text, int Characters, bool Cut);

/// <param name="Words">The place as the articles write it.</param>
/// <param name="Country">ISO 3166 alpha-3.</param>
internal sealed record PlaceReply(string Name, string? Words, string Country, string CountryName, string? Admin1, double Latitude, double Longitude, PlacePrecision Precision);

internal sealed record EventSummary(
    string Id,
    RecordPlover Plover,
    string Cameo,
    RecordAcled? Acled,
    string Status,
    GatheredDate? Date,
    PlaceReply? Place,
    ImmutableArray<GatheredActor> Actors,
    ImmutableArray<GatheredActor> Recipients,
    ImmutableArray<GatheredCount> Counts,
    int Documents,
    int IndependentSources,
    ImmutableArray<string> Contested,
    string Quote,
    ReviewState Review,
    ImmutableArray<string> Edited);

/// <summary>A field of a report and the words that it was read from.</summary>
/// <param name="Start">Offset into the article's text, absent where the value comes from the date of publication.</param>
internal sealed record FieldReply(string Field, string Value, string Words, int? Start, int? End);

/// <summary>An article's report of an event.</summary>
/// <param name="Start">Where the sentence stands in the article's text.</param>
/// <param name="Time"><c>current</c>, or <c>background</c> where the article only recalls the event.</param>
/// <param name="Reason">The frame or rule that decided, with its score.</param>
/// <param name="IsFirst">Whether the event began with this report; every other one was joined to it, or to one that was.</param>
/// <param name="Merged">The report that it was joined to and why; absent for the first, and where a person put it there.</param>
internal sealed record ReportReply(
    ArticleSummary Article,
    string Event,
    string Quote,
    int Start,
    int End,
    string Status,
    string Time,
    string? Speaker,
    string Reason,
    ImmutableArray<FieldReply> Fields,
    bool IsFirst,
    MergeLink? Merged);

/// <summary>Reports of one text: its origin first, then the copies.</summary>
internal sealed record OriginReply(ImmutableArray<ReportReply> Reports);

/// <param name="Denied">True where the source says that the value is wrong.</param>
internal sealed record AccountReply(string Value, string? Source, bool? Denied, ImmutableArray<ReportReply> Reports);

internal sealed record ContestedReply(string Field, ImmutableArray<AccountReply> Accounts);

/// <param name="Corrections">What people decided on it, in their order; what was undone is left out.</param>
internal sealed record EventReply(EventSummary Summary, ImmutableArray<OriginReply> Origins, ImmutableArray<ContestedReply> Contested, ImmutableArray<Correction> Corrections);

internal sealed record ContestedEvent(EventSummary Event, ImmutableArray<ContestedReply> Contested);

/// <param name="Polarity"><c>affirms</c>, <c>denies</c> or <c>declines</c>; absent in records that are older than the field.</param>
/// <param name="Addressee">Whom it was said to, in the article's words.</param>
/// <param name="Within">The id of the article's statement that passes this one on.</param>
/// <param name="PassedOnBy">Who makes that statement.</param>
internal sealed record StatementReply(
    string Article,
    string? Title,
    string Outlet,
    string? Published,
    string? CopyOf,
    string Id,
    string Kind,
    string? Speaker,
    string? Code,
    string? Cue,
    string Words,
    int Start,
    int End,
    string? Polarity,
    string? Addressee,
    string? Within,
    string? PassedOnBy);

internal sealed record EntityReply(string Name, string Type, string? Code, int Articles, int Events, int Statements);

/// <summary>A place with its events, for a map.</summary>
/// <param name="Unsettled">How many of the events are contested.</param>
internal sealed record MappedPlace(PlaceReply Place, int Events, int Unsettled, ImmutableArray<string> Ids);

/// <param name="Events">Events of which a text gives this day.</param>
/// <param name="Around">Events that are dated only by a publication on this day, or less exactly than by day.</param>
internal sealed record TimelineDay(string Day, int Events, int Around, int Contested, IReadOnlyDictionary<string, int> Types);

internal sealed record TimelineReply(ImmutableArray<TimelineDay> Days, int Undated);

/// <param name="Kind"><c>event</c>, <c>statement</c> or <c>article</c>.</param>
internal sealed record SearchHit(string Kind, string Id, string? Article, string? Title, string? Day, string Snippet, int? Start, int? End);

/// <summary>A decision on an event.</summary>
/// <param name="Field">For an edit: the field.</param>
/// <param name="Value">For an edit: its new value; empty for unknown.</param>
/// <param name="Into">For a merge: the event to join to.</param>
/// <param name="Reports">For a split: the reports to take out.</param>
/// <param name="Undoes">For an undo: the number of the correction to take back.</param>
internal sealed record CorrectionRequest(
    CorrectionAction Action, string Event, string? Field, string? Value, string? Into, ImmutableArray<ReportKey>? Reports, long? Undoes, string Author, string Reason);

/// <param name="Kind"><c>new</c>, <c>changed</c>, <c>merged</c> or <c>withdrawn</c>.</param>
/// <param name="Into">For a merged event, the one that holds its reports now.</param>
/// <param name="Event">As it is now; for a withdrawn one, as it was.</param>
internal sealed record ChangeReply(ChangeKind Kind, string Id, string? Into, ImmutableArray<FieldChange> Fields, EventSummary Event);
