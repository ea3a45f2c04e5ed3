using System.CommandLine;
using System.Globalization;
using Sitrep.Gathering;
using Sitrep.Gathering.Copies;
using Sitrep.Presenting;
using Sitrep.Storing;

namespace Sitrep.Cli;

/// <summary>The command that fills a store, and what every command on a store needs.</summary>
internal static class StoreCommands
{
    private const int Transaction = 50;

    public static Command Add()
    {
        var input = new InputOptions();
        Option<string> path = StoreOption();
        var command = new Command("add", "Codes articles into a store. What is there already, with the same bytes, is skipped, so a run that was cut off can be repeated.") { path };
        input.AddTo(command);
        command.SetAction(result => Guarded(() =>
        {
            using var store = new SqliteRecordStore(result.GetValue(path)!);
            var flow = new Flow(Resources.Installed);
            var waiting = new List<StoredRecord>();
            string captured = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            int added = 0, skipped = 0;
            int code = Batch.Run(
                input.Pages(result).Where(page => page.Page is not { } found || !Skip(store, found, ref skipped)),
                input.Jobs(result),
                page => RecordWriter.Write(flow.Run(page)),
                _ => { },
                (page, bytes) =>
                {
                    waiting.Add(new StoredRecord(page.Id, page.Sha256, captured, bytes));
                    if (waiting.Count == Transaction)
                    {
                        Flush();
                    }
                });
            Flush();
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{added} added, {skipped} there already"));
            return code;

            void Flush()
            {
                store.Add(waiting);
                added += waiting.Count;
                waiting.Clear();
            }
        }));
        return command;
    }

    /// <summary>Opens a store that must be there.</summary>
    /// <exception cref="InvalidDataException">It is not there, or is no store.</exception>
    public static SqliteRecordStore Open(string path) =>
        File.Exists(path) ? new SqliteRecordStore(path) : throw new InvalidDataException($"{path}: no such store");

    /// <summary>Everything that a store's articles tell.</summary>
    public static Dossier Gather(IRecordStore store) =>
        Dossier.Gather(store.Records().Select(r => (ArticleRecord.Read(r.Record.Span), (string?)r.Captured)), new CopyFinder(Resources.Installed));

    public static Option<string> StoreOption() => new("--store") { Description = "A store: a SQLite file, made when it is not there.", Required = true };

    private static bool Skip(SqliteRecordStore store, Page page, ref int skipped)
    {
        bool held = store.Holds(page.Id, page.Sha256);
        skipped += held ? 1 : 0;
        return held;
    }

    /// <summary>Runs a command; what is wrong with its input becomes a line on standard error and exit status 1.</summary>
    public static int Guarded(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }
}
