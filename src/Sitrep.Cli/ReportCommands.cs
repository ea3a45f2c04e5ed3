using System.Collections.Immutable;
using System.CommandLine;
using Sitrep.Gathering;
using Sitrep.Gathering.Corrections;
using Sitrep.Presenting.Exports;
using Sitrep.Presenting.Reports;

namespace Sitrep.Cli;

/// <summary>How a report is set.</summary>
internal enum ReportFormat
{
    Markdown,
    Html,
    Docx,
}

/// <summary>The commands that write for readers: <c>report</c> and <c>chronology</c>.</summary>
internal static class ReportCommands
{
    private const string Default = "markdown";

    public static Command Report()
    {
        var title = new Option<string>("--title") { Description = "The report's title.", DefaultValueFactory = _ => "Situation report" };
        var template = new Option<ReportTemplate>("--template")
        {
            Description = "general; or ocha: with figures by administrative unit, situation by place, access, gaps and constraints, as humanitarian reports have them.", DefaultValueFactory = _ => ReportTemplate.General,
        };
        var units = new Option<AdminLevel>("--admin") { Description = "Units of ocha's table: country, adm1 or adm2.", DefaultValueFactory = _ => AdminLevel.Adm1 };
        var number = new Option<int?>("--number") { Description = "Which report of a series this is." };
        Option<string?> next = ExportCommand.DayOption("--next", "The day of the next report.");
        var names = new Option<bool>("--names") { Description = "Name private persons too. Without it they become \"a resident\"." };
        var since = new SinceOption("report");
        return Create(
            "report",
            "Writes a situation report: highlights, key figures, developments by place, contested accounts, statements, gaps, every sentence with its note.",
            [title, template, units, number, next, names, since.Option],
            (picture, result) =>
            {
                Dossier Shown(Dossier dossier) => result.GetValue(names) ? dossier : new SafeProfile(Resources.Installed).Apply(dossier, SafeScope.Names).Dossier;
                string? time = since.Time(result, picture.Store);
                CorrectedDossier corrected = picture.Corrected(picture.Corrections);
                string state = picture.State;
                var scope = new SituationScope(result.GetValue(title)!, time, time is null ? null : Shown(picture.Gather(time)), Confirmed(corrected), result.GetValue(template), result.GetValue(number), result.GetValue(next), result.GetValue(units), state);
                return new SituationReport(Resources.Installed).Write(Shown(StoredPicture.Shown(corrected)), scope);
            });
    }

    public static Command Chronology()
    {
        var title = new Option<string>("--title") { Description = "The chronology's title.", DefaultValueFactory = _ => "Chronology" };
        var from = new Option<string?>("--from") { Description = "First day, as 2024-08-06." };
        var to = new Option<string?>("--to") { Description = "Last day." };
        return Create(
            "chronology",
            "Writes what happened in order of dates, one line an event: date (precision) – what – where (precision) – status – notes.",
            [title, from, to],
            (picture, result) => new Chronology(Resources.Installed).Write(picture.Gather(), result.GetValue(title)!, result.GetValue(from), result.GetValue(to)));
    }

    // The words of the last person who accepted the event.
    private static ImmutableDictionary<string, string> Confirmed(CorrectedDossier corrected) => corrected.Reviews.Where(r => r.Value.State == ReviewState.Accepted)
        .ToImmutableDictionary(r => r.Key, r => r.Value.Corrections.Last(c => c.Action == CorrectionAction.Accept), StringComparer.Ordinal)
        .ToImmutableDictionary(r => r.Key, r => $"{r.Value.Author}: {r.Value.Reason.TrimEnd('.')}", StringComparer.Ordinal);

    private static Command Create(string name, string description, Option[] options, Func<StoredPicture, ParseResult, ReportDocument> write)
    {
        Option<string> path = StoreCommands.StoreOption();
        var format = new Option<string>("--format") { Description = "markdown, html (one self-contained page) or docx; several separated by commas, with --output.", DefaultValueFactory = _ => Default };
        var file = new Option<string?>("--output", "-o") { Description = "The file to write; standard output without it. With several formats each gets its own ending: .md, .html, .docx." };
        var command = new Command(name, description) { path, format, file };
        command.Validators.Add(result =>
        {
            string[] given = Names(result.GetValue(format));
            if (Array.Find(given, n => !Enum.TryParse(n, ignoreCase: true, out ReportFormat _) || char.IsDigit(n[0])) is { } unknown)
            {
                result.AddError($"--format {unknown}: give markdown, html, docx, or several separated by commas");
            }
            else if (given.Length != 1 && result.GetValue(file) is null)
            {
                result.AddError("several formats need --output, a name that each gets its own ending to");
            }
        });
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            using var picture = new StoredPicture(result.GetValue(path)!);
            ReportDocument report = write(picture, result);
            string[] formats = Names(result.GetValue(format));
            foreach (ReportFormat each in formats.Select(Enum.Parse<ReportFormat>).Distinct())
            {
                using Stream output = result.GetValue(file) is { } to ? File.Create(formats.Length == 1 ? to : Path.ChangeExtension(to, Ending(each))) : Console.OpenStandardOutput();
                WriterOf(each).Write(report, output);
            }

            return 0;
        }));
        return command;
    }

    // With capitals where the names of the formats have them.
    private static string[] Names(string? formats) =>
        [.. (formats ?? Default).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(n => char.ToUpperInvariant(n[0]) + n[1..].ToLowerInvariant())];

    private static string Ending(ReportFormat format) => format switch
    {
        ReportFormat.Html => ".html",
        ReportFormat.Docx => ".docx",
        _ => ".md",
    };

    private static IReportWriter WriterOf(ReportFormat format) => format switch
    {
        ReportFormat.Html => new HtmlReport(),
        ReportFormat.Docx => new DocxReport(),
        _ => new MarkdownReport(),
    };
}
