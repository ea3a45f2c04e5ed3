using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Gathering;
using Sitrep.Presenting.Exports;

namespace Sitrep.Presenting.Listings;

/// <summary>Lists articles that a search found, each with the sentence that holds most of its words.</summary>
public static class SearchListing
{
    private const int StemLength = 5;

    private static readonly ImmutableArray<string> Columns = ["document", "published", "outlet", "title", "words", "start", "end", "link", "sha256", "captured"];

    public static Listing List(IEnumerable<(ArticleRecord Article, string Captured)> found, string words)
    {
        string[] stems = [.. StatementListing.Terms(words).Select(w => w.Length > StemLength ? w[..StemLength] : w)];
        return new Listing(Columns, [.. found.Select(f => Row(f.Article, f.Captured, stems))]);
    }

    private static ListingRow Row(ArticleRecord article, string captured, string[] stems)
    {
        RecordOffsets best = article.Sentences.MaxBy(s => stems.Count(stem => StatementListing.HoldsAll(article.Quote(s), [stem]))) ?? new RecordOffsets(0, 0);
        var outlet = new DossierArticle(article, new Gathering.Copies.CopyPlacement(article.Id, [0], null, null), captured);
        string words = EventView.Shortened(article.Quote(best));
        return new ListingRow(
            $"{article.Published ?? "not dated"}  {outlet.Outlet}: {article.Title ?? "no title"}  [{article.Id}]",
            $"“{words}”",
            [
                article.Id, article.Published, outlet.Outlet, article.Title, words, best.Start.ToString(CultureInfo.InvariantCulture), best.End.ToString(CultureInfo.InvariantCulture),
                outlet.Link, article.Source.Sha256, captured,
            ]);
    }
}
