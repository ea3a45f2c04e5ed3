using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Sitrep.Server.Tests;

public sealed class LiveTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_is_added_to_the_store_shows_without_a_restart()
    {
        string folder = Directory.CreateTempSubdirectory("sitrep-live-").FullName;
        try
        {
            string store = Path.Combine(folder, "live.db");
            ServedSamples.Fill(store, "march-meridian.html");
            await using WebApplication server = StoreServer.Build(new ServerOptions(store, IPAddress.Loopback, 0, null));
            await server.StartAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
            string? before = (await Settled(client, 1)).GetProperty("tag").GetString();
            ServedSamples.Fill(store, "march-gazette.html");
            Assert.NotEqual(before, (await Settled(client, 2)).GetProperty("tag").GetString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<JsonElement> Settled(HttpClient client, int articles)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            JsonElement status = JsonDocument.Parse(await client.GetStringAsync("/api/v1/status", patience.Token)).RootElement;
            if (status.GetProperty("articles").GetInt32() == articles)
            {
                return status;
            }

            await Task.Delay(50, patience.Token);
        }
    }
}
