using Xunit;

namespace Sitrep.Releases;

/// <summary>What is released is built, installed and run, and the readers are fuzzed for a moment. One after the other: both build.</summary>
[Collection("scripts")]
public sealed class ReleaseTests
{
    [Fact]
    public void Library_tool_and_single_file_are_built_and_do_what_the_program_does()
    {
        var (code, lines) = Script.Run("release");
        Assert.True(code == 0, string.Join('\n', lines));
        Assert.All(["library ", "tool ", "one file "], what => Assert.Contains(lines, line => line.StartsWith(what, StringComparison.Ordinal)));
    }
}
