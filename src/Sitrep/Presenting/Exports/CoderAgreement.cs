using System.Collections.Immutable;
using Sitrep.Evaluation;
using Sitrep.Gathering.Corrections;

namespace Sitrep.Presenting.Exports;

/// <summary>How far coders agree on a field of the events that two of them or more have.</summary>
/// <param name="Field"><c>type</c>, <c>mode</c>, <c>status</c>, <c>date</c>, <c>place</c>, <c>actors</c>, <c>recipients</c> or <c>review</c>.</param>
public sealed record FieldAgreement(string Field, NominalAgreement Agreement);

/// <summary>A field on which coders differ.</summary>
/// <param name="Values">In the order of the coders; null where a coder does not have the event, empty where the field is not stated.</param>
public sealed record CoderDifference(string Event, string Field, ImmutableArray<string?> Values);

/// <summary>Agreement of coders, by the ids of events.</summary>
/// <remarks>What is not stated is a value of its own. Participants agree where their names and codes are the same, in any order; dates where both ends are; places where the names are, or the countries where no place is named.</remarks>
/// <param name="Fields">Those that all coders have.</param>
/// <param name="Differences">By event and field.</param>
public sealed record CoderAgreement(ImmutableArray<FieldAgreement> Fields, ImmutableArray<CoderDifference> Differences)
{
    private static readonly (string Field, string[] Columns)[] Compared =
    [
        ("type", ["plover_type"]), ("mode", ["plover_mode"]), ("status", ["status"]), ("date", ["date_start", "date_end"]), ("place", ["place", "country_code"]),
        ("actors", ["actors", "actor_codes"]), ("recipients", ["recipients", "recipient_codes"]), ("review", ["review"]),
    ];

    /// <summary>Of tables in the layout <c>csv</c>, one a coder.</summary>
    /// <exception cref="InvalidDataException">A text is no table of events, or a line of it cannot be read; the message names the table, counted from 1, and the line.</exception>
    public static CoderAgreement OfTables(IEnumerable<string> tables) => Of([.. tables.Select((t, i) => Rows(t, i + 1))]);

    /// <summary>Of the corrections of coders, each replayed alone: events count that two coders or more decided on.</summary>
    public static CoderAgreement OfCorrections(IEnumerable<CorrectedDossier> coders, Resources resources)
    {
        var countries = new CountryCodes(resources);
        return Of([.. coders.Select(coder => coder.Dossier.Events.Where(e => coder.Reviews.ContainsKey(e.Id)).ToDictionary(
            e => e.Id,
            e => (IReadOnlyDictionary<string, string>)new Dictionary<string, string>(EventCells.Of(new EventView(coder.Dossier, e, countries)), StringComparer.Ordinal)
            {
                ["review"] = EventView.CamelCase(coder.ReviewOf(e.Id).State),
            },
            StringComparer.Ordinal))]);
    }

    private static CoderAgreement Of(ImmutableArray<Dictionary<string, IReadOnlyDictionary<string, string>>> coders)
    {
        string[] ids = [.. coders.SelectMany(c => c.Keys).GroupBy(id => id, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).Order(StringComparer.Ordinal)];
        var fields = ImmutableArray.CreateBuilder<FieldAgreement>();
        var differences = new List<(string Event, int Field, CoderDifference Difference)>();
        for (int f = 0; f < Compared.Length; f++)
        {
            var (field, columns) = Compared[f];
            if (!coders.All(c => c.Values.All(cells => columns.All(cells.ContainsKey))))
            {
                continue;
            }

            ImmutableArray<string?>[] values = [.. ids.Select(id => coders.Select(c => c.TryGetValue(id, out var cells) ? Value(field, [.. columns.Select(column => cells[column])]) : null).ToImmutableArray())];
            fields.Add(new FieldAgreement(field, NominalAgreement.Of(values.Select(v => v.OfType<string>().ToArray()))));
            differences.AddRange(ids.Zip(values).Where(v => v.Second.OfType<string>().Distinct(StringComparer.Ordinal).Count() > 1).Select(v => (v.First, f, new CoderDifference(v.First, field, v.Second))));
        }

        return new CoderAgreement(fields.ToImmutable(), [.. differences.OrderBy(d => d.Event, StringComparer.Ordinal).ThenBy(d => d.Field).Select(d => d.Difference)]);
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Rows(string text, int number)
    {
        CodedTable table;
        try
        {
            table = new CodedTable(text);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"table {number}: {error.Message}", error);
        }

        return table.Faults.IsEmpty ? table.Rows.ToDictionary(r => r.Id, r => r.Cells, StringComparer.Ordinal) : throw new InvalidDataException($"table {number}: {table.Faults[0]}");
    }

    private static string Value(string field, string[] cells) => field switch
    {
        "actors" or "recipients" => Participants(cells[0], cells[1]),
        "date" => cells[0] == cells[1] || cells[1].Length == 0 ? cells[0] : $"{cells[0]}/{cells[1]}",
        "place" => cells[0].Length > 0 ? cells[0] : cells[1],
        "review" => cells[0].ToLowerInvariant() switch { "accept" => "accepted", "reject" or "withdraw" => "rejected", "" => "open", var other => other },
        _ => cells[0],
    };

    private static string Participants(string names, string codes)
    {
        string[] coded = codes.Split(';', StringSplitOptions.TrimEntries);
        return string.Join("; ", names.Split(';', StringSplitOptions.TrimEntries).Select((n, i) => i < coded.Length && coded[i].Length > 0 ? $"{n} [{coded[i]}]" : n)
            .Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }
}
