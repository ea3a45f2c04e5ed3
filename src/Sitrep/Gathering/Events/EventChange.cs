using System.Collections.Immutable;
using System.Globalization;

namespace Sitrep.Gathering.Events;

/// <summary>What became of an event between two states of a store.</summary>
public enum ChangeKind
{
    New,
    Changed,
    Merged,
    Withdrawn,
}

public sealed record FieldChange(string Field, string? Old, string? New);

/// <param name="Id">The event's id: in the later state, or in the earlier one where it is no more.</param>
/// <param name="Into">For a merged event, the one that holds its reports now.</param>
/// <param name="Fields">What differs, for a changed event.</param>
/// <param name="Event">As it is now; for a withdrawn one, as it was.</param>
public sealed record EventChange(ChangeKind Kind, string Id, string? Into, ImmutableArray<FieldChange> Fields, GatheredEvent Event)
{
    /// <returns>Changes in the order of the later state's events, then those of events that are no more.</returns>
    public static ImmutableArray<EventChange> Between(IReadOnlyCollection<GatheredEvent> before, IReadOnlyCollection<GatheredEvent> after)
    {
        var changes = ImmutableArray.CreateBuilder<EventChange>();
        var old = before.ToDictionary(e => e.Id, StringComparer.Ordinal);
        foreach (GatheredEvent now in after)
        {
            if (!old.TryGetValue(now.Id, out GatheredEvent? then))
            {
                changes.Add(new EventChange(ChangeKind.New, now.Id, null, [], now));
            }
            else if (Differing(then, now) is { Length: > 0 } fields)
            {
                changes.Add(new EventChange(ChangeKind.Changed, now.Id, null, fields, now));
            }
        }

        var kept = after.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var holders = after.SelectMany(e => e.Reports.Select(r => (r.Document, r.Event, Holder: e))).ToLookup(r => (r.Document, r.Event), r => r.Holder);
        foreach (GatheredEvent then in before.Where(e => !kept.Contains(e.Id)))
        {
            GatheredEvent? holder = then.Reports.SelectMany(r => holders[(r.Document, r.Event)]).FirstOrDefault();
            changes.Add(holder is null
                ? new EventChange(ChangeKind.Withdrawn, then.Id, null, [], then)
                : new EventChange(ChangeKind.Merged, then.Id, holder.Id, [], holder));
        }

        return changes.ToImmutable();
    }

    private static ImmutableArray<FieldChange> Differing(GatheredEvent then, GatheredEvent now)
    {
        var old = Values(then).ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
        var current = Values(now).ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
        return
        [
            .. old.Keys.Union(current.Keys, StringComparer.Ordinal).Select(name => new FieldChange(name, old.GetValueOrDefault(name), current.GetValueOrDefault(name)))
                .Where(f => f.Old != f.New),
        ];
    }

    private static IEnumerable<(string Name, string? Value)> Values(GatheredEvent value)
    {
        yield return ("type", value.Plover.Mode is { } mode ? $"{value.Plover.Type}/{mode}" : value.Plover.Type);
        yield return ("status", value.Status);
        yield return ("date", value.Date is { } date ? date.Earliest == date.Latest ? date.Earliest : $"{date.Earliest} to {date.Latest}" : null);
        yield return ("place", value.Place?.Name);
        yield return ("actors", Names(value.Actors));
        yield return ("recipients", Names(value.Recipients));
        yield return ("independentSources", value.IndependentSources.ToString(CultureInfo.InvariantCulture));
        yield return ("documents", value.Documents.ToString(CultureInfo.InvariantCulture));
        foreach (GatheredCount count in value.Counts)
        {
            yield return (count.What, string.Create(CultureInfo.InvariantCulture, $"{count.Low} to {count.High?.ToString(CultureInfo.InvariantCulture) ?? "?"}"));
        }
    }

    private static string? Names(ImmutableArray<GatheredActor> side) => side.IsEmpty ? null : string.Join("; ", side.Select(a => a.Name));
}
