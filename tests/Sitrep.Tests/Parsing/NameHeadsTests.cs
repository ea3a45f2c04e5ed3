using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Sitrep.Parsing;
using Xunit;

namespace Sitrep.Tests.Parsing;

public sealed class NameHeadsTests
{
    private static readonly ImmutableArray<string> Upos = ["NOUN", "PROPN", "ADJ", "ADP", "DET"];
    private static readonly ImmutableArray<string> Xpos = ["NN", "VBN", "VBG", "HYPH"];

    [Theory]
    [InlineData("the Kenyan armed forces", "", "forces Organization")]
    [InlineData("the Kandil Front armed forces", "Kandil Front/Organization", "forces Organization")]
    [InlineData("the Rin regime", "Rin/Person", "regime Organization")]
    [InlineData("the Rin officials", "Rin/Person", "")]
    [InlineData("the Kandil forces", "Kandil/Location", "")]
    [InlineData("the Kandil district", "Kandil/Location", "district Location")]
    [InlineData("the Kandil district office", "Kandil/Location", "")]
    [InlineData("the city of Kandil", "Kandil/Location", "city Location")]
    [InlineData("the city of Rin", "Rin/Person", "")]
    [InlineData("the government of the Kandil", "Kandil/Location", "government Organization")]
    [InlineData("the regime of Rin", "Rin/Person", "regime Organization")]
    [InlineData("the river of Kandil", "Kandil/Location", "")]
    [InlineData("the regime of", "", "")]
    public void A_common_noun_speaks_for_a_longer_name(string text, string named, string raised)
    {
        var (reading, words) = Read(text, named);
        bool changed = Heads(Resources.Installed.Table("en", "name-heads.tsv")).Weigh(text, words, reading);
        Assert.Equal(raised, string.Join(", ", words.SelectMany((word, i) => Raised(reading, i).Select(type => $"{word.Of(text)} {type}"))));
        Assert.Equal(raised.Length > 0, changed);
    }

    [Theory]
    [InlineData("Iraqi city of Kandil", true)]
    [InlineData("Rin city of Kandil", false)]
    public void A_place_before_the_noun_is_another_name_a_people_may_be_part_of_it(string text, bool within)
    {
        var (reading, words) = Read(text, "Kandil/Location");
        reading.Names[0] = (byte)(within ? 0 : NameLabels.Of(EntityType.Location, NameLabels.Single));
        Heads(Resources.Installed.Table("en", "name-heads.tsv")).Weigh(text, words, reading);
        Assert.Equal(within, reading.NameScores[NameLabels.Count + NameLabels.Of(EntityType.Location, NameLabels.Inside)] > 0);
    }

    [Fact]
    public void A_row_of_an_unknown_kind_is_named()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "word\tkind\tof\ncity\tplaces\tyes\n");
        var fault = Assert.Throws<InvalidDataException>(() => Heads(TsvTable.Read(path)));
        Assert.Equal($"{path}:2: 'places' is not body, member or place", fault.Message);
        File.Delete(path);
    }

    private static NameHeads Heads(TsvTable table) => new(table, Resources.Installed.Table("countries.tsv"), Upos, Xpos);

    private static IEnumerable<EntityType> Raised(Sitrep.Parsing.Reading reading, int token) =>
        Enumerable.Range(1, NameLabels.Count - 1).Where(label => reading.NameScores[(token * NameLabels.Count) + label] > 0).Select(NameLabels.Type).Distinct();

    /// <param name="named">A name and its type, or nothing.</param>
    private static (Sitrep.Parsing.Reading Reading, Span[] Words) Read(string text, string named)
    {
        string[] parts = named.Split('/');
        int start = text.IndexOf(parts[0], StringComparison.Ordinal);
        Span[] words = [.. Regex.Matches(text, "[^ ]+").Select(match => new Span(match.Index, match.Index + match.Length))];
        var reading = new Sitrep.Parsing.Reading();
        reading.Reset(words.Length);
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i].Of(text);
            reading.Upos[i] = Upos.IndexOf(word is "armed" ? "ADJ" : word is "of" ? "ADP" : word is "the" ? "DET" : char.IsUpper(word[0]) ? "PROPN" : "NOUN");
            bool first = words[i].Start == start, last = words[i].End == start + parts[0].Length;
            if (parts.Length == 2 && words[i].Start >= start && words[i].End <= start + parts[0].Length)
            {
                reading.Names[i] = (byte)NameLabels.Of(Enum.Parse<EntityType>(parts[1]), first && last ? NameLabels.Single : first ? NameLabels.Begin : last ? NameLabels.Last : NameLabels.Inside);
            }
        }

        return (reading, words);
    }
}
