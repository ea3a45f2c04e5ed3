using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Sitrep.Presenting;
using Sitrep.Reading;
using Sitrep.Storing;
using Xunit;

[assembly: AssemblyFixture(typeof(Sitrep.Server.Tests.ServedSamples))]

namespace Sitrep.Server.Tests;

/// <summary>A running server over a store of the repository's samples.</summary>
public sealed class ServedSamples : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("sitrep-server-").FullName;
    private WebApplication? server;

    public string Store => Path.Combine(folder, "samples.db");

    public HttpClient Client { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Add([.. Directory.GetFiles(Path.Combine(FindRoot(), "samples"), "*.html").Order(StringComparer.Ordinal)]);
        server = StoreServer.Build(new ServerOptions(Store, IPAddress.Loopback, 0, null));
        await server.StartAsync();
        Client.BaseAddress = new Uri(server.Urls.First() + "/api/v1/");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public void Add(IEnumerable<string> files)
    {
        using var store = new SqliteRecordStore(Store);
        var flow = new Flow(Resources.Installed);
        store.Add([.. new PageReader(InputFormat.Auto, null).Read(files, () => Stream.Null).Select(page => Coded(flow, page.Page!))]);
    }

    private static StoredRecord Coded(Flow flow, Page page)
    {
        string id = Path.GetFileName(page.Id);
        return new StoredRecord(id, page.Sha256, "2026-05-20T00:00:00Z", RecordWriter.Write(flow.Run(page with { Id = id })));
    }

    public async Task<JsonElement> Get(string path)
    {
        using HttpResponseMessage reply = await Client.GetAsync(path, TestContext.Current.CancellationToken);
        string text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{path}: {reply.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static string FindRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sitrep.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run within a checkout");
        }

        return folder.FullName;
    }
}
