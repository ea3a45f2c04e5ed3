namespace Sitrep.Training.Language;

/// <summary>Tells which names of states in a text may stand for those who act for them.</summary>
/// <remarks>Own labels count a state as a location always; of the corpora, only one tells a state that acts from its land. Where the place is not plain, that one shall decide.</remarks>
/// <param name="countries">Columns <c>name</c> and <c>aliases</c>, those parted by bars.</param>
internal sealed class StateNames(TsvTable countries)
{
    private static readonly HashSet<string> Place = new(StringComparer.OrdinalIgnoreCase) { "in", "from", "near", "into", "across", "inside", "outside", "at", "throughout", "within", "around", "of", "northern", "southern", "eastern", "western", "central" };

    private readonly HashSet<string> names = [.. countries.Rows.SelectMany(row => row["aliases"].Split('|', StringSplitOptions.RemoveEmptyEntries).Append(row["name"]))];

    /// <summary>The labelled locations that are states and neither follow a preposition of place nor another name and a comma.</summary>
    public IReadOnlySet<Span> Acting(NamedText text) =>
        text.Names.Where(name => name.Type == EntityType.Location && names.Contains(name.Span.Of(text.Text)) && !IsPlace(text.Text, name.Span.Start)).Select(name => name.Span).ToHashSet();

    private static bool IsPlace(string text, int start)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, start).TrimEnd();
        before = before.EndsWith(" the", StringComparison.OrdinalIgnoreCase) ? before[..^4].TrimEnd() : before;
        int space = before.LastIndexOfAny(' ', '\n');
        return before.EndsWith(",", StringComparison.Ordinal) || before.EndsWith("(", StringComparison.Ordinal) || Place.Contains(before[(space + 1)..].ToString());
    }
}
