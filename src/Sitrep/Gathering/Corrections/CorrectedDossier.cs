using System.Collections.Immutable;

namespace Sitrep.Gathering.Corrections;

/// <summary>How far a person has judged an event.</summary>
public enum ReviewState
{
    Open,
    Accepted,
    Rejected,
}

/// <summary>What people decided on an event.</summary>
/// <param name="Edited">The fields that were given another value.</param>
/// <param name="Corrections">The corrections that hold, in their order.</param>
public sealed record Review(ReviewState State, ImmutableArray<string> Edited, ImmutableArray<Correction> Corrections)
{
    public static Review None { get; } = new(ReviewState.Open, [], []);
}

/// <summary>A dossier after the corrections of people were replayed on it.</summary>
/// <param name="Dossier">With the events as corrected, rejected ones among them.</param>
/// <param name="Reviews">By the id of the event; absent where nobody decided anything.</param>
/// <param name="Unapplied">Corrections that no longer fit: their event or reports are gone.</param>
public sealed record CorrectedDossier(Dossier Dossier, ImmutableDictionary<string, Review> Reviews, ImmutableArray<Correction> Unapplied)
{
    public Review ReviewOf(string id) => Reviews.GetValueOrDefault(id, Review.None);

    public static CorrectedDossier Replay(Dossier gathered, IEnumerable<Correction> corrections)
    {
        Correction[] all = [.. corrections.OrderBy(c => c.Number)];
        HashSet<long> undone = [];
        // The latest first: an undo that was itself undone undoes nothing.
        foreach (Correction undo in all.Reverse().Where(c => c.Action == CorrectionAction.Undo && !undone.Contains(c.Number)))
        {
            undone.Add(undo.Undoes ?? 0);
        }

        var replay = new CorrectionReplay(gathered);
        ImmutableArray<Correction> unapplied = [.. all.Where(c => c.Action != CorrectionAction.Undo && !undone.Contains(c.Number) && !replay.Apply(c))];
        return replay.Finish(unapplied);
    }
}
