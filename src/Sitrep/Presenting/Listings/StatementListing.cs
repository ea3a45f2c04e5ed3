using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Gathering;
using Sitrep.Gathering.Statements;

namespace Sitrep.Presenting.Listings;

/// <summary>Lists who said what: all quotations of a speaker, or everything said about some words.</summary>
public static class StatementListing
{
    private static readonly ImmutableArray<string> Columns =
        ["id", "published", "speaker", "affiliation", "kind", "cue", "words", "context", "outlet", "document", "start", "end", "link", "carriedBy", "polarity", "addressee", "passedOnBy"];

    /// <summary>The direct words of everybody whose name holds all words of <paramref name="speaker"/>.</summary>
    /// <param name="indirect">Whether reported speech is listed too.</param>
    /// <param name="around">Whether the context takes in the sentences of the paragraph before and after.</param>
    public static Listing Quotes(Dossier dossier, string speaker, bool indirect, bool around = false)
    {
        string[] wanted = Terms(speaker);
        return List(StatementGatherer.Gather(dossier).Where(s => s.Speaker is { } name && (indirect || s.Kind != "indirect") && HoldsAll(name, wanted)), around);
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

    private static Listing List(IEnumerable<GatheredStatement> statements, bool around = false) => new(Columns, [.. statements.Select(s => Row(s, around))]);

    private static ListingRow Row(GatheredStatement statement, bool around)
    {
        StatementReport first = statement.First;
        ArticleRecord record = first.Article.Record;
        string context = Context(record, first.Extent, around);
        string? polarity = first.Statement.Polarity is "affirms" ? null : first.Statement.Polarity;
        string? addressee = first.Statement.Addressee is { Start: { } from, End: { } to } ? OneLine(record.Quote(new RecordOffsets(from, to))) : null;
        string? passedOn = first.Statement.Within is { } within ? SpeakerOf(record, within) : null;
        string[] others = [.. statement.Reports.Skip(1).Select(r => r.Article.Outlet).Distinct(StringComparer.Ordinal)];
        string who = statement.Affiliation is { } of ? $"{statement.Speaker} ({of})" : statement.Speaker ?? "Speaker not named";
        string how = string.Concat(polarity is null ? "" : ", " + polarity, addressee is null ? "" : ", to " + addressee, passedOn is null ? "" : ", passed on by " + passedOn);
        string carried = others.Length == 0 ? "" : $"; also in {string.Join(", ", others)}";
        return new ListingRow(
            $"{statement.Published ?? "not dated"}  {who}, {statement.Kind}{how}, in {first.Article.Outlet}{carried}  [{statement.Id}]",
            statement.Kind == "direct" && !around ? first.Words : context,
            [
                statement.Id, statement.Published, statement.Speaker, statement.Affiliation, statement.Kind, statement.Cue, first.Words, context,
                first.Article.Outlet, first.Article.Id, first.Extent.Start.ToString(CultureInfo.InvariantCulture), first.Extent.End.ToString(CultureInfo.InvariantCulture),
                first.Article.Link, others.Length == 0 ? null : string.Join("; ", others), polarity, addressee, passedOn,
            ]);
    }

    // The sentences that the statement stands in, and where asked for the one before and the one after, as far as the paragraph goes.
    private static string Context(ArticleRecord record, RecordOffsets at, bool around)
    {
        int first = -1, last = -1;
        for (int i = 0; i < record.Sentences.Length; i++)
        {
            if (record.Sentences[i].Start < at.End && at.Start < record.Sentences[i].End)
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        if (first < 0)
        {
            return OneLine(record.Quote(at));
        }

        if (around && first > 0 && SameParagraph(record, first - 1))
        {
            first--;
        }

        if (around && last + 1 < record.Sentences.Length && SameParagraph(record, last))
        {
            last++;
        }

        return OneLine(record.Text[record.Sentences[first].Start..record.Sentences[last].End]);
    }

    private static bool SameParagraph(ArticleRecord record, int sentence) => !record.Text.AsSpan(record.Sentences[sentence].End..record.Sentences[sentence + 1].Start).Contains('\n');

    private static string? SpeakerOf(ArticleRecord record, string statement)
    {
        RecordStatementSource? source = record.Statements.FirstOrDefault(s => s.Id == statement)?.Source;
        return record.Entities.FirstOrDefault(e => e.Id == source?.Entity)?.Name ?? (source is { Start: { } from, End: { } to } ? OneLine(record.Quote(new RecordOffsets(from, to))) : null);
    }

    private static string OneLine(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
