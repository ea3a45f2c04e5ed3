using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Sitrep.Server;

namespace Sitrep.Cli;

/// <summary>Shows a store in a browser.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 5077;

    public static Command Create()
    {
        var store = new Option<string>("--store") { Description = "A store that exists.", Required = true };
        var port = new Option<int>("--port") { Description = "Where to listen; 0 takes any free port.", DefaultValueFactory = _ => DefaultPort };
        var host = new Option<string>("--host") { Description = "The address to listen on. Others than loopback need a token.", DefaultValueFactory = _ => "127.0.0.1" };
        var token = new Option<string?>("--token") { Description = "A secret that every request has to carry." };
        var command = new Command("serve", "Serves a store on this machine: a page with map, timeline, articles and review, and the HTTP API under it.") { store, port, host, token };
        command.SetAction(async (result, cancel) =>
        {
            try
            {
                await Run(new ServerOptions(result.GetValue(store)!, Address(result.GetValue(host)!), result.GetValue(port), result.GetValue(token)), cancel);
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

    private static async Task Run(ServerOptions options, CancellationToken cancel)
    {
        if (!File.Exists(options.Store))
        {
            throw new InvalidDataException($"{options.Store}: no such store");
        }

        await using WebApplication app = StoreServer.Build(options);
        await app.StartAsync(cancel);
        string query = options.Token is null ? "" : "?token=" + Uri.EscapeDataString(options.Token);
        Console.WriteLine($"{app.Urls.First()}/{query}");
        Console.Error.WriteLine("Open the address above in a browser; Ctrl+C ends the server.");
        await app.WaitForShutdownAsync(cancel);
    }

    private static IPAddress Address(string host) =>
        host == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(host, out IPAddress? address) ? address
        : throw new InvalidDataException($"{host}: no address of a network interface");
}
