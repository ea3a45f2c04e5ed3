using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Gathering.Corrections;
using Sitrep.Gathering.Events;
using Sitrep.Storing;

namespace Sitrep.Server.Snapshots;

/// <summary>What became of an event, and the event: as it is, or as it was where it is no more.</summary>
internal sealed record ChangeEntry(EventChange Change, EventEntry Event);

/// <summary>Compares a snapshot with what the store told at an earlier time. Gathering the earlier state takes long on large stores, so the last answer is kept.</summary>
internal sealed class ChangeFinder(StoreFile store, StoredDossiers dossiers)
{
    private readonly Lock gate = new();
    private (string Since, string Tag, ImmutableArray<ChangeEntry> Changes) last = ("", "", []);

    /// <param name="since">ISO 8601 in UTC.</param>
    public ImmutableArray<ChangeEntry> Since(string since, StoreSnapshot now)
    {
        lock (gate)
        {
            if (last.Since != since || last.Tag != now.Tag)
            {
                last = (since, now.Tag, Compare(since, now));
            }

            return last.Changes;
        }
    }

    private ImmutableArray<ChangeEntry> Compare(string since, StoreSnapshot now)
    {
        Dossier then = store.Gather(dossiers, since).Dossier;
        CorrectedDossier before = CorrectedDossier.Replay(then, now.Corrections.Where(c => string.CompareOrdinal(c.At, since) <= 0));
        return
        [
            .. EventChange.Between(Standing(before), Standing(now.Corrected)).Select(change => new ChangeEntry(
                change,
                now.EventById.GetValueOrDefault(change.Event.Id) is { Review.State: not ReviewState.Rejected } entry ? entry : SnapshotBuilder.EntryOf(change.Event, before.Dossier))),
        ];
    }

    private static ImmutableArray<GatheredEvent> Standing(CorrectedDossier corrected) =>
        [.. corrected.Dossier.Events.Where(e => corrected.ReviewOf(e.Id).State != ReviewState.Rejected)];
}
