using System.CommandLine;
using System.Text;

namespace Sitrep.Cli;

/// <summary>Writes <c>docs/commands.md</c> from the commands themselves, so that the page cannot fall behind.</summary>
internal static class ReferenceCommand
{
    public static Command Create(RootCommand root)
    {
        var command = new Command("reference", "Writes the reference of all commands as Markdown.") { Hidden = true };
        command.SetAction(_ =>
        {
            using Stream output = Console.OpenStandardOutput();
            output.Write(Encoding.UTF8.GetBytes(Write(root)));
            return 0;
        });
        return command;
    }

    private static string Write(RootCommand root)
    {
        var text = new StringBuilder("# Commands\n\nMade by `./sitrep reference > docs/commands.md`; a test compares the two. `PATH` is a file, a folder or `-` for standard input.\n");
        foreach (Command command in root.Subcommands.Where(c => !c.Hidden))
        {
            Write(text, "sitrep", command);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, string parent, Command command)
    {
        string name = $"{parent} {command.Name}";
        string arguments = string.Concat(command.Arguments.Where(a => !a.Hidden).Select(a => " " + Shown(a)));
        text.Append('\n').Append("## `").Append(name).Append(arguments).Append("`\n\n").Append(Line(command.Description)).Append('\n');
        Argument[] described = [.. command.Arguments.Where(a => !a.Hidden && !string.IsNullOrEmpty(a.Description))];
        Option[] options = [.. command.Options.Where(o => !o.Hidden && o is not System.CommandLine.Help.HelpOption)];
        if (described.Length + options.Length > 0)
        {
            text.Append("\n| | |\n| --- | --- |\n");
        }

        foreach (Argument argument in described)
        {
            Row(text, argument.Name, argument.Description);
        }

        foreach (Option option in options)
        {
            string names = string.Join("`, `", option.Aliases.Prepend(option.Name));
            Row(text, names, (option.Required ? "Required. " : "") + Line(option.Description) + Values(option.ValueType));
        }

        foreach (Command inner in command.Subcommands.Where(c => !c.Hidden))
        {
            Write(text, name, inner);
        }
    }

    private static void Row(StringBuilder text, string name, string? description) =>
        text.Append("| `").Append(name).Append("` | ").Append(Line(description).Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");

    private static string Shown(Argument argument) =>
        (argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]" : argument.Name) + (argument.Arity.MaximumNumberOfValues > 1 ? "…" : "");

    private static string Values(Type type) => type.IsEnum ? $" One of {string.Join(", ", Enum.GetNames(type).Select(n => $"`{n.ToLowerInvariant()}`"))}." : "";

    private static string Line(string? description) => string.Join(' ', (description ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
