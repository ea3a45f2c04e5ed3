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

    private static ArticleRecord Seizure(string id, string published, string site) => Articles.Of(id, Text, published: published, site: site).WithEvent("seized", "COERCE", "seize", "171");
}
