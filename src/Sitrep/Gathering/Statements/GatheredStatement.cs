using System.Collections.Immutable;

namespace Sitrep.Gathering.Statements;

/// <summary>A statement as one article carries it.</summary>
/// <param name="Statement">Its id within the article's record.</param>
/// <param name="Words">What is said, letter for letter; <c>[…]</c> where words of somebody else stand between the pieces.</param>
/// <param name="Extent">From the first to the last of source, cue and content.</param>
public sealed record StatementReport(DossierArticle Article, RecordStatement Statement, string Words, RecordOffsets Extent);

/// <summary>Something that somebody said, however many articles carry it.</summary>
/// <param name="Id">Made from the first report, so it stays when further ones come in.</param>
/// <param name="Speaker">By name, else in the article's words; null where the article names none.</param>
/// <param name="Kind"><c>direct</c>, <c>indirect</c> or <c>mixed</c>, of the first report.</param>
/// <param name="Cue">The word that marks it: <c>said</c>, <c>denied</c>.</param>
/// <param name="Reports">Earliest publication first.</param>
public sealed record GatheredStatement(string Id, string? Speaker, string? Affiliation, string Kind, string? Cue, ImmutableArray<StatementReport> Reports)
{
    public StatementReport First => Reports[0];

    /// <summary>The day on which it was first published, ISO 8601; null where no report is dated.</summary>
    public string? Published => Reports.Select(r => r.Article.Record.Published).OfType<string>().Where(p => p.Length >= 10).Min(StringComparer.Ordinal)?[..10];
}
