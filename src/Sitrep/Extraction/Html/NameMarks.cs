namespace Sitrep.Extraction.Html;

/// <summary>What the words of class and id attributes tell: <c>names.tsv</c>.</summary>
internal sealed class NameMarks
{
    private readonly Dictionary<string, Marks> marks = new(StringComparer.Ordinal);

    public NameMarks(Resources resources)
    {
        foreach (var row in resources.Table("extraction", "names.tsv").Rows)
        {
            marks[row["word"]] = Enum.Parse<Marks>(row["mark"], ignoreCase: true);
        }
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
                    words.Add(attribute[start..i].ToLowerInvariant());
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
        Marks all = Marks.None;
        for (int i = 0; i < words.Count; i++)
        {
            all |= marks.GetValueOrDefault(words[i]);
            if (i > 0)
            {
                all |= marks.GetValueOrDefault(words[i - 1] + words[i]);
            }
        }

        return all;
    }
}
