using Sitrep.Annotation.Places;
using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class PlaceFinderTests
{
    [Theory]
    [InlineData("Gunmen opened fire in Kharkov on Monday.", "Kharkov", "UKR", PlaceKind.Town)]
    [InlineData("A bomb went off in Tripoli, Lebanon, on Monday.", "Tripoli", "LBN", PlaceKind.Town)]
    [InlineData("A bomb went off in Tripoli, Libya, on Monday.", "Tripoli", "LBY", PlaceKind.Town)]
    [InlineData("Two villages in the Donetsk region were shelled.", "Donetsk", "UKR", PlaceKind.Province)]
    [InlineData("Two people were hurt in the city of Donetsk.", "Donetsk", "UKR", PlaceKind.Town)]
    [InlineData("The ferry sank in the Congo river on Monday.", "Congo river", "COD", PlaceKind.Water)]
    public void A_place_is_found_and_resolved(string text, string words, string country, PlaceKind kind)
    {
        Place place = Assert.Single(Places(text), p => p.Span.Of(text) == words);
        Assert.Equal((country, kind), (place.Country, place.Kind));
    }

    [Theory]
    [InlineData("Kenya Ramos, a nurse, was hurt in Quito.", "Quito")]
    [InlineData("Judge Austin Reyes left for Quito.", "Quito")]
    [InlineData("The Bank of Zambia closed its office in Ndola.", "Ndola")]
    [InlineData("The Geneva Conventions were invoked in Ndola.", "Ndola")]
    public void What_is_named_like_a_place_is_none(string text, string only) =>
        Assert.Equal([only], Places(text).Select(p => p.Span.Of(text)));

    [Theory]
    [InlineData("Georgia, Armenia and Iran opened a new road on Monday.", "GEO")]
    [InlineData("Georgia banned imports of fruit from Armenia.", "GEO")]
    [InlineData("Floods hit Georgia, Alabama and Mississippi on Monday.", "USA")]
    [InlineData("A court in Atlanta, Georgia, freed two men.", "USA")]
    public void Georgia_is_the_country_among_countries_and_the_state_among_states(string text, string country) =>
        Assert.Equal(country, Assert.Single(Places(text), p => p.Name == "Georgia").Country);

    [Theory]
    [InlineData("Tacloban", "PHL", "Eastern Visayas")]
    [InlineData("Guimba", "PHL", "Central Luzon")]
    [InlineData("Tours", "FRA", "Centre-Val de Loire")]
    [InlineData("Trondheim", "NOR", "Trøndelag")]
    [InlineData("Vancouver", "CAN", "British Columbia")]
    public void A_town_lies_in_the_division_that_now_has_the_code(string town, string country, string division) =>
        Assert.Contains(new PlaceFinder(Resources.Installed).Meanings(town), p => p.Kind == PlaceKind.Town && p.Country == country && p.Admin1 == division);

    [Fact]
    public void Counties_in_a_list_are_known_without_their_noun()
    {
        const string Text = "Floods closed roads in Nassau, Camden and Glynn counties on Monday.";
        Assert.All(Places(Text).Where(p => p.Span.Of(Text) is "Nassau" or "Camden" or "Glynn"), p => Assert.Equal(PlaceKind.District, p.Kind));
    }

    [Fact]
    public void An_airport_is_known_with_and_without_its_town()
    {
        var finder = new PlaceFinder(Resources.Installed);
        Assert.Equal("London Heathrow Airport", Assert.Single(finder.Meanings("Heathrow Airport")).Name);
        Assert.Equal("GBR", Assert.Single(finder.Meanings("London Heathrow Airport")).Country);
    }

    [Fact]
    public void An_adjective_is_its_country_beside_a_town_of_that_name() =>
        Assert.Superset(new HashSet<(string, PlaceKind)> { ("CAN", PlaceKind.Country), ("USA", PlaceKind.Town) }, new PlaceFinder(Resources.Installed).Meanings("Canadian").Select(p => (p.Country, p.Kind)).ToHashSet());

    [Fact]
    public void Each_spelling_of_the_table_makes_its_example_one_name()
    {
        Resources resources = Resources.Installed;
        PlaceSpellings spellings = new PlaceKnowledge(resources).Spellings;
        foreach (TsvTable.Row row in resources.Table("place-spellings.tsv").Rows)
        {
            string[] names = row["example"].Split(" = ");
            Assert.Equal((row["from"], spellings.Letters(names[0])), (row["from"], spellings.Letters(names[1])));
        }
    }

    [Theory]
    [InlineData("Kremenna", "UKR", "Kreminna")]
    [InlineData("Velikaya Novosyolka", "UKR", "Velyka Novosilka")]
    [InlineData("Maaret al-Numan", "SYR", "Ma‘arrat an Nu‘mān")]
    [InlineData("Zalengei", "SDN", "Zalingei")]
    public void Another_spelling_is_known_in_its_country_only(string name, string country, string place)
    {
        var knowledge = new PlaceKnowledge(Resources.Installed);
        Assert.True(knowledge.Scanner.Candidates(name).IsEmpty);
        Assert.Contains(knowledge.Spellings.Find(name, [country]), m => knowledge.Gazetteer.NameOf(m.Index) == place);
        Assert.Empty(knowledge.Spellings.Find(name, ["MMR", "LAO"]));
    }

    [Fact]
    public void Spellings_are_not_made_alike_in_countries_that_write_Latin_letters() =>
        Assert.Empty(new PlaceKnowledge(Resources.Installed).Spellings.Find("Montry", ["USA"]));

    [Theory]
    [InlineData("Three people were treated at St. Bridget's Hospital in Leeds on Monday.", "St. Bridget's Hospital", "Leeds")]
    [InlineData("A van burned out on Quarrybank Road in Leeds on Monday.", "Quarrybank Road", "Leeds")]
    public void A_building_or_street_lies_in_the_town_that_the_text_names(string text, string name, string town)
    {
        var knowledge = new PlaceKnowledge(Resources.Installed);
        ParsedArticle parsed = Articles.Code(text).Annotated.Parsed;
        Toponym[] given = [.. new[] { name, town }.Select(words => knowledge.Scanner.At(parsed, new Span(text.IndexOf(words, StringComparison.Ordinal), text.IndexOf(words, StringComparison.Ordinal) + words.Length)))];
        Place place = knowledge.PlaceOf(knowledge.Resolver.Resolve(knowledge.Evidence(parsed, knowledge.Scanner.Scan(parsed)), given)[0]);
        Assert.Equal((PlaceMatch.Within, town, "GBR"), (place.Match, place.Name, place.Country));
    }

    [Fact]
    public void A_known_town_is_its_own_place_beside_a_larger_one()
    {
        const string Text = "Two trucks left Rotterdam for Lelystad in the Netherlands on Monday.";
        Assert.Equal((PlaceMatch.Name, "Lelystad"), (Assert.Single(Places(Text), p => p.Span.Of(Text) == "Lelystad").Match, Assert.Single(Places(Text), p => p.Span.Of(Text) == "Lelystad").Name));
    }

    private static IEnumerable<Place> Places(string text) => Articles.Code(text).Annotated.Places;
}
