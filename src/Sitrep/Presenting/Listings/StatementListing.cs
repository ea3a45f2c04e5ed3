using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Gathering;
using Sitrep.Gathering.Statements;

namespace Sitrep.Presenting.Listings;

/// <summary>Lists who said what: all quotations of a speaker, or everything said about some words.</summary>
public static class StatementListing
{
    private static readonly ImmutableArray<string> Columns =
        ["id", "published", "speaker", "affiliation", "kind", "cue", "words", "context", "outlet", "document", "start", "end", "link", "carriedBy"];

    /// <summary>The direct words of everybody whose name holds all words of <paramref name="speaker"/>.</summary>
    /// <param name="indirect">Whether reported speech is listed too.</param>
    public static Listing Quotes(Dossier dossier, string speaker, bool indirect)
    {
        string[] wanted = Terms(speaker);
        return List(StatementGatherer.Gather(dossier).Where(s => s.Speaker is { } name && (indirect || s.Kind != "indirect") && HoldsAll(name, wanted)));
    }

    /// <summary>Everything said that holds all of the words, by anybody.</summary>
    /// <param name="from">First day of publication; with a bound, undated statements are left out.</param>
    public static Listing Claims(Dossier dossier, string about, string? from, string? to)
    {
        string[] wanted = Terms(about);
        return List(StatementGatherer.Gather(dossier).Where(s =>
            HoldsAll(s.First.Words, wanted)
            && (from is null || (s.Published is { } first && string.CompareOrdinal(first, from) >= 0))
            && (to is null || (s.Published is { } last && string.CompareOrdinal(last, to) <= 0))));
    }

    /// <summary>Whether the text holds each word, in any case, at the start of one of its words: <c>settlement</c> finds "settlements".</summary>
    internal static bool HoldsAll(string text, string[] words) => Array.TrueForAll(words, word => Holds(text, word));

    internal static string[] Terms(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static bool Holds(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    private static Listing List(IEnumerable<GatheredStatement> statements) => new(Columns, [.. statements.Select(Row)]);

    private static ListingRow Row(GatheredStatement statement)
    {
        StatementReport first = statement.First;
        ArticleRecord record = first.Article.Record;
        string context = Context(record, first.Extent);
        string[] others = [.. statement.Reports.Skip(1).Select(r => r.Article.Outlet).Distinct(StringComparer.Ordinal)];
        string who = statement.Affiliation is { } of ? $"{statement.Speaker} ({of})" : statement.Speaker ?? "Speaker not named";
        string carried = others.Length == 0 ? "" : $"; also in {string.Join(", ", others)}";
        return new ListingRow(
            $"{statement.Published ?? "not dated"}  {who}, {statement.Kind}, in {first.Article.Outlet}{carried}  [{statement.Id}]",
            statement.Kind == "direct" ? first.Words : context,
            [
                statement.Id, statement.Published, statement.Speaker, statement.Affiliation, statement.Kind, statement.Cue, first.Words, context,
                first.Article.Outlet, first.Article.Id, first.Extent.Start.ToString(CultureInfo.InvariantCulture), first.Extent.End.ToString(CultureInfo.InvariantCulture),
                first.Article.Link, others.Length == 0 ? null : string.Join("; ", others),
            ]);
    }

    // The sentences that the statement stands in.
    private static string Context(ArticleRecord record, RecordOffsets at)
    {
        RecordOffsets[] sentences = [.. record.Sentences.Where(s => s.Start < at.End && at.Start < s.End)];
        string words = sentences.Length == 0 ? record.Quote(at) : record.Text[sentences[0].Start..sentences[^1].End];
        return string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
