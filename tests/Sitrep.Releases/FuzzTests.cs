using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Sitrep.Releases;

[Collection("scripts")]
public sealed partial class FuzzTests
{
    private const int SecondsEach = 15;

    [Fact]
    public void No_reader_crashes_or_hangs_within_a_short_run()
    {
        Assert.SkipUnless(Script.HasProgram("afl-fuzz"), "afl-fuzz (package afl++) is not installed");
        var (code, lines) = Script.Run("fuzz/run", SecondsEach.ToString(CultureInfo.InvariantCulture));
        Assert.True(code == 0, string.Join('\n', lines));
        Match[] readers = [.. lines.Select(line => Summary().Match(line)).Where(match => match.Success)];
        Assert.Equal(["feed", "model", "ndjson", "page", "store", "text", "warc"], readers.Select(r => r.Groups["reader"].Value).Order(StringComparer.Ordinal));
        Assert.All(readers, r => Assert.True(int.Parse(r.Groups["runs"].Value, CultureInfo.InvariantCulture) > 0, r.Value));
    }

    [GeneratedRegex("^(?<reader>[a-z]+): (?<runs>[0-9]+) runs, [0-9]+ inputs kept, 0 crashes, 0 hangs$")]
    private static partial Regex Summary();
}
