using Sitrep.Server.Snapshots;
using Xunit;

namespace Sitrep.Server.Tests;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("São Tomé", "sao tome")]
    [InlineData("KÓNYA", "konya")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Cote d'Ivoire", "cote divoire")]
    [InlineData("Côte d’Ivoire", "cote divoire")]
    [InlineData("Cafe\u0301", "cafe")]
    [InlineData("Чечня", "чечня")]
    public void Words_are_compared_without_case_accents_and_apostrophes(string typed, string folded) => Assert.Equal(folded, Folding.Fold(typed));
}
