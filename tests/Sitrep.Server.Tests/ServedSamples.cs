using System.Net;
using System.Text;
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
    /// <summary>The id of an article that is a path, with a blank in it.</summary>
    public const string PathLike = "opinion/march opinion.html";

    private readonly string folder = Directory.CreateTempSubdirectory("sitrep-server-").FullName;
    private WebApplication? server;

    public static string Root { get; } = FindRoot();

    public string Store => Path.Combine(folder, "samples.db");

    public HttpClient Client { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Fill(Store, "*.html");
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

    /// <summary>Adds samples whose file names fit the pattern to a store.</summary>
    /// <param name="change">What to make of each record before it is added.</param>
    public static void Fill(string path, string pattern, Func<StoredRecord, StoredRecord>? change = null)
    {
        using var store = new SqliteRecordStore(path);
        var flow = new Flow(Resources.Installed);
        string[] files = [.. Directory.GetFiles(Path.Combine(Root, "samples"), pattern).Order(StringComparer.Ordinal)];
        store.Add([.. new PageReader(InputFormat.Auto, null).Read(files, () => Stream.Null).Select(page => Coded(flow, page.Page!)).Select(record => change is null ? record : change(record))]);
    }

    private static StoredRecord Coded(Flow flow, Page page)
    {
        string id = Path.GetFileName(page.Id) is var name && name == "march-opinion.html" ? PathLike : name;
        return new StoredRecord(id, page.Sha256, "2026-05-20T00:00:00Z", RecordWriter.Write(flow.Run(page with { Id = id })), Encoding.UTF8.GetBytes(page.Content));
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
