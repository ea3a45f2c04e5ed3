namespace Sitrep.Annotation.Statements;

/// <summary>Statements that a layout attributes, not a word: "NAME: words" at the beginning of a paragraph, and a quotation signed with a dash and a name.</summary>
internal static class SpeakerLabels
{
    /// <summary>A label is a name with a title at most, not a sentence.</summary>
    private const int LongestLabel = 6;

    /// <summary>Words in capitals that are no name are a speaker in a transcript, which has several; one alone is a heading or a note.</summary>
    private const int LeastTurns = 2;

    public static IEnumerable<StatementDraft> Find(AttributionText text)
    {
        List<StatementDraft> all = [.. Labelled(text)];
        bool transcript = all.Count(d => !IsNamed(text, d)) >= LeastTurns;
        return all.Where(d => transcript || IsNamed(text, d));
    }

    private static bool IsNamed(AttributionText text, StatementDraft draft) => draft.Source.Exists(i => text.Names[i] > 0);

    private static IEnumerable<StatementDraft> Labelled(AttributionText text)
    {
        for (int start = 0; start < text.Count;)
        {
            int end = start + 1;
            while (end < text.Count && text.Paragraphs[end] == text.Paragraphs[start])
            {
                end++;
            }

            if (Turn(text, start, end) is { } turn)
            {
                yield return turn;
            }

            foreach (StatementDraft signed in Signed(text, start, end))
            {
                yield return signed;
            }

            start = end;
        }
    }

    private static StatementDraft? Turn(AttributionText text, int start, int end)
    {
        int first = start;
        while (first < end && IsMark(text[first].Form))
        {
            first++;
        }

        int colon = first;
        while (colon < end && colon - first <= LongestLabel && text[colon].Form != ":")
        {
            colon++;
        }

        bool label = colon > first && colon < end - 1 && text[colon].Form == ":" && IsSpeaker(text, first, colon);
        return label ? new StatementDraft([colon], Range(first, colon), [.. Range(colon + 1, end)], ":") : null;
    }

    private static IEnumerable<StatementDraft> Signed(AttributionText text, int start, int end)
    {
        for (int dash = start + 1; dash < end - 1; dash++)
        {
            if (text[dash].Form is not ("―" or "—" or "–" or "-" or "--") || !text.Quoted[dash - 1] || text.Quoted[dash])
            {
                continue;
            }

            int last = dash + 1;
            while (last < end && last - dash <= LongestLabel && (text.Names[last] > 0 || text[last].Form == "."))
            {
                last++;
            }

            int opening = dash - 1;
            while (opening > start && text.Quoted[opening - 1] && text.Quotations[opening - 1] == text.Quotations[dash - 1])
            {
                opening--;
            }

            if (last > dash + 1 && text.Names[dash + 1] > 0 && (last == end || IsMark(text[last].Form)))
            {
                yield return new StatementDraft([dash], Range(dash + 1, last).FindAll(i => text.Names[i] > 0), [.. Range(opening, dash)], "—");
            }
        }
    }

    // A name, or words in capitals as in transcripts ("TAPPER", "Q").
    private static bool IsSpeaker(AttributionText text, int first, int end)
    {
        bool capitals = true, name = false;
        for (int i = first; i < end; i++)
        {
            string form = text[i].Form;
            capitals &= form.All(c => !char.IsLower(c));
            name |= text.Names[i] == 1 + (int)EntityType.Person || text.Names[i] == 1 + (int)EntityType.Organization;
            if (!char.IsUpper(form[0]) && form.Length > 3)
            {
                return false;
            }
        }

        return name || (capitals && char.IsLetter(text[first].Form[0]));
    }

    private static bool IsMark(string form) => form is "\"" or "“" or "”" or "'" or "‘" or "''" or "«";

    private static List<int> Range(int from, int to) => [.. Enumerable.Range(from, to - from)];
}
