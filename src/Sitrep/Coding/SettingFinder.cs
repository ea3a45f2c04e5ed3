using System.Collections.Immutable;
using Sitrep.Annotation.Places;
using Sitrep.Annotation.Times;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>Finds where and when an event took place among the places and times that stand near its trigger: a logistic model for each of them, of which the likeliest is taken, or none.</summary>
internal sealed class SettingFinder
{
    public const string No = "no", Yes = "yes";

    // Log-odds from which on a place or date is given: F1 is best about there, and annotators leave out what goes without saying.
    private const float Threshold = -1.25f;

    private readonly LinearModel places;
    private readonly LinearModel dates;

    private SettingFinder(ModelFile file)
    {
        places = LinearModel.Load(file, "place");
        dates = LinearModel.Load(file, "date");
    }

    public static SettingFinder Load(Resources resources) => new SettingFinder(ModelFile.Open(resources.Model("en", "settings.model")));

    /// <summary>The index of the event's place, null where none is likely.</summary>
    public int? PlaceOf(Act act, FeatureSet scratch) => Best(places, PlacesNear(act), DescribePlace, act, scratch);

    /// <summary>The index of the event's date, null where none is likely.</summary>
    public int? DateOf(Act act, FeatureSet scratch) => Best(dates, DatesNear(act), DescribeDate, act, scratch);

    /// <summary>The places that are asked about.</summary>
    public static ImmutableArray<Setting> PlacesNear(Act act) =>
        SettingFeatures.Near(act, act.Article.Places.Select((place, index) => (index, place.Span)), before: 2, after: 1);

    /// <summary>The times that are asked about: those that the calendar knows.</summary>
    public static ImmutableArray<Setting> DatesNear(Act act) =>
        SettingFeatures.Near(act, act.Article.Times.Select((time, index) => (time, index)).Where(t => t.time.Type is TimeType.Date or TimeType.Time && char.IsAsciiDigit(t.time.Value[0])).Select(t => (t.index, t.time.Span)), before: 1, after: 0);

    public static void DescribePlace(Act act, ImmutableArray<Setting> settings, Setting setting, FeatureSet features)
    {
        features.Clear();
        Place place = act.Article.Places[setting.Index];
        int finer = 0, same = 0, repeated = 0, nearer = 0;
        foreach (Setting other in settings)
        {
            if (other.Index != setting.Index)
            {
                Place rival = act.Article.Places[other.Index];
                finer += rival.Country == place.Country && Fineness(rival.Kind) > Fineness(place.Kind) ? 1 : 0;
                same += other.Sentence == setting.Sentence ? 1 : 0;
                nearer += Math.Abs(other.Sentence.Index - act.Sentence.Index) < Math.Abs(setting.Sentence.Index - act.Sentence.Index) ? 1 : 0;
                repeated += rival.Name == place.Name && rival.Country == place.Country ? 1 : 0;
            }
        }

        ulong rivals = ((ulong)Math.Min(finer, 2) * 9) + ((ulong)Math.Min(same, 2) * 3) + (ulong)Math.Min(nearer, 2);
        ulong where = (ulong)(setting.Sentence.Index - act.Sentence.Index + 8), dateline = IsDateline(act.Article, setting) ? 1UL : 0;
        SettingFeatures.Add(act, settings, setting, (ulong)place.Kind, rivals, features);
        features.Add(40, where, dateline);
        features.Add(41, dateline, rivals, (ulong)place.Kind);
        features.Add(42, where, (ulong)Math.Min(repeated, 2));
    }

    public static void DescribeDate(Act act, ImmutableArray<Setting> settings, Setting setting, FeatureSet features)
    {
        features.Clear();
        TimeExpression time = act.Article.Times[setting.Index];
        string day = time.Value.Split('T')[0];
        int same = settings.Count(s => s.Index != setting.Index && s.Sentence == setting.Sentence), nearer = settings.Count(s => s.Sentence.Index > setting.Sentence.Index);
        ulong rivals = ((ulong)Math.Min(same, 2) * 3) + (ulong)Math.Min(nearer, 2), exact = (ulong)day.Length + (time.Type == TimeType.Time ? 16UL : 0);
        ulong when = FeatureSet.Hash(Tense(act.Article, day));
        Sentence sentence = act.Sentence;
        ulong tag = FeatureSet.Hash(sentence.Tokens[act.Trigger].Xpos), aux = sentence.Child(act.Trigger, "aux", "aux:pass", "mark") is >= 0 and var at ? FeatureSet.Hash(sentence.Lower(at)) : 0;
        ulong where = (ulong)(setting.Sentence.Index - act.Sentence.Index + 8);
        SettingFeatures.Add(act, settings, setting, exact, rivals, features);
        features.Add(40, where, when, tag);
        features.Add(41, where, when, aux);
        features.Add(42, when, rivals, exact);
        features.Add(43, when, FeatureSet.Hash(act.Type), where);
        features.Add(44, FeatureSet.Hash(setting.Sentence.LowerLemma(setting.Head)), where);
    }

    private static int? Best(LinearModel model, ImmutableArray<Setting> settings, Action<Act, ImmutableArray<Setting>, Setting, FeatureSet> describe, Act act, FeatureSet scratch)
    {
        int? best = null;
        float highest = Threshold;
        Span<float> scores = stackalloc float[2];
        foreach (Setting setting in settings)
        {
            describe(act, settings, setting, scratch);
            model.Score(scratch, scores);
            if (scores[1] - scores[0] > highest)
            {
                (best, highest) = (setting.Index, scores[1] - scores[0]);
            }
        }

        return best;
    }

    // Where a date lies from the day of publication, as far as it can be told from its digits.
    private static string Tense(AnnotatedArticle article, string day)
    {
        string? published = article.Article.Published?.ToString();
        if (published is not { Length: >= 10 } || day.Length < 4)
        {
            return "?";
        }

        int length = day.Length is 10 or 7 or 4 && !day.Contains('W', StringComparison.Ordinal) ? day.Length : 4;
        int order = string.CompareOrdinal(day, 0, published, 0, length);
        return order == 0 ? "now" : order > 0 ? "later" : string.CompareOrdinal(day, 0, published, 0, 4) == 0 ? "this year" : "earlier";
    }

    // "KYIV, March 3 (Agency) - ": a name before the dash or colon that begins the text.
    private static bool IsDateline(AnnotatedArticle article, Setting setting)
    {
        if (setting.Sentence.Index > 0 || setting.Span.Start > setting.Sentence.Span.Start + 30)
        {
            return false;
        }

        string text = article.Text;
        for (int i = setting.Span.End; i < Math.Min(text.Length, setting.Span.End + 40); i++)
        {
            if (text[i] == ':' || (text[i] is '-' or '–' or '—' && text[i - 1] == ' '))
            {
                return true;
            }
        }

        return false;
    }

    private static int Fineness(PlaceKind kind) => kind switch
    {
        PlaceKind.Country => 0,
        PlaceKind.Region or PlaceKind.Water => 1,
        PlaceKind.Province => 2,
        PlaceKind.District => 3,
        PlaceKind.Town => 4,
        _ => 5,
    };
}
