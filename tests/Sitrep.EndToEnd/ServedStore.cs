using System.Diagnostics;
using System.Text.Json;

namespace Sitrep.EndToEnd;

/// <summary>The samples and one hostile article in a store, served by the built program; each server has a copy of the store to itself.</summary>
public sealed class ServedStore : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sitrep-served-").FullName;
    private readonly List<Process> servers = [];
    private readonly Lock gate = new();

    public ServedStore()
    {
        const string Hostile = "Police in Suva said <img src=x onerror=\"taken=1\"> on Monday. <script>taken=1</script> Nobody was hurt.";
        string line = JsonSerializer.Serialize(new { id = "hostile", text = Hostile, title = "<b>Markup</b> & more", published = "2026-05-11" });
        Run added = Program.Start(["add", "-", "--input-format", "ndjson", "--store", Master], line + "\n");
        Run samples = Program.Start(["add", "samples", "--store", Master]);
        if (added.Code != 0 || samples.Code != 0)
        {
            throw new InvalidOperationException(added.Errors + samples.Errors);
        }
    }

    private string Master => Path.Combine(folder, "master.db");

    /// <returns>The address of a server of its own.</returns>
    public async Task<string> Start(string name)
    {
        string own = Path.Combine(folder, name + ".db");
        File.Copy(Master, own);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Sitrep.Cli.dll"), "serve", "--store", own, "--port", "0"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        Process server = Process.Start(start)!;
        lock (gate)
        {
            servers.Add(server);
        }

        return (await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the server did not start")).TrimEnd('/');
    }

    public void Dispose()
    {
        foreach (Process server in servers)
        {
            server.Kill();
            server.WaitForExit();
            server.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }
}
