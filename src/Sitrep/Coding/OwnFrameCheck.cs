namespace Sitrep.Coding;

/// <summary>Checks the rows of a user's own lexicon, which nobody else has read.</summary>
internal sealed class OwnFrameCheck(Resources resources, WordClasses classes)
{
    private readonly HashSet<(string Type, string Mode)> known = [.. resources.Table("plover_types.tsv").Rows.Select(r => (r["type"], r["mode"]))];

    /// <exception cref="InvalidDataException">Names the table, the line, and what should be there.</exception>
    public void Check(TsvTable table)
    {
        foreach (TsvTable.Row row in table.Rows)
        {
            Check(table, row);
        }
    }

    private void Check(TsvTable table, TsvTable.Row row)
    {
        string type = row["type"], mode = row["mode"], cameo = row["cameo"];
        bool plover = known.Any(k => k.Type == type);
        string? fault = row["lemma"].Length == 0 ? "no lemma"
            : row["pos"] is not ("v" or "n" or "a") ? $"pos is '{row["pos"]}', and should be v (verb), n (noun) or a (any other)"
            : type != Frame.None && !(type.Length > 0 && char.IsAsciiLetterUpper(type[0]) && type.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '-' or '_')) ? $"type is '{type}', and should be a PLOVER type, 'none', or a name of your own in capital letters"
            : plover && mode.Length > 0 && !known.Contains((type, mode)) ? $"{type} has no mode '{mode}'; it has {Modes(type)}"
            : row.List("with").SelectMany(c => c.Split('&')).FirstOrDefault(part => part[(part.LastIndexOf(':') + 1)..] is ['@', .. var name] && classes.Bit(name) == 0) is { } unknown
                ? $"'{unknown}' asks for a class that is not in data/en/word-classes.tsv; it has {string.Join(", ", classes.Names)}"
            : !cameo.All(char.IsAsciiDigit) || cameo.Length is 1 or > 4 ? $"cameo is '{cameo}', and should be two to four digits or empty"
            : null;
        if (fault is not null)
        {
            throw new InvalidDataException($"{table.Path}:{row.Line}: {fault}");
        }
    }

    private string Modes(string type) => known.Where(k => k.Type == type && k.Mode.Length > 0).Select(k => k.Mode).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } modes ? string.Join(", ", modes) : "none";
}
