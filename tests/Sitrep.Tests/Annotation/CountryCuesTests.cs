using Sitrep.Annotation.Entities;
using Sitrep.Coding;
using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class CountryCuesTests
{
    private static readonly CountryCues Cues = new(Resources.Installed);

    [Theory]
    [InlineData("the Crimean Tatars marched", "Crimean", "UKR")]
    [InlineData("a quarrel over the Line of Control", "Line", "IND|PAK")]
    [InlineData("a lathi-charge at the gate", "lathi", "IND")]
    [InlineData("the Crimea2 rocket", "Crimea2", "")]
    [InlineData("a rolling stone", "rolling", "")]
    public void The_longest_words_of_the_table_count(string text, string word, string countries)
    {
        int at = text.IndexOf(word, StringComparison.Ordinal);
        Assert.Equal(countries, string.Join('|', Cues.At(text, new Span(at, at + word.Length))));
    }

    [Fact]
    public void Every_row_names_states_or_prefixes_once()
    {
        HashSet<string> known = [.. Resources.Installed.Table("countries.tsv").Rows.Select(r => r["iso3"]), .. ParticipantCoder.Prefixes];
        List<TsvTable.Row> rows = [.. Resources.Installed.Table("country-cues.tsv").Rows];
        Assert.All(rows, row => Assert.All(row.List("countries"), country => Assert.Contains(country, known)));
        Assert.Equal(rows.Count, rows.DistinctBy(r => r["words"]).Count());
    }

    [Fact]
    public void Territories_belong_to_states_of_the_table()
    {
        HashSet<string> known = [.. Resources.Installed.Table("countries.tsv").Rows.Select(r => r["iso3"])];
        Assert.All(Resources.Installed.Table("territory-states.tsv").Rows, row => Assert.Contains(row["state"], known));
    }
}
