using System.CommandLine;
using System.Text;
using Sitrep.Presenting;

namespace Sitrep.Cli;

/// <summary>The commands that write for programs: <c>code</c>, <c>extract</c> and <c>parse</c>.</summary>
internal static class RecordCommands
{
    public static Command Code()
    {
        var input = new InputOptions();
        var timed = new Option<bool>("--timings") { Description = "Writes to standard error how long each stage took." };
        var longest = new Option<double>("--time-limit") { Description = "Seconds after which an article becomes an error record.", DefaultValueFactory = _ => 60 };
        longest.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<double>() is not (> 0 and < 1e6))
            {
                option.AddError("--time-limit must be more than 0");
            }
        });
        var command = new Command("code", "Codes articles: one record a line (NDJSON), in input order.") { timed, longest };
        input.AddTo(command);
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            Flow flow = input.Flow(result);
            StageTimings? timings = result.GetValue(timed) ? new StageTimings() : null;
            int code = Batch.Run(
                input.Pages(result),
                input.Jobs(result),
                page => timings?.Run(flow, page, RecordWriter.Write) ?? RecordWriter.Write(flow.Run(page)),
                problem => RecordWriter.Write(problem),
                TimeSpan.FromSeconds(result.GetValue(longest)));
            timings?.WriteTo(Console.Error);
            return code;
        }));
        return command;
    }

    public static Command Extract() => Create(
        "extract", "Stops after the article's own text and metadata: one record a line (NDJSON).", flow => page => RecordWriter.Write(flow.Extract(page)), problem => RecordWriter.Write(problem));

    public static Command Parse() => Create(
        "parse",
        "Writes sentences as CoNLL-U (Universal Dependencies v2), with character offsets.",
        flow => page =>
        {
            using var text = new StringWriter { NewLine = "\n" };

            // Text is taken as it is, so that no character is dropped.
            ConlluWriter.Write(flow.Parse(flow.Extract(page.Kind == PageKind.ScrapedText ? page with { Kind = PageKind.Prose } : page)), text);
            return Encoding.UTF8.GetBytes(text.ToString());
        },
        _ => null);

    private static Command Create(string name, string description, Func<Flow, Func<Page, ReadOnlyMemory<byte>>> work, Func<Problem, ReadOnlyMemory<byte>?> failure)
    {
        var input = new InputOptions(places: false);
        var command = new Command(name, description);
        input.AddTo(command);
        command.SetAction(result => Batch.Run(input.Pages(result), input.Jobs(result), work(input.Flow(result)), failure));
        return command;
    }
}
