using Sitrep.Annotation.Entities;
using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class EntityResolverTests
{
    [Fact]
    public void A_surname_a_pronoun_and_the_full_name_are_one_person()
    {
        CodedArticle article = Articles.Code("President Laura Okoye visited Suva on Monday. Okoye said she would return.");
        Entity person = Articles.Named(article, "Laura Okoye");
        Assert.Equal(EntityType.Person, person.Type);
        Assert.Equal(["Laura Okoye", "Okoye", "she"], person.Mentions.Select(m => m.Span.Of(article.Annotated.Text)));
    }

    [Fact]
    public void An_apposition_gives_the_affiliation()
    {
        CodedArticle article = Articles.Code("The raid failed, said Peter Lindqvist, an analyst at the Rand Corporation in Brussels.");
        Assert.Equal("Rand Corporation", Articles.Named(article, "Peter Lindqvist").Affiliation);
    }

    [Fact]
    public void An_acronym_stands_for_the_body_it_abbreviates()
    {
        CodedArticle article = Articles.Code("The Northern Lake Fishers Union (NLFU) called a strike. The NLFU said boats would stay in port.");
        Assert.Equal(3, Articles.Named(article, "Northern Lake Fishers Union").Mentions.Count(m => m.Form == MentionForm.Name));
    }

    [Theory]
    [InlineData("Russian troops shelled the village.", "Russian troops", "RUSMIL")]
    [InlineData("The Kenyan police dispersed the crowd.", "Kenyan police", "KENCOP")]
    [InlineData("The Kremlin denied the report.", "Kremlin", "RUSGOV")]
    public void A_role_and_a_country_make_an_actor_code(string text, string name, string code) =>
        Assert.Contains(Articles.Code(text).Annotated.Entities, e => e.Name.EndsWith(name, StringComparison.Ordinal) && e.Actor?.Code == code);

    [Theory]
    [InlineData("A court in Atlanta, Georgia, freed two men. Georgia banned fireworks on Monday. Georgia's governor signed the law.", null, "USAGOV")]
    [InlineData("A court in Tbilisi freed two men. Georgia banned imports from Armenia on Monday. Georgia's governor signed the law.", "GEOGOV", "GEOGOV")]
    public void A_state_that_has_the_name_of_a_country_is_not_that_country(string text, string? state, string governor)
    {
        CodedArticle article = Articles.Code(text);
        Assert.Equal(state, Articles.Named(article, "Georgia").Actor?.Code);
        Assert.Equal(governor, Articles.Named(article, "Georgia's governor").Actor?.Code);
    }

    [Fact]
    public void An_office_counts_only_in_its_years()
    {
        var names = new ActorNames(Resources.Installed);
        Assert.Equal("GBRGOV", names.Of("David Cameron", 2014)?.Code);
        Assert.Equal("GBRELI", names.Of("David Cameron", 2020)?.Code);
    }

    [Fact]
    public void The_city_of_a_name_is_the_city()
    {
        CodedArticle article = Articles.Code("Shells hit the city of Mosul on Monday. Mosul was quiet on Tuesday.");
        Assert.Equal(["city of Mosul", "Mosul"], Articles.Named(article, "Mosul").Mentions.Select(m => m.Span.Of(article.Annotated.Text)));
        Assert.Equal(["Mosul", "Mosul"], article.Annotated.Places.Select(p => p.Span.Of(article.Annotated.Text)));
        Assert.Equal(["Mosul", "Mosul"], article.Annotated.Parsed.Names.Select(n => n.Span.Of(article.Annotated.Text)));
    }

    [Fact]
    public void The_government_of_a_country_and_its_government_are_one()
    {
        CodedArticle article = Articles.Code("The government of Iraq denied the report. Protesters said that the Iraqi government had lied.");
        Entity government = Articles.Named(article, "government of Iraq");
        Assert.Equal(EntityType.Organization, government.Type);
        Assert.Equal("IRQGOV", government.Actor?.Code);
        Assert.Equal(MentionForm.Name, government.Mentions[0].Form);
        Assert.Contains(government.Mentions, m => m.Span.Of(article.Annotated.Text).EndsWith("Iraqi government", StringComparison.Ordinal));
    }
}
