using System.Collections.Immutable;

namespace Sitrep.Gathering.Corrections;

/// <summary>What a person decides on a gathered event.</summary>
public enum CorrectionAction
{
    Accept,
    Reject,

    /// <summary>Gives a field another value.</summary>
    Edit,

    /// <summary>Joins the event's reports to those of another event.</summary>
    Merge,

    /// <summary>Makes some of the event's reports an event of their own.</summary>
    Split,

    /// <summary>Takes back an earlier correction.</summary>
    Undo,
}

/// <summary>A report by the article and the event of its record that it stands for.</summary>
public sealed record ReportKey(string Document, string Event);

/// <summary>A person's decision, kept for good and replayed on whatever is gathered: an undo is another correction, nothing is deleted.</summary>
/// <param name="Number">Its place in the order of corrections, from 1.</param>
/// <param name="Field">What an edit changes: <c>type</c>, <c>status</c>, <c>date</c>, <c>place</c>, <c>actors</c>, <c>recipients</c> or what is counted.</param>
/// <param name="Value">The new value as <see cref="FieldEdit"/> reads it; empty for unknown.</param>
/// <param name="Into">The event that a merge joins to.</param>
/// <param name="Reports">The reports that a split takes out.</param>
/// <param name="Undoes">The number of the correction that an undo takes back.</param>
/// <param name="At">ISO 8601 in UTC.</param>
public sealed record Correction(
    long Number,
    CorrectionAction Action,
    string Event,
    string? Field,
    string? Value,
    string? Into,
    ImmutableArray<ReportKey> Reports,
    long? Undoes,
    string Author,
    string Reason,
    string At);
