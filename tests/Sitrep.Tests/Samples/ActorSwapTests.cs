using Sitrep.Coding;
using Xunit;

namespace Sitrep.Tests.Samples;

/// <summary>Who does what to whom must not depend on who they are: exchanging the names of two rivals exchanges the codes and changes nothing else.</summary>
/// <remarks>The sentences are invented. {A} and {B} are countries, {a} and {b} their adjectives.</remarks>
public sealed class ActorSwapTests
{
    private static readonly (string Name, string Adjective, string Code)[][] Pairs =
    [
        [("Russia", "Russian", "RUS"), ("Ukraine", "Ukrainian", "UKR")],
        [("Israel", "Israeli", "ISR"), ("Iran", "Iranian", "IRN")],
        [("India", "Indian", "IND"), ("Pakistan", "Pakistani", "PAK")],
        [("Ethiopia", "Ethiopian", "ETH"), ("Eritrea", "Eritrean", "ERI")],
        [("Rwanda", "Rwandan", "RWA"), ("Congo", "Congolese", "COD")],
        [("Armenia", "Armenian", "ARM"), ("Azerbaijan", "Azerbaijani", "AZE")],
    ];

    private static readonly string[] Sentences =
    [
        "{A} accused {B} on Monday of shelling a border village and killing four farmers.",
        "{a} troops shelled a village in {B} on Tuesday, wounding three people, the governor said.",
        "{B} denied that its forces had attacked the {a} outpost.",
        "The {a} foreign minister met his {b} counterpart in Geneva on Friday.",
        "{A} and {B} agreed to exchange prisoners next week.",
        "{A} expelled two {b} diplomats and recalled its ambassador.",
        "{a} police arrested a {b} journalist at the airport.",
        "{A} threatened to close the border unless {B} withdraws its soldiers.",
        "The United Nations condemned {A} for the air strike on a {b} hospital.",
        "{A} released 12 {b} prisoners after talks in Doha.",
        "Protesters gathered outside the {b} embassy and burned the flag of {A}.",
        "{A} may send more troops to the border with {B}, a {b} official warned.",
    ];

    /// <summary>How many of 72 cases may depend on names. None should; what is left follows from trees that hang on names (docs/method.md).</summary>
    [Theory]
    [InlineData("types, triggers, statuses", 2)]
    [InlineData("modes", 2)]
    [InlineData("codes", 3)]
    public void Exchanging_two_countries_changes_no_more_than_is_known(string aspect, int known)
    {
        var changed = new List<string>();
        foreach (var pair in Pairs)
        {
            foreach (string sentence in Sentences)
            {
                string one = Outline(aspect, sentence, pair[0], pair[1]), other = Outline(aspect, sentence, pair[1], pair[0]);
                if (one != other)
                {
                    changed.Add($"{pair[0].Name}, {pair[1].Name}: {sentence}\n  {one}\n  {other}");
                }
            }
        }

        Assert.True(changed.Count <= known, $"{changed.Count} of {Pairs.Length * Sentences.Length} depend on names:\n{string.Join('\n', changed)}");
    }

    // The events with the countries' names and codes taken out, so that both ways must read alike.
    private static string Outline(string aspect, string sentence, (string Name, string Adjective, string Code) a, (string Name, string Adjective, string Code) b)
    {
        string text = sentence.Replace("{A}", a.Name, StringComparison.Ordinal).Replace("{B}", b.Name, StringComparison.Ordinal)
            .Replace("{a}", a.Adjective, StringComparison.Ordinal).Replace("{b}", b.Adjective, StringComparison.Ordinal);
        return string.Join("; ", Annotation.Articles.Code(text).Events.Select(value => aspect switch
        {
            "modes" => $"{value.Plover.Type}-{value.Plover.Mode}",
            "codes" => $"{Sides(value.Actors)} > {Sides(value.Recipients)}",
            _ => $"{value.Plover.Type} {value.Trigger.Of(text)} {value.Status} {value.Time}",
        }));

        string Sides(IEnumerable<Participant> all) => string.Join(" + ", all.Select(p => Hidden(p.Span.Of(text)) + "=" + Hidden(p.Code ?? "none")));

        string Hidden(string words) => words.Replace(a.Adjective, "{a}", StringComparison.Ordinal).Replace(b.Adjective, "{b}", StringComparison.Ordinal)
            .Replace(a.Name, "{A}", StringComparison.Ordinal).Replace(b.Name, "{B}", StringComparison.Ordinal)
            .Replace(a.Code, "[A]", StringComparison.Ordinal).Replace(b.Code, "[B]", StringComparison.Ordinal);
    }
}
