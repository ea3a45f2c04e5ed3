using System.CommandLine;
using Sitrep.Gathering;
using Sitrep.Presenting;
using Sitrep.Presenting.Listings;
using Spectre.Console;

namespace Sitrep.Cli;

/// <summary>How a listing is written.</summary>
internal enum ListingFormat
{
    Text,
    Json,
    Csv,
}

/// <summary>The commands that look something up: <c>quotes</c>, <c>claims</c>, <c>contested</c> and <c>trace</c>, in a store or in files.</summary>
internal static class ListingCommands
{
    private const int PlainWidth = 100;

    public static Command Quotes()
    {
        var speaker = new Option<string>("--speaker") { Description = "Words of the speaker's name.", Required = true };
        var indirect = new Option<bool>("--indirect") { Description = "List reported speech too." };
        var context = new Option<bool>("--with-context") { Description = "Show the sentences around the words too, those before and after them in their paragraph." };
        return Create(
            "quotes",
            "Lists a speaker's words letter for letter, with where they stand.",
            [speaker, indirect, context],
            (dossier, result) => StatementListing.Quotes(dossier, result.GetValue(speaker)!, result.GetValue(indirect), result.GetValue(context)));
    }

    public static Command Claims()
    {
        var about = new Option<string>("--about") { Description = "Words that the statement must hold.", Required = true };
        var between = new Option<string[]>("--between") { Description = "First and last day of publication: --between 2024-08-06 2024-08-15.", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        return Create(
            "claims",
            "Lists who said what about something, earliest first.",
            [about, between],
            (dossier, result) => StatementListing.Claims(dossier, result.GetValue(about)!, result.GetValue(between)?.ElementAtOrDefault(0), result.GetValue(between)?.ElementAtOrDefault(1)));
    }

    public static Command Contested()
    {
        var place = new Option<string?>("--place") { Description = "Only events there: words of a town, province or country." };
        return Create(
            "contested",
            "Lists the events on which accounts differ, the accounts side by side.",
            [place],
            (dossier, result) => new ContestedListing(Resources.Installed).List(dossier, result.GetValue(place)));
    }

    public static Command Trace()
    {
        var id = new Argument<string>("ID") { Description = "The id of an event or statement, or its beginning." };
        return Create(
            "trace",
            "Follows an event or statement from who said it through each outlet that carries it.",
            [],
            (dossier, result) => new TraceListing(Resources.Installed).Trace(dossier, result.GetValue(id)!)
                ?? throw new InvalidDataException($"{result.GetValue(id)}: no event or statement has that id, or several do"),
            id);
    }

    public static Option<ListingFormat> FormatOption() => new("--format") { Description = "text, json (lines) or csv.", DefaultValueFactory = _ => ListingFormat.Text };

    public static void Write(Listing listing, ListingFormat format)
    {
        using Stream output = Console.OpenStandardOutput();
        switch (format)
        {
            case ListingFormat.Json:
                listing.WriteJson(output);
                break;
            case ListingFormat.Csv:
                listing.WriteCsv(output);
                break;
            default:
                listing.WriteText(output, Console.IsOutputRedirected ? PlainWidth : Math.Clamp(AnsiConsole.Profile.Width, 40, PlainWidth));
                break;
        }
    }

    private static Command Create(string name, string description, Option[] options, Func<Dossier, ParseResult, Listing> list, Argument? subject = null)
    {
        var input = new InputOptions(required: false);
        var path = new Option<string?>("--store") { Description = "A store, instead of files." };
        Option<ListingFormat> format = FormatOption();
        var command = new Command(name, description) { path, format };
        foreach (Option option in options)
        {
            command.Add(option);
        }

        if (subject is not null)
        {
            command.Add(subject);
        }

        input.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(path) is null == !input.Given(result))
            {
                result.AddError("give either --store or files");
            }
        });
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            var (dossier, code) = result.GetValue(path) is { } store ? (FromStore(store), 0) : FromFiles(input, result);
            Write(list(dossier, result), result.GetValue(format));
            return code;
        }));
        return command;
    }

    private static Dossier FromStore(string path)
    {
        using var picture = new StoredPicture(path);
        return picture.Gather();
    }

    private static (Dossier Dossier, int Code) FromFiles(InputOptions input, ParseResult result)
    {
        Flow flow = input.Flow(result);
        var articles = new List<(ArticleRecord, string?)>();
        int code = Batch.Run(
            input.Pages(result), input.Jobs(result), page => RecordWriter.Write(flow.Run(page)), _ => { }, (_, record) => articles.Add((ArticleRecord.Read(record.Span), null)));
        return (new Gatherer(Resources.Installed).Gather(articles), code);
    }
}
