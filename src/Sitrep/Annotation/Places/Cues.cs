using System.Collections.Frozen;

namespace Sitrep.Annotation.Places;

/// <summary>Words beside a toponym that say what kind of place it is.</summary>
/// <param name="Acts">Whether it is the subject of a verb: states act, towns seldom.</param>
/// <param name="BesideCountry">Whether it is listed with the name of a country: "Georgia, Armenia and Azerbaijan".</param>
/// <param name="BesideProvince">Whether it is listed with the name of a first-order division: "Georgia and Alabama".</param>
internal readonly record struct Cues(bool Province, bool District, bool Town, bool Water, bool Acts, bool BesideCountry, bool BesideProvince)
{
    private const int LongestList = 12;

    private static readonly FrozenSet<string> Provinces = Set("province", "provinces", "oblast", "oblasts", "region", "regions", "state", "states", "governorate", "governorates", "prefecture", "republic", "krai");
    private static readonly FrozenSet<string> Districts = Set("district", "county", "parish", "raion", "borough", "counties", "districts", "parishes", "boroughs");
    private static readonly FrozenSet<string> Waters = Set("river", "rivers", "sea", "lake", "delta", "strait", "channel", "ocean");
    private static readonly FrozenSet<string> Towns = Set("city", "town", "village", "capital", "suburb", "port", "settlement", "hamlet", "stronghold", "hub");

    public static Cues Of(PlaceEvidence evidence, Toponym toponym)
    {
        string text = evidence.Text;
        string next = Word(text, toponym.Span.End, forward: true), last = LastWord(text, toponym.Span);
        if (PluralAfterList(text, toponym.Span.End) is { } plural)
        {
            next = plural;
        }

        string before = Word(text, toponym.Span.Start, forward: false);
        string head = before == "of" ? Word(text, StartOfWordBefore(text, toponym.Span.Start), forward: false) : before;
        var (country, province) = evidence.ListedWith(toponym.Span);
        return new Cues(
            Provinces.Contains(next) || Provinces.Contains(last) || (before == "of" && Provinces.Contains(head)),
            Districts.Contains(next) || Districts.Contains(last),
            Towns.Contains(head) || (Towns.Contains(next) && next != "capital"),
            Waters.Contains(next) || Waters.Contains(last) || Waters.Contains(head),
            IsActing(toponym),
            country,
            province);
    }

    public void Describe(Sense sense, double[] row)
    {
        GazetteerEntry entry = sense.Entry;
        row[(int)SenseFeature.ProvinceCue] = Province && entry.Class == PlaceClass.Province ? 1 : 0;
        row[(int)SenseFeature.DistrictCue] = District && entry.Class == PlaceClass.District ? 1 : 0;
        row[(int)SenseFeature.TownAgainstCue] = (Province || District || Water) && entry.IsTown ? 1 : 0;
        row[(int)SenseFeature.TownCue] = Town && entry.IsTown ? 1 : 0;
        row[(int)SenseFeature.WaterCue] = Water && entry.Class == PlaceClass.Water ? 1 : 0;
        row[(int)SenseFeature.WaterWithoutCue] = !Water && entry.Class == PlaceClass.Water ? 1 : 0;
        row[(int)SenseFeature.ActingCountry] = Acts && entry.Class == PlaceClass.Country ? 1 : 0;
        row[(int)SenseFeature.BesideCountry] = BesideCountry && entry.Class == PlaceClass.Country ? 1 : 0;
        row[(int)SenseFeature.BesideProvince] = BesideProvince && entry.Class == PlaceClass.Province ? 1 : 0;
    }

    private static bool IsActing(Toponym toponym)
    {
        for (int i = toponym.First; i <= toponym.Last; i++)
        {
            Token token = toponym.Sentence.Tokens[i];
            if (token.Head < toponym.First || token.Head > toponym.Last)
            {
                return token.Is("nsubj") && token.Head >= 0 && toponym.Sentence.Tokens[token.Head].IsVerbal;
            }
        }

        return false;
    }

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);

    private static string LastWord(string text, Span span)
    {
        int start = span.End;
        while (start > span.Start && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        return start == span.Start ? "" : text[start..span.End].ToLowerInvariant();
    }

    // The word beside an offset, in lower case; empty where something else than a space lies between.
    private static string Word(string text, int at, bool forward)
    {
        int start, end;
        if (forward)
        {
            start = at < text.Length && text[at] is ' ' or '\u00A0' ? at + 1 : at;
            end = start;
            while (end < text.Length && char.IsLetter(text[end]))
            {
                end++;
            }
        }
        else
        {
            end = at > 0 && text[at - 1] is ' ' or '\u00A0' ? at - 1 : at;
            start = end;
            while (start > 0 && char.IsLetter(text[start - 1]))
            {
                start--;
            }
        }

        return text[start..end].ToLowerInvariant();
    }

    private static int StartOfWordBefore(string text, int at) => at - 1 - Word(text, at, forward: false).Length;

    // "the Luhansk and Donetsk regions", "Clay, Lowndes and Oktibbeha counties": the noun that ends a list of names.
    private static string? PluralAfterList(string text, int at)
    {
        bool joined = false;
        for (int words = 0; words < LongestList && at < text.Length; words++)
        {
            while (at < text.Length && text[at] is ',' or ' ' or '\u00A0')
            {
                joined |= text[at] == ',';
                at++;
            }

            int start = at;
            while (at < text.Length && (char.IsLetter(text[at]) || text[at] is '-' or '.'))
            {
                at++;
            }

            if (start == at)
            {
                return null;
            }

            string word = text[start..at];
            if (word == "and")
            {
                joined = true;
            }
            else if (!char.IsUpper(word[0]))
            {
                return joined && word.EndsWith('s') && (Provinces.Contains(word) || Districts.Contains(word)) ? word : null;
            }
        }

        return null;
    }
}
