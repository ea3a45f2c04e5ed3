using Sitrep.Evaluation;
using Xunit;

namespace Sitrep.Tests.Evaluation;

public sealed class NominalAgreementTests
{
    // The worked examples of the paper that the class names, with the values that it prints. A row is a coder, a dot a missing value.
    [Theory]
    [InlineData(10, 60.0, 0.095, "0100000010", "1110010000")]
    [InlineData(12, 75.0, 0.692, "aabbdcccedda", "babbbccceddd")]
    [InlineData(11, 81.8, 0.743, "123321412...", "1233224125.3", ".3332342251.", "12332441251.")]
    public void Values_of_published_examples_come_out(int units, double perCent, double alpha, params string[] coders)
    {
        NominalAgreement agreement = NominalAgreement.Of(Units(coders));
        Assert.Equal(units, agreement.Units);
        Assert.Equal(perCent, agreement.PerCent!.Value, 0.05);
        Assert.Equal(alpha, agreement.Alpha!.Value, 0.0005);
    }

    // By hand: four values, a three times and b once. Unlike pairs 2, expected 3 x 1 + 1 x 3 = 6: 1 - (4 - 1) x 2 / 6 = 0.
    [Fact]
    public void One_difference_in_two_units_is_chance() => Assert.Equal(new NominalAgreement(2, 50, 0), NominalAgreement.Of(Units(["aa", "ab"])));

    [Fact]
    public void Agreement_on_different_values_is_full_and_on_a_single_one_says_nothing()
    {
        Assert.Equal(new NominalAgreement(2, 100, 1), NominalAgreement.Of(Units(["ab", "ab"])));
        Assert.Equal(new NominalAgreement(2, 100, null), NominalAgreement.Of(Units(["aa", "aa"])));
        Assert.Equal(new NominalAgreement(0, null, null), NominalAgreement.Of(Units(["a.", ".b"])));
    }

    private static IEnumerable<string[]> Units(string[] coders) =>
        Enumerable.Range(0, coders[0].Length).Select(u => coders.Select(c => c[u]).Where(v => v != '.').Select(v => v.ToString()).ToArray());
}
