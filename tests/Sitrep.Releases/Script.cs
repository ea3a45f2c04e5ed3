using System.Diagnostics;

namespace Sitrep.Releases;

/// <summary>A script of the checkout that the tests stand in.</summary>
internal static class Script
{
    private static readonly string Root = FindRoot();

    /// <summary>Runs it with the checkout as the current folder.</summary>
    /// <returns>The exit status, and the lines of standard output and standard error as they came.</returns>
    public static (int Code, string[] Lines) Run(string path, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, path), arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        var lines = new List<string>();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        lock (lines)
        {
            return (process.ExitCode, [.. lines]);
        }

        void Keep(string? line)
        {
            lock (lines)
            {
                lines.AddRange(line is null ? [] : [line]);
            }
        }
    }

    /// <summary>Whether a program can be called by its name.</summary>
    public static bool HasProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Sitrep.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests do not stand in a checkout");
        }

        return folder;
    }
}
