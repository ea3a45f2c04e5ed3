using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Sitrep.Gathering;
using Sitrep.Gathering.Copies;
using Sitrep.Gathering.Events;
using Sitrep.Presenting;
using Sitrep.Storing;

namespace Sitrep.Cli;

/// <summary>What <c>export</c> writes.</summary>
internal enum ExportFormat
{
    Records,
    Documents,
    Events,
}

/// <summary>The commands on a store: <c>add</c> and <c>export</c>.</summary>
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

    public static Command Export()
    {
        Option<string> path = StoreOption();
        var format = new Option<ExportFormat>("--as")
        {
            Description = "records as they were coded; documents with their copy groups; events, each once however many articles report it.",
            Required = true,
        };
        var command = new Command("export", "Writes what a store holds, as lines of JSON.") { path, format };
        command.SetAction(result => Guarded(() =>
        {
            if (!File.Exists(result.GetValue(path)))
            {
                throw new InvalidDataException($"{result.GetValue(path)}: no such store");
            }

            using var store = new SqliteRecordStore(result.GetValue(path)!);
            using Stream output = Console.OpenStandardOutput();
            if (result.GetValue(format) == ExportFormat.Records)
            {
                foreach (StoredRecord record in store.Records())
                {
                    output.Write(record.Record.Span);
                }

                return 0;
            }

            List<ArticleRecord> articles = [.. store.Records().Select(r => ArticleRecord.Read(r.Record.Span))];
            ImmutableArray<CopyPlacement> copies = new CopyFinder(Resources.Installed).Group([.. articles.Select(a => new CopyCandidate(a.Id, a.Published, a.Text))]);
            if (result.GetValue(format) == ExportFormat.Documents)
            {
                for (int i = 0; i < articles.Count; i++)
                {
                    output.Write(PictureWriter.Write(articles[i], copies[i]));
                }

                return 0;
            }

            foreach (GatheredEvent value in EventGatherer.Gather(articles, copies))
            {
                output.Write(PictureWriter.Write(value));
            }

            return 0;
        }));
        return command;
    }

    private static Option<string> StoreOption() => new("--store") { Description = "A store: a SQLite file, made when it is not there.", Required = true };

    private static bool Skip(SqliteRecordStore store, Page page, ref int skipped)
    {
        bool held = store.Holds(page.Id, page.Sha256);
        skipped += held ? 1 : 0;
        return held;
    }

    private static int Guarded(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (InvalidDataException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }
}
