using System.CommandLine;
using Sitrep.Learning;

namespace Sitrep.Cli;

/// <summary>Lists the trained models of the installation.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var command = new Command("models", "Lists the model files that are installed, with their sections; a damaged one is named.");
        command.SetAction(_ =>
        {
            bool damaged = false;
            string root = Path.Combine(Resources.Installed.Root, "models");
            foreach (string path in Directory.EnumerateFiles(root, "*.model", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                string name = Path.GetRelativePath(root, path);
                try
                {
                    ModelFile file = ModelFile.Open(path);
                    Console.WriteLine($"{name}  format {ModelFile.Version}, {new FileInfo(path).Length:N0} bytes, {file.Sections.Count()} sections");
                }
                catch (InvalidDataException error)
                {
                    damaged = true;
                    Console.Error.WriteLine(error.Message);
                }
            }

            return damaged ? 1 : 0;
        });
        return command;
    }
}
