using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Presenting.Checking;
using Sitrep.Presenting.Exports;

namespace Sitrep.Presenting.Listings;

/// <summary>Lists what the articles have on each sentence of a draft.</summary>
public static class CheckListing
{
    private static readonly ImmutableArray<string> Columns = ["line", "verdict", "sentence", "remark", "outlet", "title", "published", "words", "document", "link", "sha256"];

    public static Listing List(IEnumerable<CheckedSentence> sentences) => new(Columns, [.. sentences.SelectMany(Rows)]);

    public static string VerdictWords(DraftVerdict verdict) => verdict switch
    {
        DraftVerdict.Supported => "supported",
        DraftVerdict.Contested => "contested",
        _ => "not found",
    };

    private static IEnumerable<ListingRow> Rows(CheckedSentence sentence)
    {
        string verdict = VerdictWords(sentence.Verdict);
        string line = sentence.Line.ToString(CultureInfo.InvariantCulture);
        string above = $"{line}: {verdict.ToUpperInvariant()}{(sentence.Remark is { } remark ? $" ({remark})" : "")}: {sentence.Text}";
        if (sentence.Evidence.IsEmpty)
        {
            yield return new ListingRow("no article comes near", "", [line, verdict, sentence.Text, sentence.Remark, null, null, null, null, null, null, null], above);
        }

        for (int i = 0; i < sentence.Evidence.Length; i++)
        {
            var (article, words) = sentence.Evidence[i];
            string published = article.Record.Published ?? "not dated";
            string quote = EventView.Shortened(words);
            yield return new ListingRow(
                $"{(sentence.Verdict == DraftVerdict.NotFound ? "closest: " : "")}{article.Outlet}, {article.Record.Title ?? "no title"}, {published}",
                $"“{quote}”",
                [line, verdict, sentence.Text, sentence.Remark, article.Outlet, article.Record.Title, article.Record.Published, quote, article.Id, article.Link, article.Record.Source.Sha256],
                i == 0 ? above : null);
        }
    }
}
