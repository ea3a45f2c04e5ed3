using System.CommandLine;
using Sitrep.Reading;

namespace Sitrep.Cli;

/// <summary>The arguments that every command on articles takes.</summary>
internal sealed class InputOptions
{
    private readonly Argument<string[]> paths = new("PATH") { Arity = ArgumentArity.OneOrMore, Description = "Files or folders; - for standard input." };

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

    public InputOptions() => jobs.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1)
        {
            result.AddError("--jobs must be 1 or more");
        }
    });

    public void AddTo(Command command)
    {
        command.Add(paths);
        command.Add(format);
        command.Add(published);
        command.Add(jobs);
    }

    public IEnumerable<PageResult> Pages(ParseResult result) =>
        new PageReader(result.GetValue(format), result.GetValue(published)).Read(result.GetValue(paths)!, Console.OpenStandardInput);

    public int Jobs(ParseResult result) => result.GetValue(jobs);
}
