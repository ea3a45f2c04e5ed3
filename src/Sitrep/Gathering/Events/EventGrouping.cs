using System.Collections.Immutable;
using Sitrep.Gathering.Copies;

namespace Sitrep.Gathering.Events;

/// <summary>An event of a record, and what put it into its group.</summary>
/// <param name="Document">Index of the article.</param>
/// <param name="Event">Index among the events of its record.</param>
/// <param name="Parent">The place within the group of the report that brought it in; −1 for the first.</param>
/// <param name="Score">The logarithm of the odds that the two tell of one event.</param>
/// <param name="Reasons">What the fields added to the score, those that added something; empty for the same sentence in a copy.</param>
internal sealed record GroupedReport(int Document, int Event, int Parent, float Score, ImmutableArray<(MergeField Field, float Weight)> Reasons);

/// <summary>What gathering finds out on articles: who copies whom, and which reports tell of one event. All else follows from it and the records.</summary>
internal sealed record Grouping(ImmutableArray<CopyPlacement> Copies, ImmutableArray<ImmutableArray<GroupedReport>> Events);
