using System.Net;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Sitrep.Server.Tests;

public sealed class SafetyTests(ServedSamples samples)
{
    [Theory]
    [InlineData("events")]
    [InlineData("nothing")]
    [InlineData("events?from=x")]
    public async Task Every_answer_forbids_the_page_all_but_its_own_server(string path)
    {
        using HttpResponseMessage reply = await samples.Client.GetAsync(path, TestContext.Current.CancellationToken);
        string policy = reply.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.com", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.example.com", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    public async Task Only_names_of_this_machine_are_answered(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "status");
        request.Headers.Host = host;
        using HttpResponseMessage reply = await samples.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, reply.StatusCode);
    }

    [Fact]
    public void Others_are_not_let_in_without_a_token() =>
        Assert.Throws<InvalidDataException>(() => StoreServer.Build(new ServerOptions(samples.Store, IPAddress.Any, 0, null)));

    [Fact]
    public async Task With_a_token_nobody_gets_in_without_it()
    {
        await using WebApplication server = StoreServer.Build(new ServerOptions(samples.Store, IPAddress.Loopback, 0, "sesame"));
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient(new HttpClientHandler { UseCookies = true }) { BaseAddress = new Uri(server.Urls.First()) };
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(client, "/api/v1/status"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(client, "/api/v1/status?token=guess"));
        Assert.NotEqual(HttpStatusCode.Unauthorized, await Status(client, "/?token=sesame"));
        Assert.Equal(HttpStatusCode.OK, await Status(client, "/api/v1/status"));
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, string path)
    {
        using HttpResponseMessage reply = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return reply.StatusCode;
    }
}
