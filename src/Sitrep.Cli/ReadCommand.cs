using System.CommandLine;
using System.Text;
using Sitrep.Presenting;
using Spectre.Console;

namespace Sitrep.Cli;

/// <summary>How <c>read</c> shows an article.</summary>
internal enum ReadFormat
{
    Text,
    Json,
    Html,
}

/// <summary>Shows a person the whole picture of each article.</summary>
internal static class ReadCommand
{
    private const int PlainWidth = 80;
    private const int WidestLine = 100;

    public static Command Create()
    {
        var input = new InputOptions();
        var format = new Option<ReadFormat>("--format") { Description = "text, json, or html: one page that holds everything, with the evidence highlighted.", DefaultValueFactory = _ => ReadFormat.Text };
        var command = new Command("read", "Shows the picture of each article, the quoted words under every line.") { format };
        input.AddTo(command);
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            Flow flow = input.Flow(result);
            bool terminal = !Console.IsOutputRedirected;
            int width = terminal ? Math.Clamp(AnsiConsole.Profile.Width, 40, WidestLine) : PlainWidth;
            bool colour = terminal && AnsiConsole.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;
            return Batch.Run(
                input.Pages(result),
                input.Jobs(result),
                page => result.GetValue(format) switch
                {
                    ReadFormat.Json => RecordWriter.Write(flow.Run(page)),
                    ReadFormat.Html => Encoding.UTF8.GetBytes(HtmlPicture.Write(Picture.Of(flow.Run(page)))),
                    _ => Encoding.UTF8.GetBytes(TextPicture.Write(Picture.Of(flow.Run(page)), width, colour)),
                },
                problem => result.GetValue(format) == ReadFormat.Json ? RecordWriter.Write(problem) : null);
        }));
        return command;
    }
}
