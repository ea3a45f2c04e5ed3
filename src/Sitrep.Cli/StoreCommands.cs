using System.CommandLine;
using System.Globalization;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;
using Sitrep.Presenting;
using Sitrep.Storing;

namespace Sitrep.Cli;

/// <summary>The commands that change a store, and what every command on a store needs.</summary>
internal static class StoreCommands
{
    private const int Transaction = 50;

    public static Command Add()
    {
        var input = new InputOptions();
        Option<string> path = StoreOption();
        var evidence = new Option<bool>("--evidence-only") { Description = "Keep no full text and no original bytes, only the sentences behind events, statements and assessments, with offsets and hashes." };
        Option<string?> since = ExportCommand.DayOption("--since", "Only articles published on this day or later, and those that do not tell when.");
        var command = new Command("add", "Codes articles into a store. What is there already, with the same bytes, is skipped, so a run that was cut off can be repeated.") { path, evidence, since };
        input.AddTo(command);
        command.SetAction(result => Guarded(() =>
        {
            using var store = new SqliteRecordStore(result.GetValue(path)!);
            Flow flow = input.Flow(result);
            var waiting = new List<StoredRecord>();
            string captured = Now();
            string? first = result.GetValue(since);
            int added = 0, skipped = 0, forgotten = 0, older = 0;
            int code = Batch.Run(
                input.Pages(result).Where(page => page.Page is not { } found || !Skip(store, found, ref skipped)),
                input.Jobs(result),
                page => flow.Extract(page) is var article && IsOlder(article, first) ? default : RecordWriter.Write(flow.Code(flow.Annotate(flow.Parse(article)))),
                _ => { },
                (page, bytes) =>
                {
                    if (bytes.IsEmpty)
                    {
                        older++;
                        return;
                    }

                    waiting.Add(result.GetValue(evidence)
                        ? new StoredRecord(page.Id, page.Sha256, captured, EvidenceOnly.Of(bytes.Span))
                        : new StoredRecord(page.Id, page.Sha256, captured, bytes, page.Bytes));
                    if (waiting.Count == Transaction)
                    {
                        Flush();
                    }
                });
            Flush();
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{added} added, {skipped} there already{(older > 0 ? $", {older} published before {first} and left out" : "")}{(forgotten > 0 ? $", {forgotten} forgotten before and left out" : "")}"));
            return code;

            void Flush()
            {
                int written = store.Add(waiting);
                added += written;
                forgotten += waiting.Count - written;
                waiting.Clear();
            }
        }));
        return command;
    }

    public static Command Forget()
    {
        Option<string> path = StoreOption();
        var subject = new Argument<string>("SUBJECT") { Description = "The article's id, or the address of its page; with --person a name." };
        var person = new Option<bool>("--person") { Description = "The subject is a person's name, as articles write it, long or short: all articles that call a person so are removed, and none is added again." };
        var preview = new Option<bool>("--preview") { Description = "Remove nothing; list the articles that would go and the events that would lose reports." };
        var command = new Command("forget", "Removes an article, or all that name a person, with all versions, and never adds it again. Tells which events lose reports by that.") { path, subject, person, preview };
        command.SetAction(result => Guarded(() =>
        {
            using var picture = new StoredPicture(result.GetValue(path)!);
            Dossier before = picture.Gather();
            string what = result.GetValue(subject)!;
            bool names = result.GetValue(person);
            if (result.GetValue(preview))
            {
                Preview(before, [.. names ? picture.Store.Naming(what) : picture.Store.Matching(what)]);
                return 0;
            }

            var ids = names ? picture.Store.ForgetPerson(what, Now()) : picture.Store.Forget(what, Now());
            if (ids.IsEmpty && !names)
            {
                throw new InvalidDataException($"{what}: no article has that id or address");
            }

            Console.WriteLine(ids.IsEmpty ? $"no article names {what}; none that does will be added" : $"forgotten: {string.Join(", ", ids)}");
            foreach (EventChange change in EventChange.Between(before.Events, picture.Gather().Events).Where(c => c.Kind != ChangeKind.New))
            {
                Console.WriteLine($"{change.Kind.ToString().ToLowerInvariant()}: {Named(change.Event)}");
            }

            return 0;
        }));
        return command;
    }

    public static Command Original()
    {
        Option<string> path = StoreOption();
        var subject = new Argument<string>("ID") { Description = "The article's id." };
        var command = new Command("original", "Writes the bytes of an article's page as they came. Their SHA-256 stands in the record.") { path, subject };
        command.SetAction(result => Guarded(() =>
        {
            using SqliteRecordStore store = Open(result.GetValue(path)!);
            byte[] bytes = store.Original(result.GetValue(subject)!) ?? throw new InvalidDataException($"{result.GetValue(subject)}: no such article, or its bytes were not kept");
            using Stream output = Console.OpenStandardOutput();
            output.Write(bytes);
            return 0;
        }));
        return command;
    }

    /// <summary>The time as stores write it.</summary>
    public static string Now() => DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Opens a store that must be there.</summary>
    /// <exception cref="InvalidDataException">It is not there, or is no store.</exception>
    public static SqliteRecordStore Open(string path) =>
        File.Exists(path) ? new SqliteRecordStore(path) : throw new InvalidDataException($"{path}: no such store");

    public static Option<string> StoreOption() => new("--store") { Description = "A store: a SQLite file, made when it is not there.", Required = true };

    private static void Preview(Dossier dossier, HashSet<string> going)
    {
        foreach (DossierArticle article in dossier.Articles.Where(a => going.Contains(a.Id)))
        {
            Console.WriteLine($"would be forgotten: {article.Id}, {article.Record.Title ?? "no title"}");
        }

        foreach (GatheredEvent value in dossier.Events.Where(e => e.Reports.Any(r => going.Contains(r.Document))))
        {
            Console.WriteLine($"would lose {(value.Reports.All(r => going.Contains(r.Document)) ? "all" : "some")} reports: {Named(value)}");
        }
    }

    private static string Named(GatheredEvent value) => $"event {value.Id}, {value.Plover.Type}{(value.Place is { } place ? $" in {place.Name}" : "")}";

    // A month or year is older only where all of it is.
    private static bool IsOlder(Article article, string? first) =>
        first is not null && article.Published?.ToString() is { } published && string.CompareOrdinal(published, 0, first, 0, Math.Min(published.Length, first.Length)) < 0;

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
