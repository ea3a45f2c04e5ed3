using System.Collections.Immutable;
using System.CommandLine;
using Sitrep.Annotation.Places;
using Sitrep.Coding;
using Sitrep.Learning;
using Sitrep.Training.Learning;

namespace Sitrep.Training;

/// <summary>Trains the models of where and when an event took place on labelled sentences.</summary>
internal static class SettingsCommand
{
    private const int Bits = 17, Orders = 4;

    // Annotators leave out a place or date that goes without saying.
    private const float NoneWeight = 0.5f;

    public static Command Create() => LabelledCommand.Create("settings", "Trains the models of where and when an event took place.", Train);

    private static void Train(DirectoryInfo folder, FileInfo output)
    {
        List<LabelledItem> items = LabelledItem.ReadAll(folder, new Flow(Resources.Installed));
        var file = new ModelFileWriter();
        Fit(items, "place", gold => gold.Place, (around, sentence) => around.PlacesNear(sentence), SettingFinder.DescribePlace, (article, a, b) => IsSame(article.Places[a], article.Places[b])).Save(file, "place");
        Fit(items, "date", gold => gold.Date, (around, sentence) => around.DatesNear(sentence), SettingFinder.DescribeDate, (article, a, b) => article.Times[a].Value == article.Times[b].Value).Save(file, "date");
        file.Write(output.FullName);
    }

    private static bool IsSame(Place a, Place b) => a.Name == b.Name && a.Country == b.Country;

    private static LinearModel Fit(
        List<LabelledItem> items,
        string what,
        Func<GoldEvent, Span?> wanted,
        Func<ArticleSettings, Sentence, ImmutableArray<Setting>> near,
        Action<Act, ImmutableArray<Setting>, Setting, FeatureSet> describe,
        Func<AnnotatedArticle, int, int, bool> same)
    {
        var examples = new List<(FeatureSet Features, int Label, float Weight)>();
        int all = 0, among = 0;
        foreach (LabelledItem item in items)
        {
            var around = new ArticleSettings(item.Article);
            foreach (GoldEvent gold in item.Gold)
            {
                var act = new Act(around, item.Article.Parsed.Sentences[gold.Sentence], gold.Token, gold.Type, new Arguments(Heads(gold, gold.Actors), Heads(gold, gold.Recipients)));
                ImmutableArray<Setting> settings = near(around, act.Sentence);
                Span? words = wanted(gold);
                Setting[] right = [.. settings.Where(s => words is { } span && s.Span.Overlaps(span))];
                all += words is null ? 0 : 1;
                among += right.Length > 0 ? 1 : 0;
                foreach (Setting setting in settings)
                {
                    bool yes = right.Contains(setting);
                    if (yes || !right.Any(r => same(item.Article, r.Index, setting.Index)))
                    {
                        var features = new FeatureSet();
                        describe(act, settings, setting, features);
                        examples.Add((features, yes ? 1 : 0, words is null ? NoneWeight : 1));
                    }
                }
            }
        }

        Console.WriteLine($"{what}: {all} events have one, {among} of these among what is asked about; {examples.Count} examples");
        return Fit([.. examples], what);
    }

    private static ImmutableArray<int> Heads(GoldEvent gold, ImmutableArray<GoldParticipant> participants) => [.. participants.Where(p => p.Sentence == gold.Sentence).SelectMany(p => p.Tokens)];

    // One round: a second learns the labelled texts by heart.
    private static LinearModel Fit((FeatureSet Features, int Label, float Weight)[] examples, string what)
    {
        var trainers = new LinearTrainer[Orders];
        for (int i = 0; i < trainers.Length; i++)
        {
            trainers[i] = new LinearTrainer([YesNoModel.No, YesNoModel.Yes], Bits);
            new Random(i).Shuffle(examples);
            double loss = 0;
            foreach (var (features, label, weight) in examples)
            {
                loss += trainers[i].LogisticStep(features, label, weight, 0.08f);
            }

            Console.WriteLine(FormattableString.Invariant($"{what} order {i}: loss {loss / examples.Length:f4}"));
        }

        return LinearTrainer.Mean(trainers);
    }
}
