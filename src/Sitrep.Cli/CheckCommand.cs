using System.CommandLine;
using System.Globalization;
using Sitrep.Presenting.Checking;
using Sitrep.Presenting.Listings;

namespace Sitrep.Cli;

/// <summary>Checks a draft, sentence by sentence, against the articles of a store.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        Option<string> path = StoreCommands.StoreOption();
        var draft = new Argument<string>("DRAFT") { Description = "A draft in Markdown or plain text; - for standard input." };
        Option<ListingFormat> format = ListingCommands.FormatOption();
        var command = new Command("check", "Tells of each sentence of a draft whether the articles support it, differ on it, or do not have it, with their words.") { path, draft, format };
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            string name = result.GetValue(draft)!;
            string text = name == "-" ? Console.In.ReadToEnd() : File.ReadAllText(name);
            using var picture = new StoredPicture(result.GetValue(path)!);
            CheckedSentence[] sentences = [.. new DraftCheck(picture.Gather(), Resources.Installed).Check(text)];
            ListingCommands.Write(CheckListing.List(sentences), result.GetValue(format));
            var counts = sentences.GroupBy(s => s.Verdict).OrderBy(g => g.Key).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {CheckListing.VerdictWords(g.Key)}"));
            Console.Error.WriteLine($"{sentences.Length} sentences: {string.Join(", ", counts)}");
            return 0;
        }));
        return command;
    }
}
