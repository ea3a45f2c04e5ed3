using System.Collections.Immutable;

namespace Sitrep.Gathering.Events;

/// <summary>How exactly a place or a date is known.</summary>
public enum PlacePrecision
{
    Exact,
    Near,
    District,
    Province,
    Country,
    Unknown,
}

/// <summary>Something that happened once, with every report of it.</summary>
/// <param name="Id">Depends on the first report alone, so it stays when further reports come in.</param>
/// <param name="Status">The surest status that any report gives it, <c>denied</c> only where all deny.</param>
/// <param name="Documents">Number of articles.</param>
/// <param name="IndependentSources">Number of origins: copies, and articles that name the same outlet as their origin, count once.</param>
public sealed record GatheredEvent(
    string Id,
    RecordPlover Plover,
    string Cameo,
    RecordAcled? Acled,
    string Status,
    GatheredDate? Date,
    GatheredPlace? Place,
    ImmutableArray<GatheredActor> Actors,
    ImmutableArray<GatheredActor> Recipients,
    ImmutableArray<GatheredCount> Counts,
    ImmutableArray<Report> Reports,
    int Documents,
    int IndependentSources,
    ImmutableArray<Contested> Contested)
{
    /// <summary>Whether it may have happened on a day between the two, each included. What nothing dates may not where there is a bound.</summary>
    /// <param name="from">ISO 8601; null for no bound.</param>
    public bool MayBeBetween(string? from, string? to) => Date is { } date
        ? (from is null || string.CompareOrdinal(date.Latest, from) >= 0) && (to is null || string.CompareOrdinal(date.Earliest, to) <= 0)
        : from is null && to is null;
}

public sealed record GatheredDate(string Value, string Granularity, string Earliest, string Latest);

public sealed record GatheredPlace(string Name, string Country, string? Admin1, double Latitude, double Longitude, PlacePrecision Precision);

public sealed record GatheredActor(string Name, string? Code);

/// <summary>Lowest and highest over all accounts; one best value only where all agree.</summary>
public sealed record GatheredCount(string What, double Low, double? Best, double? High);

/// <summary>The words of an article that report the event.</summary>
/// <param name="Time"><c>background</c> where the article recalls the event; null where it is its news.</param>
/// <param name="Merged">What made it a report of this event; null for the event's first report and where a person put it there.</param>
public sealed record Report(string Document, string Event, int Start, int End, string Quote, string? Time = null, MergeLink? Merged = null);

/// <summary>Why a report tells of the same event as another.</summary>
/// <param name="Document">The article of the other report.</param>
/// <param name="Event">Its id there.</param>
/// <param name="Score">The sum of the reasons, the logarithm of the odds.</param>
/// <param name="Reasons">What speaks for it (above 0) and against it; empty where the articles are copies and the sentence is the same.</param>
public sealed record MergeLink(string Document, string Event, double Score, ImmutableArray<MergeReason> Reasons);

/// <param name="Field">A name of <c>data/merging.tsv</c>, beginning with a small letter.</param>
public sealed record MergeReason(string Field, double Weight);

/// <summary>A field on which accounts differ. Nothing decides between them.</summary>
/// <param name="Field"><c>killed</c> and other counts, <c>place</c>, <c>date</c>, <c>actor</c>, <c>happened</c>.</param>
public sealed record Contested(string Field, ImmutableArray<Account> Accounts);

/// <param name="Source">Who says so in the article's words; null for the article's own voice.</param>
/// <param name="Documents">Ids of the articles that carry the account.</param>
/// <param name="Denied">True where the source says that the value is wrong; else null.</param>
public sealed record Account(string Value, string? Source, ImmutableArray<string> Documents, bool? Denied = null)
{
    /// <summary>The value as a line shows it: <c>27</c>, <c>not 27</c>.</summary>
    public string Told => Denied == true ? $"not {Value}" : Value;
}
