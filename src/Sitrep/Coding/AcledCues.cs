namespace Sitrep.Coding;

/// <summary>Tells ACLED's sub-events apart by the words of the event's sentence (<c>data/en/acled-cues.tsv</c>).</summary>
internal sealed class AcledCues
{
    /// <summary>Stands among a row's modes for an act without one.</summary>
    private const string NoMode = "-";

    /// <summary>Stands among the words of a sentence whose trigger governs the name of a place.</summary>
    public const string Place = "@place";

    private readonly List<Row> rows = [];

    public AcledCues(Resources resources)
    {
        Dictionary<string, string> eventTypes = resources.Table("acled_types.tsv").Rows.ToDictionary(r => r["subEventType"], r => r["eventType"], StringComparer.Ordinal);
        foreach (TsvTable.Row row in resources.Table("en", "acled-cues.tsv").Rows)
        {
            rows.Add(new Row(
                row.Line,
                new AcledCode(eventTypes[row["subEvent"]], row["subEvent"]),
                Set(row, "types"),
                Set(row, "modes"),
                Set(row, "trigger"),
                Set(row, "any"),
                Set(row, "with"),
                Set(row, "not"),
                Set(row, "by"),
                Set(row, "on")));
        }
    }

    /// <param name="trigger">The trigger's lemma, lower-case.</param>
    /// <param name="words">Lemmas of the event's sentence, lower-case, and <see cref="Place"/>.</param>
    /// <param name="by">Sectors of the actors, <paramref name="on"/> of the recipients.</param>
    /// <returns>Null where no row fits.</returns>
    public AcledRule? Match(string type, string? mode, string trigger, IReadOnlySet<string> words, IReadOnlyCollection<string> by, IReadOnlyCollection<string> on) =>
        Find(type, mode, trigger, words, by, on) is { } row ? new AcledRule(row.Code, row.Line) : null;

    private Row? Find(string type, string? mode, string trigger, IReadOnlySet<string> words, IReadOnlyCollection<string> by, IReadOnlyCollection<string> on) =>
        rows.Find(row => Fits(row.Types, type) && Fits(row.Modes, mode ?? NoMode) && Fits(row.Triggers, trigger) && Fits(row.Any, words) && Fits(row.With, words)
            && !Meet(row.Not, words) && Fits(row.By, by) && Fits(row.On, on));

    private static bool Fits(HashSet<string> wanted, string given) => wanted.Count == 0 || wanted.Contains(given);

    private static bool Fits(HashSet<string> wanted, IReadOnlySet<string> given) => wanted.Count == 0 || Meet(wanted, given);

    private static bool Fits(HashSet<string> wanted, IReadOnlyCollection<string> given) => wanted.Count == 0 || wanted.Overlaps(given);

    // A row has few words, a sentence many.
    private static bool Meet(HashSet<string> few, IReadOnlySet<string> many)
    {
        foreach (string word in few)
        {
            if (many.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    private static HashSet<string> Set(TsvTable.Row row, string column) => [.. row.List(column)];

    private sealed record Row(
        int Line, AcledCode Code, HashSet<string> Types, HashSet<string> Modes, HashSet<string> Triggers, HashSet<string> Any, HashSet<string> With, HashSet<string> Not, HashSet<string> By, HashSet<string> On);
}
