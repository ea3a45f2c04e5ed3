using System.CommandLine;
using System.CommandLine.Parsing;
using Sitrep.Annotation.Places;
using Sitrep.Reading;

namespace Sitrep.Cli;

/// <summary>The arguments that every command on articles takes.</summary>
internal sealed class InputOptions
{
    private readonly Argument<string[]> paths;

    private readonly Option<InputFormat> format = new("--input-format")
    {
        Description = "How to take the input; auto goes by the file's name and first bytes.",
        DefaultValueFactory = _ => InputFormat.Auto,
    };

    private readonly Option<string?> published = new("--published") { Description = "Publication date (2024-08-10) of inputs that give none. Without one, \"Tuesday\" stays unresolved." };

    private readonly Option<int> jobs = new("--jobs")
    {
        Description = "Articles worked on at a time. The output is the same for any number.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<string[]> gazetteers = GazetteerCommand.FilesOption();

    private readonly Option<string[]> disputed = new("--disputed")
    {
        Description = "Who has a disputed territory, and its name: crimea=UKR, falklands=ARG:Malvinas, kosovo=none. The source's words stay. See data/disputed.tsv.",
        HelpName = "TERRITORY=COUNTRY",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> lexicon = new("--lexicon")
    {
        Description = "Your own table of frames, with the columns of data/en/frames.tsv: its rows decide before all else, and may name event types of your own.",
        HelpName = "FILE",
    };

    private readonly Option<string?> sites = new("--sites")
    {
        Description = "A table that gazetteer sites has made of other articles: a local paper means its own Springfield.",
        HelpName = "FILE",
    };

    private readonly bool places;

    /// <param name="required">Whether there must be a path.</param>
    /// <param name="places">Whether the command goes as far as places and events.</param>
    public InputOptions(bool required = true, bool places = true)
    {
        this.places = places;
        paths = new Argument<string[]>("PATH") { Arity = required ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore, Description = "Files or folders; - for standard input." };
        jobs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--jobs must be 1 or more");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Add(paths);
        command.Add(format);
        command.Add(published);
        command.Add(jobs);
        if (places)
        {
            command.Add(gazetteers);
            command.Add(disputed);
            command.Add(lexicon);
            command.Add(sites);
        }
    }

    /// <summary>The stages, with the user's places and frames.</summary>
    /// <exception cref="InvalidDataException">A gazetteer or a table of sites is none, a disputed territory is unknown, or a row of the lexicon is not as it should be.</exception>
    public Flow Flow(ParseResult result)
    {
        PlaceSettings? settings = places ? new PlaceSettings { Gazetteers = result.GetValue(gazetteers)!, Disputed = result.GetValue(disputed)!, Sites = result.GetValue(sites) } : null;
        Resources resources = places && result.GetValue(lexicon) is { } own ? Resources.Installed.WithLexicon(own) : Resources.Installed;
        return new Flow(resources, places: settings is { Gazetteers.Count: 0, Disputed.Count: 0, Sites: null } or null ? null : new PlaceFinder(resources, settings));
    }

    /// <summary>Whether any path was given.</summary>
    public bool Given(CommandResult result) => result.GetValue(paths) is { Length: > 0 };

    public IEnumerable<PageResult> Pages(ParseResult result) =>
        new PageReader(result.GetValue(format), result.GetValue(published)).Read(result.GetValue(paths)!, Console.OpenStandardInput);

    public int Jobs(ParseResult result) => result.GetValue(jobs);
}
