using Xunit;

namespace Sitrep.EndToEnd;

/// <summary>The same bytes on processors that can do less, in other places of the world, and run after run.</summary>
public sealed class DeterminismTests
{
    // On a machine that is busy with much else the usual limit of time could end the work.
    private static readonly string[] Code = ["code", "--time-limit", "600", "samples/depot-herald.html", "samples/march-live.html"];

    private static readonly string Expected = Program.Start(Code).Output;

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [InlineData("DOTNET_TieredCompilation", "0")]
    [InlineData("DOTNET_gcServer", "1")]
    [InlineData("SITREP_LANES", "vector256")]
    [InlineData("SITREP_LANES", "vector128")]
    [InlineData("TZ", "Pacific/Kiritimati")]
    [InlineData("LC_ALL", "tr_TR.UTF-8")]
    [InlineData("A", "1")]
    public void Neither_the_processor_nor_the_environment_changes_a_byte(string variable, string value)
    {
        Run run = Program.Start(Code, environment: new Dictionary<string, string>(StringComparer.Ordinal) { [variable] = value });
        Assert.Equal(0, run.Code);
        Assert.Equal(Expected, run.Output);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("7")]
    public void The_number_of_jobs_changes_no_byte(string jobs) => Assert.Equal(Program.Start(["code", "samples"]).Output, Program.Start(["code", "samples", "--jobs", jobs]).Output);
}
