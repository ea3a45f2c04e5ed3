using System.CommandLine;
using Sitrep.Gathering;
using Sitrep.Presenting.Listings;
using Sitrep.Storing;

namespace Sitrep.Cli;

/// <summary>Finds articles of a store by words, by place, or by both.</summary>
internal static class SearchCommand
{
    private const int KilometresPerDegree = 111;

    public static Command Create()
    {
        Option<string> path = StoreCommands.StoreOption();
        var words = new Argument<string[]>("WORDS") { Arity = ArgumentArity.ZeroOrMore, Description = "Words that the article must hold, in any form of theirs." };
        var near = new Option<double[]>("--near") { Description = "Latitude, longitude and kilometres: only articles with an event placed within.", Arity = new ArgumentArity(3, 3), AllowMultipleArgumentsPerToken = true };
        var most = new Option<int>("--most") { Description = "How many articles to list at most.", DefaultValueFactory = _ => 50 };
        Option<ListingFormat> format = ListingCommands.FormatOption();
        var command = new Command("search", "Finds articles, best match first, each with a sentence that holds the words.") { path, words, near, most, format };
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            string wanted = string.Join(' ', result.GetValue(words) ?? []);
            double[] circle = result.GetValue(near) ?? [];
            if (wanted.Length == 0 && circle.Length == 0)
            {
                throw new InvalidDataException("give words to search for, or --near");
            }

            using SqliteRecordStore store = StoreCommands.Open(result.GetValue(path)!);
            IEnumerable<string> ids = wanted.Length == 0 ? store.Within(Box(circle)) : store.Search(wanted, circle.Length == 0 ? result.GetValue(most) : int.MaxValue);
            if (wanted.Length > 0 && circle.Length > 0)
            {
                ids = ids.Intersect(store.Within(Box(circle)), StringComparer.Ordinal);
            }

            var found = ids.Take(result.GetValue(most)).Select(id => store.Find(id)!).Select(r => (ArticleRecord.Read(r.Record.Span), r.Captured));
            ListingCommands.Write(SearchListing.List([.. found], wanted), result.GetValue(format));
            return 0;
        }));
        return command;
    }

    // The square around the circle; towards the poles a degree of longitude shrinks.
    private static GeoBox Box(double[] circle)
    {
        double latitude = circle[2] / KilometresPerDegree;
        double longitude = latitude / Math.Max(0.01, Math.Cos(double.DegreesToRadians(circle[0])));
        return new GeoBox(circle[0] - latitude, circle[1] - longitude, circle[0] + latitude, circle[1] + longitude);
    }
}
