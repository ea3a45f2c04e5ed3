using System.Collections.Frozen;

namespace Sitrep.Annotation.Places;

/// <summary>Tells names of streets, buildings and the like by their last word (<c>data/en/site-words.tsv</c>).</summary>
internal sealed class SiteWords(Resources resources)
{
    private readonly FrozenSet<string> words = resources.Table("en", "site-words.tsv").Rows.Select(row => row["word"]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a name of several words ends in one of them.</summary>
    public bool Names(string name)
    {
        int space = name.LastIndexOf(' ');
        return space > 0 && words.Contains(name[(space + 1)..].ToLowerInvariant());
    }
}
