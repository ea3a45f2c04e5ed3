using System.Collections.Immutable;
using Sitrep.Annotation.Places;
using Sitrep.Annotation.Times;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>Finds where and when an event took place among the places and times that stand near its trigger: a logistic model for each of them, of which the likeliest is taken, or none.</summary>
internal sealed class SettingFinder
{
    // Log-odds from which on a place or date is given: F1 is best about there, and annotators leave out what goes without saying.
    private const double Threshold = -1.25;

    private readonly YesNoModel places;
    private readonly YesNoModel dates;

    private SettingFinder(ModelFile file)
    {
        places = YesNoModel.Load(file, "place");
        dates = YesNoModel.Load(file, "date");
    }

    public static SettingFinder Load(Resources resources) => new SettingFinder(ModelFile.Open(resources.Model("en", "settings.model")));

    /// <summary>The index of the event's place, null where none is likely.</summary>
    public int? PlaceOf(Act act, FeatureSet scratch) => Best(places, act.Around.PlacesNear(act.Sentence), DescribePlace, act, scratch);

    /// <summary>The index of the event's date, null where none is likely.</summary>
    public int? DateOf(Act act, FeatureSet scratch) => Best(dates, act.Around.DatesNear(act.Sentence), DescribeDate, act, scratch);

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
        string day = ArticleSettings.DayOf(time);
        int same = settings.Count(s => s.Index != setting.Index && s.Sentence == setting.Sentence), nearer = settings.Count(s => s.Sentence.Index > setting.Sentence.Index);
        ulong rivals = ((ulong)Math.Min(same, 2) * 3) + (ulong)Math.Min(nearer, 2), exact = (ulong)day.Length + (time.Type == TimeType.Time ? 16UL : 0);
        ulong when = FeatureSet.Hash(act.Around.TenseOf(setting.Index));
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

    private static int? Best(YesNoModel model, ImmutableArray<Setting> settings, Action<Act, ImmutableArray<Setting>, Setting, FeatureSet> describe, Act act, FeatureSet scratch)
    {
        int? best = null;
        double highest = Threshold;
        foreach (Setting setting in settings)
        {
            describe(act, settings, setting, scratch);
            if (model.LogOdds(scratch) is var odds && odds > highest)
            {
                (best, highest) = (setting.Index, odds);
            }
        }

        return best;
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
