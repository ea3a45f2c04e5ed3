using Sitrep.Gathering;

namespace Sitrep.Presenting.Reports;

/// <summary>Words statements: who speaks, and what is said, letter for letter.</summary>
internal static class StatementWords
{
    /// <summary>The speaker by name, else in the article's words; null where the article names none.</summary>
    public static string? Speaker(ArticleRecord article, RecordStatementSource? source) =>
        article.Entities.FirstOrDefault(e => e.Id == source?.Entity)?.Name ?? (source is { Start: { } start, End: { } end } ? article.Text[start..end] : null);

    /// <summary>The pieces of the statement, joined by an ellipsis in brackets where words of somebody else stand between them.</summary>
    public static string Content(ArticleRecord article, RecordStatement statement) => string.Join(" […] ", statement.Content.Select(article.Quote));

    /// <summary>The words from the first to the last of speaker, cue and content.</summary>
    public static RecordOffsets Extent(RecordStatement statement)
    {
        int start = statement.Content.Min(c => c.Start), end = statement.Content.Max(c => c.End);
        if (statement.Cue is { } cue)
        {
            (start, end) = (Math.Min(start, cue.Start), Math.Max(end, cue.End));
        }

        return new RecordOffsets(start, end);
    }
}
