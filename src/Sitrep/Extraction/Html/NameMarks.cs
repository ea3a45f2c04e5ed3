namespace Sitrep.Extraction.Html;

/// <summary>What the words of class and id attributes tell: <c>names.tsv</c>.</summary>
internal sealed class NameMarks
{
    private readonly Dictionary<string, Marks> marks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Marks>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public NameMarks(Resources resources)
    {
        foreach (var row in resources.Table("extraction", "names.tsv").Rows)
        {
            marks[row["word"]] = Enum.Parse<Marks>(row["mark"], ignoreCase: true);
        }

        lookup = marks.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The words of an attribute, cut at marks, digits and inner capitals; in lower case.</summary>
    public static void Words(string? attribute, List<string> words)
    {
        if (string.IsNullOrEmpty(attribute) || attribute.Length > 500)
        {
            return;
        }

        int start = -1;
        for (int i = 0; i <= attribute.Length; i++)
        {
            bool letter = i < attribute.Length && char.IsAsciiLetter(attribute[i]);
            bool seam = letter && start >= 0 && char.IsAsciiLetterUpper(attribute[i]) && char.IsAsciiLetterLower(attribute[i - 1]);
            if (start >= 0 && (!letter || seam))
            {
                if (i - start > 1)
                {
                    ReadOnlySpan<char> word = attribute.AsSpan(start, i - start);
                    words.Add(word.ContainsAnyInRange('A', 'Z') ? word.ToString().ToLowerInvariant() : word.ToString());
                }

                start = -1;
            }

            if (letter && start < 0)
            {
                start = i;
            }
        }
    }

    public Marks Of(List<string> words)
    {
        // Longer pairs than this are none of the table's.
        Span<char> pair = stackalloc char[64];
        Marks all = Marks.None;
        for (int i = 0; i < words.Count; i++)
        {
            all |= marks.GetValueOrDefault(words[i]);
            if (i > 0 && words[i - 1].Length + words[i].Length is var length && length <= pair.Length)
            {
                words[i - 1].CopyTo(pair);
                words[i].CopyTo(pair[words[i - 1].Length..]);
                all |= lookup.TryGetValue(pair[..length], out Marks both) ? both : Marks.None;
            }
        }

        return all;
    }
}
