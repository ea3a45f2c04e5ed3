using System.Collections.Immutable;
using Sitrep.Gathering.Corrections;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Who decides, and when, where a line does not say so itself.</summary>
/// <param name="Author">Null where each line is to name one in its column <c>author</c>.</param>
/// <param name="Reason">Null where each line is to give one in its column <c>reason</c>.</param>
/// <param name="Source">What the table is called; it stands in the reason of each correction.</param>
/// <param name="At">ISO 8601 in UTC.</param>
public sealed record TableDecision(string? Author, string? Reason, string Source, string At);

/// <summary>What a table that people changed asks for.</summary>
/// <param name="Corrections">In the order of the lines; their numbers are 0.</param>
/// <param name="Faults">A line with a fault gives no correction.</param>
/// <param name="Unchanged">Lines that say what the events say already.</param>
public sealed record TableCorrections(ImmutableArray<Correction> Corrections, ImmutableArray<TableFault> Faults, int Unchanged);

/// <summary>Reads the layout <c>csv</c> back: what a person changed in it becomes corrections.</summary>
/// <remarks>
/// Status, dates, place, type and mode, participants with their codes and counts can be changed; other columns follow from the articles.
/// Columns <c>review</c> (<c>accept</c>, <c>reject</c>), <c>author</c> and <c>reason</c> may be added; columns and lines may be left out.
/// </remarks>
public sealed class EventTableReader(Resources resources)
{
    private static readonly string[] Added = ["review", "author", "reason"];
    private static readonly HashSet<string> Known = [.. EventTable.Columns.Select(c => c.Name), .. Added];

    private readonly CountryCodes countries = new(resources);
    private readonly HashSet<(string Type, string Mode)> types = [.. resources.Table("plover_types.tsv").Rows.Select(r => (r["type"], r["mode"]))];

    /// <param name="table">The text of the file.</param>
    /// <param name="original">The text of the table before it was changed: only what differs from it is a change. Null to compare with the events as they are.</param>
    /// <exception cref="InvalidDataException">A text is no table of events.</exception>
    public TableCorrections Read(string table, CorrectedDossier events, TableDecision decision, string? original = null)
    {
        var coded = new CodedTable(table);
        CodedTable? before = original is null ? null : new CodedTable(original);
        var byId = events.Dossier.Events.ToDictionary(e => e.Id, StringComparer.Ordinal);
        Dictionary<string, GatheredPlace> places = CorrectionReplay.PlacesOf(events.Dossier);
        // Types of the user's own frames are known by the events that have them.
        HashSet<(string Type, string Mode)> allowed = [.. types, .. events.Dossier.Events.Select(e => (e.Plover.Type, e.Plover.Mode ?? ""))];
        var corrections = ImmutableArray.CreateBuilder<Correction>();
        List<TableFault> faults = [.. coded.Columns.Where(c => !Known.Contains(c)).Select(c => new TableFault(1, c, "no such column; it is passed over")), .. coded.Faults];
        int unchanged = 0;
        foreach (CodedRow row in coded.Rows)
        {
            if (!byId.TryGetValue(row.Id, out GatheredEvent? value))
            {
                faults.Add(new TableFault(row.Line, "id", $"{row.Id}: the store has no such event"));
                continue;
            }

            var reading = new EventRowReading(row, value, before?.Find(row.Id), e => EventCells.Of(new EventView(events.Dossier, e, countries)), places, allowed);
            ImmutableArray<Correction> asked = reading.Corrections(events.ReviewOf(row.Id), decision);
            faults.AddRange(reading.Faults);
            if (reading.Faults.Count == 0)
            {
                corrections.AddRange(asked);
                unchanged += asked.Length == 0 ? 1 : 0;
            }
        }

        return new TableCorrections(corrections.ToImmutable(), [.. faults.OrderBy(f => f.Line)], unchanged);
    }
}
