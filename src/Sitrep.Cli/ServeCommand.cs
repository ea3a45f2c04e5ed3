using System.CommandLine;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Sitrep.Server;

namespace Sitrep.Cli;

/// <summary>Shows a store in a browser.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 5077;

    // What the queue can be held to, and the part of the page's address that does it.
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["place"] = "place", ["district"] = "place", ["province"] = "place", ["country"] = "place", ["actor"] = "actor", ["type"] = "type", ["status"] = "status",
        ["from"] = "from", ["to"] = "to", ["words"] = "q",
    };

    public static Command Review()
    {
        var queue = new Option<string[]>("--queue")
        {
            Description = $"Only events of this kind, as district:Sudzhansky; {string.Join(", ", Keys.Keys)}. May be given more than once.", HelpName = "KIND:WORDS", DefaultValueFactory = _ => [],
        };
        queue.Validators.Add(result =>
        {
            foreach (string given in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (!Keys.ContainsKey(given.Split(':')[0]) || given.Split(':', 2) is not [_, { Length: > 0 }])
                {
                    result.AddError($"--queue {given}: give one of {string.Join(", ", Keys.Keys)}, a colon and words");
                }
            }
        });
        var quiet = new Option<bool>("--no-browser") { Description = "Only print the address." };
        return Create(
            "review",
            "Serves a store as serve does, and opens the browser on the events that nobody has judged.",
            [queue, quiet],
            result => "review" + string.Concat(result.GetValue(queue)!.Select((given, i) => (i == 0 ? "?" : "&") + Keys[given.Split(':')[0]] + "=" + Uri.EscapeDataString(given.Split(':', 2)[1]))),
            result => !result.GetValue(quiet));
    }

    public static Command Serve() => Create("serve", "Serves a store on this machine: a page with map, timeline, articles and review, and the HTTP API under it.", [], _ => "", _ => false);

    private static Command Create(string name, string description, Option[] options, Func<ParseResult, string> page, Func<ParseResult, bool> opens)
    {
        var store = new Option<string>("--store") { Description = "A store that exists.", Required = true };
        var port = new Option<int>("--port") { Description = "Where to listen; 0 takes any free port.", DefaultValueFactory = _ => DefaultPort };
        var host = new Option<string>("--host") { Description = "The address to listen on. Others than loopback need a token.", DefaultValueFactory = _ => "127.0.0.1" };
        var token = new Option<string?>("--token") { Description = "A secret that every request has to carry." };
        var command = new Command(name, description) { store, port, host, token };
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.SetAction(async (result, cancel) =>
        {
            try
            {
                await Run(new ServerOptions(result.GetValue(store)!, Address(result.GetValue(host)!), result.GetValue(port), result.GetValue(token)), page(result), opens(result), cancel);
                return 0;
            }
            catch (Exception error) when (error is InvalidDataException or IOException)
            {
                Console.Error.WriteLine(error.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task Run(ServerOptions options, string page, bool opens, CancellationToken cancel)
    {
        if (!File.Exists(options.Store))
        {
            throw new InvalidDataException($"{options.Store}: no such store");
        }

        await using WebApplication app = StoreServer.Build(options);
        await app.StartAsync(cancel);
        string query = options.Token is null ? "" : (page.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "token=" + Uri.EscapeDataString(options.Token);
        string address = $"{app.Urls.First()}/{page}{query}";
        Console.WriteLine(address);
        Console.Error.WriteLine(opens && Open(address) ? "Opened in the browser; Ctrl+C ends the server." : "Open the address above in a browser; Ctrl+C ends the server.");
        await app.WaitForShutdownAsync(cancel);
    }

    // The desktop's own way to open an address; false where there is none.
    private static bool Open(string address)
    {
        try
        {
            using Process? started = OperatingSystem.IsLinux()
                ? Process.Start(new ProcessStartInfo("xdg-open", [address]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })
                : Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
            return true;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or PlatformNotSupportedException)
        {
            return false;
        }
    }

    private static IPAddress Address(string host) =>
        host == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(host, out IPAddress? address) ? address
        : throw new InvalidDataException($"{host}: no address of a network interface");
}
