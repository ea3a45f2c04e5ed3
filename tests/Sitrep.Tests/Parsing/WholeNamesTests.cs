using Sitrep.Parsing;
using Xunit;

namespace Sitrep.Tests.Parsing;

public sealed class WholeNamesTests
{
    private const int ProperNoun = 7;

    [Theory]
    [InlineData("the United States said", "United States")]
    [InlineData("the Harbour Front for the Relief of Kandil ( HFRK ) said", "Harbour Front for the Relief of Kandil")]
    [InlineData("the Department of Dikes ( DOD ) said", "Department of Dikes")]
    public void A_name_that_is_cut_becomes_whole(string text, string name)
    {
        // The network hears a name in each word with a capital alone.
        Assert.Equal(name, Names(text, word => char.IsUpper(word[0]))[0]);
    }

    [Fact]
    public void A_small_part_after_a_hyphen_belongs_to_the_name_where_it_is_tagged_so()
    {
        Assert.Equal(["Rin-bak"], Names("Rin-bak spoke", word => word == "Rin"));
        Assert.Equal(["Rin"], Names("Rin-backed fighters", word => word == "Rin"));
        Assert.Equal(["Rin"], Names("Rin - bak", word => word == "Rin"));
    }

    [Theory]
    [InlineData("at 33°30′N", "33°30′N")]
    [InlineData("at 33°30′21″N 36°16′E / now", "33°30′21″N 36°16′E")]
    [InlineData("at 33.5°N 36.3°E , 12 miles", "33.5°N 36.3°E")]
    public void A_coordinate_is_not_cut_at_its_degrees(string text, string name) => Assert.Equal([name], Names(text, word => word.Contains('°', StringComparison.Ordinal)));

    [Fact]
    public void Words_that_the_network_calls_no_name_stay_none() => Assert.Empty(Names("the Harbour Front ( HF ) of the United States", _ => false));

    [Theory]
    [InlineData("Harbour Front of Kandil ( HFK )", 0)]
    [InlineData("the old Harbour Front ( HF )", 2)]
    [InlineData("Harbour Front ( HX )", -1)]
    [InlineData("Harbour Front ( of )", -1)]
    [InlineData("Harbour Front ( HF", -1)]
    [InlineData("Front ( HF )", -1)]
    [InlineData("Harbour . Front ( HF )", -1)]
    [InlineData("Kandil-Minsk & Sons ( KMS )", 0)]
    public void Initials_reach_back_to_the_words_that_they_stand_for(string text, int first)
    {
        Span[] words = Words(text);
        Assert.Equal(first, WholeNames.Expansion(text, words, Array.FindIndex(words, word => word.In(text) is "(")));
    }

    private static List<string> Names(string text, Func<string, bool> isNamed)
    {
        Span[] words = Words(text);
        var reading = new Sitrep.Parsing.Reading();
        reading.Reset(words.Length);
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i].Of(text);
            bool inName = isNamed(word);
            reading.Upos[i] = char.IsUpper(word[0]) || word == "bak" ? ProperNoun : 0;
            Span<float> scores = reading.NameScores.AsSpan(i * NameLabels.Count, NameLabels.Count);
            scores.Fill(-0.5f);
            scores[0] = inName ? -6 : 0;
            scores[NameLabels.Of(EntityType.Organization, NameLabels.Single)] = inName ? 2 : -3;
        }

        new WholeNames(Resources.Installed, name => [.. Words(name).Select(word => word.Of(name))], ProperNoun).Weigh(text, words, reading);
        new NameDecoder(new float[NameLabels.Count * NameLabels.Count]).Decode(reading.NameScores, NameLabels.Count, reading.Names.AsSpan(0, words.Length), new byte[words.Length * NameLabels.Count]);
        var names = new List<string>();
        for (int i = 0, first = 0; i < words.Length; i++)
        {
            int position = NameLabels.Position(reading.Names[i]);
            first = position is NameLabels.Begin or NameLabels.Single ? i : first;
            if (position is NameLabels.Last or NameLabels.Single)
            {
                names.Add(Span.Cover(words[first], words[i]).Of(text));
            }
        }

        return names;
    }

    // At spaces, around hyphens and before degrees.
    private static Span[] Words(string text) =>
        [.. System.Text.RegularExpressions.Regex.Matches(text, "-|°[^ ]*|[^ °-]+").Select(match => new Span(match.Index, match.Index + match.Length))];
}
