using System.Buffers.Binary;
using System.Diagnostics;
using Xunit;

namespace Sitrep.EndToEnd;

/// <summary>Journeys through the page in Debian's Chromium; what they do stands in <c>web/journeys</c>, their screenshots in <c>artifacts/screenshots</c>.</summary>
public sealed class BrowserTests(ServedStore store) : IClassFixture<ServedStore>
{
    /// <summary>The pictures of the README are screenshots of journeys; <c>SITREP_ACCEPT_SNAPSHOTS=1</c> takes them anew.</summary>
    private static readonly (string Journey, string Picture, string Screenshot)[] Pictures =
    [
        ("analyst", "event.png", "analyst-event.png"),
        ("analyst", "map.png", "analyst-map.png"),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData("analyst")]
    [InlineData("coder")]
    [InlineData("views")]
    public async Task A_journey_through_the_page_reaches_its_end(string journey)
    {
        Assert.SkipUnless(Chromium is not null, "no chromium was found (apt-get install chromium, or set SITREP_TEST_CHROMIUM)");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Program.Root, "web", "node_modules")), "the page is not built: it needs Node.js 20.19 or newer");
        string address = await store.Start(journey);
        var start = new ProcessStartInfo("node", [$"journeys/{journey}.mjs", address, Screenshots])
        {
            WorkingDirectory = Path.Combine(Program.Root, "web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SITREP_TEST_CHROMIUM"] = Chromium },
        };
        using Process node = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        Task<string> output = node.StandardOutput.ReadToEndAsync(patience.Token), errors = node.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await node.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }

        Assert.True(node.ExitCode == 0, await errors + await output);
        foreach (var (_, picture, screenshot) in Pictures.Where(p => p.Journey == journey))
        {
            string kept = Path.Combine(Program.Root, "docs", "images", picture), made = Path.Combine(Screenshots, screenshot);
            if (Environment.GetEnvironmentVariable("SITREP_ACCEPT_SNAPSHOTS") is { Length: > 0 })
            {
                File.Copy(made, kept, overwrite: true);
            }

            // Letters are drawn otherwise on each machine, so the pictures themselves are not compared.
            Assert.Equal(SizeOf(made), SizeOf(kept));
        }
    }

    private static string Screenshots { get; } = Path.Combine(Program.Root, "artifacts", "screenshots");

    private static (int Width, int Height) SizeOf(string png)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(png);
        return (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]));
    }

    private static string? Chromium { get; } = Environment.GetEnvironmentVariable("SITREP_TEST_CHROMIUM") is { Length: > 0 } named
        ? named
        : new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
}
