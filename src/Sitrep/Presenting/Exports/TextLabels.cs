using System.Collections.Immutable;
using Sitrep.Gathering;

namespace Sitrep.Presenting.Exports;

/// <summary>Words of an article with what they are.</summary>
/// <param name="Start">UTF-16 code units, as <paramref name="End"/>.</param>
/// <param name="Label">A kind of entity, <c>Place</c>, <c>Time</c>, <c>Participant</c>, <c>Source</c>, <c>Cue</c>, <c>Content</c>, or the PLOVER type of an event.</param>
internal readonly record struct TextLabel(int Start, int End, string Label);

/// <summary>The labels that layouts for annotation tools give an article: names, places, times, statements and events.</summary>
internal static class TextLabels
{
    public const string Place = "Place", Time = "Time", Participant = "Participant", Source = "Source", Cue = "Cue", Content = "Content";

    /// <summary>Kinds of entity, as labels begin them.</summary>
    public static ImmutableArray<string> Entities { get; } = ["Event", "Facility", "Group", "Location", "Organization", "Other", "Person"];

    /// <returns>In the order of the text, the longer of two that begin together first; each once.</returns>
    public static ImmutableArray<TextLabel> Of(ReportingArticle reporting)
    {
        ArticleRecord record = reporting.Article.Record;
        var labels = new List<TextLabel>();
        labels.AddRange(record.Entities.SelectMany(e => e.Mentions.Where(m => m.Form == "name").Select(m => new TextLabel(m.Start, m.End, Entity(e.Type)))));
        labels.AddRange(record.Places.Select(p => new TextLabel(p.Start, p.End, Place)));
        labels.AddRange(record.Times.Select(t => new TextLabel(t.Start, t.End, Time)));
        foreach (RecordStatement statement in record.Statements)
        {
            if (statement.Source is { Start: { } start, End: { } end })
            {
                labels.Add(new TextLabel(start, end, Source));
            }

            if (statement.Cue is { } cue)
            {
                labels.Add(new TextLabel(cue.Start, cue.End, Cue));
            }

            labels.AddRange(statement.Content.Select(c => new TextLabel(c.Start, c.End, Content)));
        }

        foreach (var (coded, gathered) in reporting.Events)
        {
            labels.Add(new TextLabel(coded.Trigger.Start, coded.Trigger.End, gathered.Plover.Type));
            labels.AddRange(coded.Actors.Concat(coded.Recipients).Select(p => new TextLabel(p.Start, p.End, Participant)));
        }

        return [.. labels.Where(l => l.End > l.Start).Distinct().OrderBy(l => l.Start).ThenByDescending(l => l.End).ThenBy(l => l.Label, StringComparer.Ordinal)];
    }

    /// <summary>A kind of entity as a label: <c>Person</c>.</summary>
    public static string Entity(string type) => type.Length == 0 ? "Other" : char.ToUpperInvariant(type[0]) + type[1..];
}
