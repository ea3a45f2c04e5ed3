using System.Collections.Immutable;
using Sitrep.Gathering.Corrections;
using Xunit;

namespace Sitrep.Tests.Gathering.Corrections;

public sealed class CorrectionTableTests
{
    private static readonly ImmutableArray<Correction> All =
    [
        new(1, CorrectionAction.Accept, "ab12", null, null, null, [], null, "M. Keita", "checked, by phone", "2026-05-13T08:00:00Z"),
        new(2, CorrectionAction.Edit, "ab12", "killed", "", null, [], null, "M. Keita", "no figure in the text", "2026-05-13T08:01:00Z"),
        new(3, CorrectionAction.Split, "ab12", null, null, null, [new("my page.html", "v1"), new("b#c.html", "v22")], null, "Š. Živić", "two towns", "2026-05-13T08:02:00Z"),
        new(4, CorrectionAction.Merge, "cd34", null, null, "ab12", [], null, "M. Keita", "the same raid", "2026-05-13T08:03:00Z"),
        new(5, CorrectionAction.Undo, "ab12", null, null, null, [], 2, "M. Keita", "there is one", "2026-05-13T08:04:00Z"),
    ];

    [Fact]
    public void Corrections_survive_a_file()
    {
        string text = CorrectionTable.Write(All);
        Assert.Equal(All.Length + 1, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(text, CorrectionTable.Write(CorrectionTable.Read(new StringReader(text))));
        Assert.Equal(All[2].Reports, CorrectionTable.Read(new StringReader(text))[2].Reports);
    }

    [Fact]
    public void Comments_and_blank_lines_are_passed_over() =>
        Assert.Equal(All.Length, CorrectionTable.Read(new StringReader("# of the desk\n\n" + CorrectionTable.Write(All))).Length);

    [Theory]
    [InlineData("action\tevent\nguess\tab")]
    [InlineData("number\taction\tevent\tauthor\treason\tat\n1\taccept\tab\t\twhy\t2026-05-13T08:00:00Z")]
    [InlineData("number\taction\tevent\tauthor\treason\tat\nx\taccept\tab\tme\twhy\t2026-05-13T08:00:00Z")]
    public void A_line_that_is_no_correction_is_named(string text) =>
        Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => CorrectionTable.Read(new StringReader(text))).Message, StringComparison.Ordinal);
}
