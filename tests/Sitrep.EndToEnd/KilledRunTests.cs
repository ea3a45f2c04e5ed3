using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace Sitrep.EndToEnd;

// Invented incidents in real places.
public sealed class KilledRunTests
{
    private const int Articles = 220;

    /// <summary>Parts of an undisturbed run after which the process is killed.</summary>
    private static readonly double[] Moments = [0.55, 0.75, 0.92];

    [Fact]
    public void A_killed_run_goes_on_where_it_was_and_loses_and_doubles_nothing()
    {
        string folder = Directory.CreateTempSubdirectory("sitrep-killed-").FullName;
        try
        {
            string input = Path.Combine(folder, "articles.ndjson"), undisturbed = Path.Combine(folder, "undisturbed.db");
            File.WriteAllLines(input, Enumerable.Range(1, Articles).Select(Line), new UTF8Encoding(false));
            var clock = Stopwatch.StartNew();
            Program.Start(["add", input, "--store", undisturbed]);
            TimeSpan whole = clock.Elapsed;
            string[] expected = Program.Start(["export", "--store", undisturbed, "--as", "records"]).Lines;
            Assert.Equal(Articles, expected.Length);
            foreach (double moment in Moments)
            {
                string store = Path.Combine(folder, moment.ToString(CultureInfo.InvariantCulture) + ".db");
                Program.Kill(["add", input, "--store", store], whole * moment);
                Run resumed = Program.Start(["add", input, "--store", store]);
                Assert.Equal(0, resumed.Code);
                Assert.Equal(expected, Program.Start(["export", "--store", store, "--as", "records"]).Lines);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Line(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"id\":\"a{number}\",\"text\":\"Police arrested {number + 2} men in Suva on Monday after a quarrel over fish prices, a spokesman said. The market stayed open.\",\"published\":\"2026-05-13\"}}");
}
