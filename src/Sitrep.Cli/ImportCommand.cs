using System.CommandLine;
using System.Globalization;
using System.Text;
using Sitrep.Gathering.Corrections;
using Sitrep.Presenting.Exports;

namespace Sitrep.Cli;

/// <summary>Takes a table of events that people changed back into the store that it was exported from.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        Option<string> path = StoreCommands.StoreOption();
        var file = new Argument<string>("FILE") { Description = "A table as export --as csv writes it, changed by hand. Columns review (accept or reject), author and reason may be added, lines and other columns than id left out." };
        var author = new Option<string?>("--author") { Description = "Who decides, where a line has nothing in a column author." };
        var reason = new Option<string?>("--reason") { Description = "Why, where a line has nothing in a column reason." };
        var original = new Option<string?>("--original") { Description = "The table as it was exported: only what differs from it is a change. Needed where the store has grown since, and for a table made with --safe or --admin." };
        var preview = new Option<bool>("--preview") { Description = "Only shows the corrections, as edit list writes them." };
        var command = new Command("import", "Takes a table of events that was changed by hand into a store: each change becomes a correction with author and reason, as by edit. A line with a fault is named and left out.") { path, file, author, reason, original, preview };
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            using var picture = new StoredPicture(result.GetValue(path)!);
            string name = result.GetValue(file)!;
            var decision = new TableDecision(result.GetValue(author), result.GetValue(reason), Path.GetFileName(name), StoreCommands.Now());
            TableCorrections read = new EventTableReader(Resources.Installed)
                .Read(ReadTable(name), picture.Corrected(picture.Corrections), decision, result.GetValue(original) is { } before ? ReadTable(before) : null);
            if (result.GetValue(preview))
            {
                Console.Write(CorrectionTable.Write(read.Corrections));
            }
            else
            {
                picture.Add(read.Corrections);
            }

            foreach (TableFault fault in read.Faults)
            {
                Console.Error.WriteLine($"{name}: {fault}");
            }

            int faulty = read.Faults.Where(f => f.Line > 1).Select(f => f.Line).Distinct().Count();
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{read.Corrections.Length} corrections {(result.GetValue(preview) ? "found" : "added")} for {read.Corrections.Select(c => c.Event).Distinct().Count()} events; {read.Unchanged} lines unchanged, {faulty} with faults"));
            return read.Faults.IsEmpty ? 0 : 1;
        }));
        return command;
    }

    /// <summary>The text of a table. Letters that a spreadsheet wrote in another encoding would become wrong names, so they are refused.</summary>
    /// <exception cref="InvalidDataException">It is neither UTF-8 nor marked as UTF-16.</exception>
    public static string ReadTable(string path)
    {
        try
        {
            return File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"{path}: not UTF-8; save the table as CSV UTF-8", error);
        }
    }
}
