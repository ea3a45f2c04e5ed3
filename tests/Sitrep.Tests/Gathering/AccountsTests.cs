using Sitrep.Gathering;
using Sitrep.Gathering.Events;
using Xunit;

namespace Sitrep.Tests.Gathering;

// Invented incidents in real places.
public sealed class AccountsTests
{
    [Fact]
    public void A_speaker_is_one_voice_with_or_without_its_article_and_its_capital()
    {
        ArticleRecord first = Arrests("a", "Police in Suva held 27 marchers on Monday, organisers said.", "organisers", 27);
        ArticleRecord second = Arrests("b", "The organisers said that police in Suva held 27 marchers on Monday.", "The organisers", 27);
        ArticleRecord third = Arrests("c", "Police in Suva held 15 marchers on Monday, a magistrate said.", "a magistrate", 15);
        Contested detained = Assert.Single(Described(first, second, third).Contested, c => c.Field == "detained");
        Assert.Equal([("27", "organisers", 2), ("15", "a magistrate", 1)], detained.Accounts.Select(a => (a.Value, a.Source, a.Documents.Length)));
    }

    [Fact]
    public void A_number_within_words_that_a_speaker_denies_is_no_account_for_it()
    {
        ArticleRecord article = Arrests("a", "Police in Suva held 15 marchers on Monday, a magistrate said, rejecting claims that 27 had been detained.", "a magistrate", 15);
        RecordOffsets content = article.At("claims that 27 had been detained"), number = article.At("27");
        RecordStatement denial = article.Statements[0] with { Id = "s2", Cue = article.At("rejecting"), Content = [content], Polarity = "denies" };
        article = article with
        {
            Statements = article.Statements.Add(denial),
            Events = [article.Events[0] with { Counts = article.Events[0].Counts.Add(new RecordCount("detained", 27, 27, number.Start, number.End)) }],
        };
        Contested detained = Assert.Single(Described(article).Contested, c => c.Field == "detained");
        Assert.Equal(["15", "not 27"], detained.Accounts.Select(a => a.Told));
        Assert.Equal([null, true], detained.Accounts.Select(a => a.Denied));
    }

    private static GatheredEvent Described(params ReadOnlySpan<ArticleRecord> articles) =>
        EventGatherer.Describe([.. Articles.Dossier(articles).Articles.Select(a => (a, a.Record.Events[0], (MergeLink?)null))]);

    private static ArticleRecord Arrests(string id, string text, string speaker, int held)
    {
        string content = text.Contains("that police", StringComparison.Ordinal) ? "that police in Suva held 27 marchers on Monday" : text[..text.IndexOf(',', StringComparison.Ordinal)];
        return Articles.Of(id, text, published: "2026-05-12", site: id)
            .WithStatement("s1", "indirect", speaker, null, "said", content)
            .WithEvent("held", "COERCE", "arrest", "173", statement: "s1", counts: ("detained", held, held));
    }
}
