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
    public static Command Report()
    {
        var title = new Option<string>("--title") { Description = "The report's title.", DefaultValueFactory = _ => "Situation report" };
        var names = new Option<bool>("--names") { Description = "Name private persons too. Without it they become \"a resident\"." };
        var since = new SinceOption("report");
        return Create(
            "report",
            "Writes a situation report: highlights, key figures, developments by place, contested accounts, statements, gaps, every sentence with its note.",
            [title, names, since.Option],
            (picture, result) =>
            {
                Dossier Shown(Dossier dossier) => result.GetValue(names) ? dossier : new SafeProfile(Resources.Installed).Apply(dossier, SafeScope.Names).Dossier;
                string? time = since.Time(result, picture.Store);
                CorrectedDossier corrected = picture.Corrected(picture.Corrections);
                var scope = new SituationScope(result.GetValue(title)!, time, time is null ? null : Shown(picture.Gather(time)), Confirmed(corrected));
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
        var format = new Option<ReportFormat>("--format") { Description = "markdown, html (one self-contained page) or docx.", DefaultValueFactory = _ => ReportFormat.Markdown };
        var file = new Option<string?>("--output", "-o") { Description = "The file to write; standard output without it." };
        var command = new Command(name, description) { path, format, file };
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            using var picture = new StoredPicture(result.GetValue(path)!);
            ReportDocument report = write(picture, result);
            using Stream output = result.GetValue(file) is { } to ? File.Create(to) : Console.OpenStandardOutput();
            IReportWriter writer = result.GetValue(format) switch
            {
                ReportFormat.Html => new HtmlReport(),
                ReportFormat.Docx => new DocxReport(),
                _ => new MarkdownReport(),
            };
            writer.Write(report, output);
            return 0;
        }));
        return command;
    }
}
