using System.CommandLine;
using System.Globalization;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;
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
        var since = new SinceOption("export");
        var format = new Option<string?>("--as")
        {
            Description = "records as they were coded; documents with their copy groups; events, each once however many articles report it, as lines of JSON; "
                + $"or events as {string.Join(", ", exports.Names)}.",
        };
        format.AcceptOnlyFromAmong([Records, Documents, Events, .. exports.Names]);
        var changes = new Option<bool>("--changes") { Description = "Write what is new, changed, merged and withdrawn --since a time, with who decided and why, instead of the whole." };
        var file = new Option<string?>("--output", "-o") { Description = "The file to write; standard output without it." };
        var safe = new Option<bool>("--safe") { Description = "Fit to be shared: no names of persons without a public role, no place finer than a province (or what --admin says). What was removed is listed on standard error." };
        var from = DayOption("--from", "Only events that may have happened on this day or later; what nothing dates is left out.");
        var to = DayOption("--to", "Only events that may have happened on this day or earlier.");
        var week = new Option<string?>("--week") { Description = "Only events that may have happened in this week, Monday to Sunday: 2024-W32." };
        week.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && IsoWeek.Days(given) is null)
            {
                result.AddError($"--week {given}: no week, give one like 2024-W32");
            }
        });
        var admin = new Option<AdminLevel?>("--admin") { Description = "Give each place by its administrative unit of this level, and nothing finer: country, adm1 or adm2." };
        var excel = new Option<bool>("--excel") { Description = "Begin CSV with a byte order mark, by which Excel knows UTF-8." };
        var excelLocale = new Option<bool>("--excel-locale") { Description = "The same, with semicolons between cells and decimal commas, as Excel expects in much of Europe." };
        var flat = new Option<bool>("--flat") { Description = "Turn line breaks within cells of CSV into blanks." };
        var package = new Option<string?>("--package") { Description = "A folder to write into: the file, datapackage.json with its columns and hash, and a README with method, limits and date.", HelpName = "FOLDER" };
        var licence = new Option<string?>("--licence") { Description = "With --package: the licence under which you share the data, as CC-BY-4.0." };
        var contact = new Option<string?>("--contact") { Description = "With --package: where errors are to be reported." };
        var command = new Command("export", "Writes what a store holds.") { path, format, changes, file, safe, since.Option, from, to, week, admin, excel, excelLocale, flat, package, licence, contact };
        command.Validators.Add(result =>
        {
            if (result.GetResult(package) is not null && (result.GetResult(file) is not null || result.GetValue(changes) || result.GetValue(format) is Records or Documents or Events))
            {
                result.AddError("--package goes with layouts of events other than events, and names the file itself: give no --output");
            }

            if (result.GetResult(package) is null && (result.GetResult(licence) ?? result.GetResult(contact)) is not null)
            {
                result.AddError("--licence and --contact go with --package");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(admin) is not null && (result.GetValue(changes) || result.GetValue(format) is Records or Documents || EventExports.HoldsArticles(result.GetValue(format) ?? "")))
            {
                result.AddError("--admin goes with layouts of events alone");
            }

            if (result.GetResult(week) is not null && (result.GetResult(from) ?? result.GetResult(to)) is not null)
            {
                result.AddError("give either --week, or --from and --to");
            }
        });
        command.Validators.Add(result =>
        {
            if ((result.GetResult(from) ?? result.GetResult(to) ?? result.GetResult(week)) is not null && (result.GetValue(changes) || result.GetValue(format) is Records or Documents))
            {
                result.AddError("--from, --to and --week choose events: they go with layouts of events alone");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(safe) && (result.GetValue(changes) || result.GetValue(format) is Records || EventExports.HoldsArticles(result.GetValue(format) ?? "")))
            {
                result.AddError($"{result.GetValue(format) ?? "a list of changes"} holds or points into the articles' own words: it has no safe form");
            }
        });
        command.Validators.Add(result =>
        {
            bool compared = result.GetValue(changes);
            if (compared == result.GetValue(format) is not null || compared != result.GetResult(since.Option) is not null)
            {
                result.AddError("give either --as, or --changes with --since");
            }
        });
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            using var picture = new StoredPicture(result.GetValue(path)!);
            using Stream output = result.GetValue(package) is not null ? new MemoryStream() : result.GetValue(file) is { } name ? File.Create(name) : Console.OpenStandardOutput();
            if (result.GetValue(changes))
            {
                string time = since.Time(result, picture.Store)!;
                Lines(output, EventChange.Between(picture.Gather(time).Events, picture.Gather().Events).Select(c => PictureWriter.Write(c, picture.Corrections.Where(d => string.CompareOrdinal(d.At, time) > 0))));
                return 0;
            }

            string layout = result.GetValue(format)!;
            if (layout == Records)
            {
                WriteRecords(picture.Store, output);
                return 0;
            }

            AdminLevel? level = result.GetValue(admin);
            Dossier whole = layout == Documents ? picture.Copies() : picture.Gather();
            whole = result.GetValue(safe) ? Safe(whole, level ?? AdminLevel.Adm1) : level is { } units ? new AdminUnits(Resources.Installed).Coarsen(whole, units) : whole;
            var (first, last) = result.GetValue(week) is { } days ? IsoWeek.Days(days)!.Value : (result.GetValue(from), result.GetValue(to));
            var dossier = new Dossier(whole.Articles, [.. whole.Events.Where(e => e.MayBeBetween(first, last))]);
            var dialect = new CsvDialect(result.GetValue(excel) || result.GetValue(excelLocale), result.GetValue(excelLocale), result.GetValue(flat));
            switch (layout)
            {
                case Documents:
                    Lines(output, dossier.Articles.Select(a => PictureWriter.Write(a.Record, a.Copies)));
                    break;
                case Events:
                    Lines(output, dossier.Events.Select(PictureWriter.Write));
                    break;
                default:
                    int written = new EventExports(Resources.Installed, dialect).Of(layout).Write(dossier, output);
                    Report(written, dossier, layout);
                    if (result.GetValue(package) is { } folder)
                    {
                        var about = new EventPackage(layout, "events." + EventExports.Extension(layout), written, picture.State, result.GetValue(licence), result.GetValue(contact));
                        WritePackage(folder, about, dossier, ((MemoryStream)output).ToArray(), dialect);
                    }

                    break;
            }

            return 0;
        }));
        return command;
    }

    public static Option<string?> DayOption(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } day && !NodaTime.Text.LocalDatePattern.Iso.Parse(day).Success)
            {
                result.AddError($"{name} {day}: no day, give one like 2026-05-11");
            }
        });
        return option;
    }

    private static Dossier Safe(Dossier dossier, AdminLevel level)
    {
        var (shared, removed) = new SafeProfile(Resources.Installed).Apply(dossier, SafeScope.Everything, level);
        foreach (Removal removal in removed)
        {
            Console.Error.WriteLine(removal.Instead is { } instead
                ? $"removed {removal.Kind} \"{removal.What}\" ({instead}) in {removal.Where}"
                : $"held back {removal.Kind} {removal.What}");
        }

        return shared;
    }

    private static void WritePackage(string folder, EventPackage about, Dossier dossier, byte[] content, CsvDialect dialect)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, about.File), content);
        File.WriteAllBytes(Path.Combine(folder, "datapackage.json"), about.Description(dossier, content, dialect));
        File.WriteAllText(Path.Combine(folder, "README.md"), about.Readme(dossier));
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
