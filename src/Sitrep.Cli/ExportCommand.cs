using System.CommandLine;
using System.Globalization;
using Sitrep.Gathering;
using Sitrep.Presenting;
using Sitrep.Presenting.Exports;
using Sitrep.Storing;

namespace Sitrep.Cli;

/// <summary>Writes what a store holds: records, documents, events, and events in the layouts of other programs.</summary>
internal static class ExportCommand
{
    private const string Records = "records", Documents = "documents", Events = "events";

    public static Command Create()
    {
        Option<string> path = StoreCommands.StoreOption();
        var exports = new EventExports(Resources.Installed);
        var format = new Option<string>("--as")
        {
            Description = "records as they were coded; documents with their copy groups; events, each once however many articles report it, as lines of JSON; "
                + $"or events as {string.Join(", ", exports.Names)}.",
            Required = true,
        };
        format.AcceptOnlyFromAmong([Records, Documents, Events, .. exports.Names]);
        var file = new Option<string?>("--output", "-o") { Description = "The file to write; standard output without it." };
        var safe = new Option<bool>("--safe") { Description = "Fit to be shared: no names of persons without a public role, no place finer than a province. What was removed is listed on standard error." };
        var command = new Command("export", "Writes what a store holds.") { path, format, file, safe };
        command.Validators.Add(result =>
        {
            if (result.GetValue(safe) && result.GetValue(format) is (Records or "annotation"))
            {
                result.AddError($"{result.GetValue(format)} holds or points into the articles' own words: it has no safe form");
            }
        });
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            using SqliteRecordStore store = StoreCommands.Open(result.GetValue(path)!);
            using Stream output = result.GetValue(file) is { } name ? File.Create(name) : Console.OpenStandardOutput();
            string layout = result.GetValue(format)!;
            if (layout == Records)
            {
                WriteRecords(store, output);
                return 0;
            }

            Dossier dossier = StoreCommands.Gather(store);
            dossier = result.GetValue(safe) ? Safe(dossier) : dossier;
            switch (layout)
            {
                case Documents:
                    Lines(output, dossier.Articles.Select(a => PictureWriter.Write(a.Record, a.Copies)));
                    break;
                case Events:
                    Lines(output, dossier.Events.Select(PictureWriter.Write));
                    break;
                default:
                    Report(exports.Of(layout).Write(dossier, output), dossier, layout);
                    break;
            }

            return 0;
        }));
        return command;
    }

    private static Dossier Safe(Dossier dossier)
    {
        var (shared, removed) = new SafeProfile(Resources.Installed).Apply(dossier);
        foreach (Removal removal in removed)
        {
            Console.Error.WriteLine(removal.Instead is { } instead
                ? $"removed {removal.Kind} \"{removal.What}\" ({instead}) in {removal.Where}"
                : $"held back {removal.Kind} {removal.What}");
        }

        return shared;
    }

    private static void WriteRecords(SqliteRecordStore store, Stream output)
    {
        foreach (StoredRecord record in store.Records())
        {
            output.Write(record.Record.Span);
        }
    }

    private static void Lines(Stream output, IEnumerable<byte[]> lines)
    {
        foreach (byte[] line in lines)
        {
            output.Write(line);
        }
    }

    private static void Report(int written, Dossier dossier, string layout)
    {
        if (written < dossier.Events.Length)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written} of {dossier.Events.Length} events written; {layout} has no place for the others"));
        }
    }
}
