using Sitrep.Training.Language;
using Xunit;

namespace Sitrep.Tests.Parsing;

public sealed class StateNameTests
{
    private static readonly StateNames States = new(Resources.Installed.Table("countries.tsv"));

    [Theory]
    [InlineData("Norway recalled its envoy.", "Norway", true)]
    [InlineData("The envoy left for talks with the Philippines on Monday.", "Philippines", true)]
    [InlineData("The talks in Norway failed.", "Norway", false)]
    [InlineData("The talks in the Philippines failed.", "Philippines", false)]
    [InlineData("They met in Bergen, Norway.", "Norway", false)]
    [InlineData("Bergen rejected the plan.", "Bergen", false)]
    public void A_state_may_act_where_it_is_not_plainly_a_place(string text, string name, bool acts)
    {
        int start = text.IndexOf(name, StringComparison.Ordinal);
        var span = new Span(start, start + name.Length);
        Assert.Equal(acts, States.Acting(new NamedText("a", text, [EntityType.Location], [(span, EntityType.Location)])).Contains(span));
    }
}
