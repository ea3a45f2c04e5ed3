using System.CommandLine;

namespace Sitrep.Training;

/// <summary>Makes commands that learn a model file from a folder of labelled sentences.</summary>
internal static class LabelledCommand
{
    /// <param name="train">Given the folder and the file to write.</param>
    public static Command Create(string name, string description, Action<DirectoryInfo, FileInfo> train) => Create(name, description, (folder, output, _) => train(folder, output));

    /// <param name="train">Given the folder, the file to write, and all that was asked for.</param>
    public static Command Create(string name, string description, Action<DirectoryInfo, FileInfo, ParseResult> train)
    {
        var labelled = new Option<DirectoryInfo>("--labelled") { Description = "Folder of labelled sentences (*.jsonl).", Required = true };
        var output = new Option<FileInfo>("--output") { Description = "The model file to write.", Required = true };
        var command = new Command(name, description) { labelled, output };
        command.SetAction(result => train(result.GetValue(labelled)!, result.GetValue(output)!, result));
        return command;
    }
}
