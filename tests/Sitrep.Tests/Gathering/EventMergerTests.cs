using Sitrep.Gathering;
using Sitrep.Gathering.Events;
using Xunit;

namespace Sitrep.Tests.Gathering;

// Invented incidents in real places.
public sealed class EventMergerTests
{
    private const string Text = "Armed men seized a customs house near Agadez at dawn, a trader said. They left with two trucks of sugar and the pay of eleven clerks. The prefect promised an inquiry into how the guards had been overcome without a single shot.";

    [Fact]
    public void The_same_sentence_in_a_later_copy_is_the_same_event_whatever_the_copys_date()
    {
        Dossier dossier = Articles.Dossier(Seizure("a", "2026-05-12", "Sahel Wire"), Seizure("b", "2026-06-20", "Dune Herald"));
        GatheredEvent value = Assert.Single(dossier.Events);
        Assert.Equal((2, 1), (value.Documents, value.IndependentSources));
    }

    [Fact]
    public void Reports_weeks_apart_in_articles_of_their_own_are_two_events()
    {
        ArticleRecord other = Articles.Of("b", "Gunmen stormed a customs post on the Agadez road and made off with vehicles, residents told radio.", published: "2026-06-20", site: "Dune Herald")
            .WithPlace("Agadez", "Agadez", "NER", "Agadez", 16.97, 7.99, "town").WithEvent("stormed", "COERCE", "seize", "171");
        Assert.Equal(2, Articles.Dossier(Seizure("a", "2026-05-12", "Sahel Wire"), other).Events.Length);
    }

    [Fact]
    public void What_is_recalled_of_a_named_death_joins_its_news_and_tells_why()
    {
        ArticleRecord news = Killing("a", "The mayor Idrissa Oumarou was shot dead outside his house in Zinder on Monday, police said.", "2026-05-12", "shot");
        ArticleRecord later = Killing("b", "The trial of two men began who are accused of the murder of Idrissa Oumarou.", "2026-06-09", "murder");
        later = later with { Events = [later.Events[0] with { Time = "background" }] };
        GatheredEvent value = Assert.Single(Articles.Dossier(news, later).Events);
        Assert.Equal([(null, false), ("background", true)], value.Reports.Select(r => (r.Time, r.Merged is not null)));
        MergeLink link = value.Reports[1].Merged!;
        Assert.Equal(("a", "v1"), (link.Document, link.Event));
        Assert.Contains(link.Reasons, r => r is { Field: "diedOnce", Weight: > 0 });
        Assert.Contains(link.Reasons, r => r is { Field: "publishedApart", Weight: < 0 });
        Assert.InRange(link.Score, link.Reasons.Sum(r => r.Weight) - 0.1, link.Reasons.Sum(r => r.Weight) + 0.1);
    }

    [Fact]
    public void What_is_only_recalled_is_no_event_of_its_own()
    {
        ArticleRecord later = Killing("b", "The trial of two men began who are accused of the murder of Idrissa Oumarou.", "2026-06-09", "murder");
        Assert.Empty(Articles.Dossier(later with { Events = [later.Events[0] with { Time = "background" }] }).Events);
    }

    [Fact]
    public void Events_do_not_depend_on_the_order_of_unrelated_articles()
    {
        ArticleRecord[] articles = [Seizure("a", "2026-05-12", "Sahel Wire"), Killing("b", "The mayor Idrissa Oumarou was shot dead in Zinder, police said.", "2026-05-12", "shot"), Seizure("c", "2026-05-13", "Dune Herald")];
        string[] Told(Dossier dossier) => [.. dossier.Events.Select(e => string.Join(' ', e.Reports.Select(r => r.Document))).Order(StringComparer.Ordinal)];
        Assert.Equal(Told(Articles.Dossier(articles)), Told(Articles.Dossier(articles[1], articles[0], articles[2])));
    }

    [Fact]
    public void An_article_that_names_an_outlet_counts_with_that_outlets_own()
    {
        int[] origins = IndependentSources.Origins(
        [
            (new RecordSource(null, null, "Sahel Wire", null, null), 1),
            (new RecordSource(null, null, "Dune Herald", null, "https://www.sahelwire.example/story"), 2),
            (new RecordSource(null, null, "Oasis Post", null, "SAHEL WIRE"), 3),
            (new RecordSource(null, null, "sahelwire.example", null, null), 4),
            (new RecordSource(null, null, "Caravan", null, null), 5),
            (new RecordSource(null, null, null, null, null), 5),
        ]);
        Assert.Equal([0, 1, 0, 1, 4, 4], origins);
    }

    private static ArticleRecord Killing(string id, string text, string published, string trigger) => Articles.Of(id, text, published: published, site: id)
        .WithEntity("e1", "person", "Idrissa Oumarou").WithEvent(trigger, "ASSAULT", "targeted", "186", recipients: ["e1"]);

    private static ArticleRecord Seizure(string id, string published, string site) => Articles.Of(id, Text, published: published, site: site).WithEvent("seized", "COERCE", "seize", "171");
}
