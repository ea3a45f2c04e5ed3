namespace Sitrep.Annotation.Places;

/// <summary>Letters as they are written in keys of names: lower case, without marks (<c>data/folds.tsv</c>).</summary>
internal sealed class LetterFolds
{
    private readonly string?[] folds = new string?[char.MaxValue + 1];

    public LetterFolds(Resources resources)
    {
        foreach (TsvTable.Row row in resources.Table("folds.tsv").Rows)
        {
            folds[row["letter"][0]] = row["fold"];
        }
    }

    /// <summary>The letter as it is written in keys; itself in lower case where the table has none.</summary>
    public string Of(char letter)
    {
        char lower = char.ToLowerInvariant(letter);
        return folds[lower] ?? lower.ToString();
    }

    /// <summary>Continues an FNV-1a hash with the folded letter.</summary>
    public ulong Hash(ulong hash, char letter)
    {
        unchecked
        {
            char lower = char.ToLowerInvariant(letter);
            if (lower >= 0x80 && folds[lower] is { } fold)
            {
                foreach (char c in fold)
                {
                    hash = (hash ^ c) * 1099511628211;
                }

                return hash;
            }

            return (hash ^ lower) * 1099511628211;
        }
    }
}
