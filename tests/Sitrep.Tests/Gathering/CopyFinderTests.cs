using System.Collections.Immutable;
using Sitrep.Gathering.Copies;
using Xunit;

namespace Sitrep.Tests.Gathering;

// Invented incidents in real places.
public sealed class CopyFinderTests
{
    private const string Harbour = """
        A fire broke out aboard the cargo ship Meltem Star in the port of Constanta early on Wednesday, injuring four sailors, the harbour master said.

        Mihai Dobre, the harbour master, told reporters that the blaze had started in the engine room while the crew of nineteen was asleep below deck.

        Two tugboats pulled the vessel away from the grain terminal before the flames could spread to silos holding eighty thousand tonnes of Ukrainian wheat.

        Prosecutors opened an inquiry into possible sabotage after inspectors found that a fuel line had been cut with a sharp tool, the broadcaster Digi24 reported.

        The insurer Blackwater Marine of London declined to estimate the damage, saying that its surveyors would board the ship on Friday at the earliest.
        """;

    private const string Strike = """
        Teachers in Lusaka walked out of their classrooms on Monday over unpaid salaries, closing more than two hundred public schools in the Zambian capital.

        The union leader Grace Mwila said that members had received nothing since February and would not return before the treasury settled all arrears.

        Police dispersed a march towards the ministry of education with tear gas and detained eleven demonstrators, among them two headmasters from Kabwata.

        The education minister appealed for patience and promised that a first payment would reach the accounts by the end of next week.

        Parents complained that pupils due to sit their final examinations in July had lost three weeks of lessons already this year.
        """;

    private const string Flood = """
        Heavy rain swept away a bridge on the road between Pereira and Manizales overnight, cutting off six villages in the coffee region of Colombia.

        The mayor of Chinchina ordered the evacuation of four hundred families who live along the river bank below the broken dam.

        Soldiers from the engineer battalion began to lay a temporary steel crossing, which the army hopes to open to ambulances by Saturday.

        Meteorologists warned that the storms would last until the middle of the month because of unusually warm water in the Pacific.
        """;

    private const string Notice =
        "The Riverside Herald depends on its readers: please support our journalism with a small monthly gift, follow our channels and sign up to the evening letter, which brings the best stories of the day to your inbox.";

    private static readonly CopyFinder Finder = new(Resources.Installed);

    [Fact]
    public void Unlike_stories_stand_alone()
    {
        ImmutableArray<CopyPlacement> placed = Group(Harbour, Strike, Flood);
        Assert.Equal(3, placed.Select(p => p.Groups.Single()).Distinct().Count());
        Assert.All(placed, p => Assert.Null(p.CopyOf));
    }

    [Fact]
    public void The_earliest_of_the_same_text_is_its_origin()
    {
        ImmutableArray<CopyPlacement> placed = Finder.Group(
            [new("late", "2026-05-07", Harbour), new("early", "2026-05-06", Harbour), new("other", "2026-05-01", Strike)]);
        Assert.Equal("early", placed[0].CopyOf);
        Assert.Equal(1, placed[0].Similarity);
        Assert.Null(placed[1].CopyOf);
        Assert.Equal(placed[1].Groups, placed[0].Groups);
        Assert.NotEqual(placed[2].Groups, placed[0].Groups);
    }

    [Fact]
    public void A_shortened_text_is_a_copy() => AssertCopy(Harbour[..(Harbour.Length / 2)]);

    [Fact]
    public void Paragraphs_in_another_order_are_a_copy() => AssertCopy(string.Join("\n\n", Paragraphs(Harbour).Reverse()));

    [Fact]
    public void A_reworded_text_is_a_copy() => AssertCopy(
        Harbour.Replace("nineteen", "19", StringComparison.Ordinal).Replace("blaze", "fire", StringComparison.Ordinal)
            .Replace("injuring", "hurting", StringComparison.Ordinal).Replace("vessel", "ship", StringComparison.Ordinal)
            .Replace("opened", "launched", StringComparison.Ordinal).Replace("told reporters", "said to journalists", StringComparison.Ordinal)
            .Replace("declined to estimate", "would not estimate", StringComparison.Ordinal).Replace("harbour", "harbor", StringComparison.Ordinal));

    [Fact]
    public void Two_sentences_quoted_from_another_article_make_no_copy()
    {
        string[] parts = Paragraphs(Strike);
        string quoting = string.Join("\n\n", parts[0], "Elsewhere, dispatches put it like this: " + Paragraphs(Harbour)[0], string.Join("\n\n", parts[1..]));
        Assert.Equal(2, Group(Harbour, quoting).Select(p => p.Groups.Single()).Distinct().Count());
    }

    [Fact]
    public void A_notice_that_a_site_puts_under_every_article_joins_nothing()
    {
        string[] briefs = [.. new[] { Harbour, Strike, Flood }.Select(story => string.Join("\n\n", [.. Paragraphs(story)[..2], Notice]))];
        Assert.Equal(3, Group(briefs).Select(p => p.Groups.Single()).Distinct().Count());
    }

    [Fact]
    public void An_article_merged_from_two_belongs_to_both_and_joins_them_not()
    {
        string merged = string.Join("\n\n", [.. Paragraphs(Harbour)[..3], .. Paragraphs(Strike)[..3]]);
        ImmutableArray<CopyPlacement> placed = Group(Harbour, Strike, merged, Flood);
        Assert.NotEqual(placed[0].Groups, placed[1].Groups);
        Assert.Equal([.. placed[0].Groups, .. placed[1].Groups], placed[2].Groups.Order());
    }

    [Fact]
    public void What_three_articles_took_from_a_story_is_no_notice_of_a_site()
    {
        string[] taken = Paragraphs(Harbour)[..3], strike = Paragraphs(Strike), flood = Paragraphs(Flood);
        string[] merged = [string.Join("\n\n", [.. taken, .. strike[..3]]), string.Join("\n\n", [.. flood[..3], .. taken]), string.Join("\n\n", [.. taken, .. strike[2..]])];
        ImmutableArray<CopyPlacement> placed = Group([Harbour, Harbour, Strike, Flood, .. merged]);
        Assert.All(placed[4..], p => Assert.Contains(placed[0].Groups.Single(), p.Groups));
        Assert.All(placed[4..], p => Assert.Equal(2, p.Groups.Length));
    }

    [Fact]
    public void A_merged_article_is_no_source_of_another_merged_one()
    {
        string[] harbour = Paragraphs(Harbour), strike = Paragraphs(Strike), flood = Paragraphs(Flood);
        ImmutableArray<CopyPlacement> placed = Group(
            Harbour, Strike, Flood, string.Join("\n\n", [.. harbour[..3], .. strike[..3]]), string.Join("\n\n", [.. flood[..3], .. strike[..3]]));
        Assert.Equal([.. placed[0].Groups, .. placed[1].Groups], placed[3].Groups.Order());
        Assert.Equal([.. placed[1].Groups, .. placed[2].Groups], placed[4].Groups.Order());
    }

    [Fact]
    public void An_article_that_quotes_what_a_short_copy_holds_is_no_copy_of_it()
    {
        string[] harbour = Paragraphs(Harbour), strike = Paragraphs(Strike);
        string quoting = string.Join("\n\n", [.. strike[..2], "Elsewhere, dispatches put it like this: " + harbour[0] + " " + harbour[1], .. strike[2..], Flood]);
        ImmutableArray<CopyPlacement> placed = Group(Harbour, string.Join("\n\n", harbour[..2]), quoting);
        Assert.Equal("a0", placed[1].CopyOf);
        Assert.NotEqual(placed[0].Groups, placed[2].Groups);
    }

    [Fact]
    public void An_article_merged_from_two_may_be_nearly_a_shortened_copy_of_one()
    {
        string[] both = [.. Paragraphs(Harbour), .. Paragraphs(Strike)];
        string merged = string.Join("\n\n", [.. both[..9], .. Paragraphs(Flood)[..3]]);
        ImmutableArray<CopyPlacement> placed = Group(string.Join("\n\n", both), string.Join("\n\n", both[..9]), Flood, merged);
        Assert.Equal("a0", placed[1].CopyOf);
        Assert.Equal([.. placed[0].Groups, .. placed[2].Groups], placed[3].Groups.Order());
    }

    [Fact]
    public void Empty_articles_are_no_copies_of_each_other() =>
        Assert.Equal(2, Group("", "").Select(p => p.Groups.Single()).Distinct().Count());

    private static string[] Paragraphs(string text) => text.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static ImmutableArray<CopyPlacement> Group(params string[] texts) =>
        Finder.Group([.. texts.Select((text, i) => new CopyCandidate($"a{i}", null, text))]);

    private static void AssertCopy(string text)
    {
        ImmutableArray<CopyPlacement> placed = Group(Strike, Harbour, text, Flood);
        Assert.Equal("a1", placed[2].CopyOf);
        Assert.InRange(placed[2].Similarity!.Value, 0.7, 1);
    }
}
