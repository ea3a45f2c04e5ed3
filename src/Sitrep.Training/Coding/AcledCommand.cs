using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Sitrep.Annotation.Entities;
using Sitrep.Coding;
using Sitrep.Learning;

namespace Sitrep.Training;

/// <summary>Trains the choice of ACLED's sub-event on labelled reports, each with the sub-event of its main incident, and a little on labelled news.</summary>
/// <remarks>The reports are those of the subfolder <c>acled</c>. News has no sub-events: its labelled acts count with what the rules make of them, so that the words of newspapers speak for none.</remarks>
internal static class AcledCommand
{
    // The choice learns from what the words say of reports that they were not learned from.
    private const int Folds = 5;

    // Of a report, that an act of news counts for: to its words, and to the choice. More of it, and the choice is that of the rules.
    private const float NewsWeight = 0.05f, NewsChoice = 0.05f;

    public static Command Create() => LabelledCommand.Create("acled", "Trains the choice of ACLED's sub-event.", Train);

    private static void Train(DirectoryInfo folder, FileInfo output)
    {
        Resources resources = Resources.Installed;
        var reader = new Reader(resources);
        List<Report> all = reader.Reports(folder.GetDirectories("acled")[0]);
        Report[] aside = [.. all.Where(r => LabelledItem.IsSetAside(r.Id))], reports = [.. all.Except(aside)];
        Report[] learned = [.. reports, .. reader.News(folder)];
        ImmutableArray<string> labels = [.. all.Select(r => r.Label).Distinct().Order(StringComparer.Ordinal)];
        ImmutableArray<string> types = [.. resources.Table("plover_types.tsv").Rows.Select(r => r["type"]).Distinct()];
        Console.WriteLine($"{reports.Length} reports of {all.Count}, {learned.Length - reports.Length} acts of news");

        var examples = new List<SubEventExample>();
        for (int fold = 0; fold < Folds; fold++)
        {
            SubEventChoice blank = SubEventTrainer.Blank(SubEventTrainer.Words(labels, learned.Where((_, i) => i % Folds != fold)), types);
            examples.AddRange(learned.Where((_, i) => i % Folds == fold).SelectMany(r => ExamplesOf(r, blank)));
        }

        SubEventChoice choice = SubEventTrainer.Choice(SubEventTrainer.Blank(SubEventTrainer.Words(labels, learned), types), examples);
        Tell("learned from", choice, reports);
        Tell("set aside", choice, aside);
        var file = new ModelFileWriter();
        choice.Save(file);
        file.Write(output.FullName);
    }

    private static IEnumerable<SubEventExample> ExamplesOf(Report report, SubEventChoice choice)
    {
        int label = choice.Labels.IndexOf(report.Label);
        return report.First is >= 0 and var first && SubEventRules.CaseOf(report.Events, report.Rules, first, choice.Labels, choice.Types) is { } one
            ? [new SubEventExample(one, choice.Read(report.Around[first]), choice.CanBe(one, label) ? label : 0, report.IsNews ? NewsChoice : 1)]
            : [];
    }

    private static void Tell(string what, SubEventChoice choice, Report[] reports)
    {
        int inside = 0, right = 0, outside = 0, given = 0, named = 0;
        foreach (Report report in reports)
        {
            string label = report.First >= 0 && SubEventRules.CaseOf(report.Events, report.Rules, report.First, choice.Labels, choice.Types) is { } one
                ? choice.Labels[choice.Choose(one, choice.Read(report.Around[report.First]))]
                : SubEventChoice.None;
            if (ReportWords.IsOutside(report.Label))
            {
                outside++;
                given += label == SubEventChoice.None || ReportWords.IsOutside(label) ? 0 : 1;
                named += label == report.Label ? 1 : 0;
            }
            else
            {
                inside++;
                right += label == report.Label ? 1 : 0;
            }
        }

        Console.WriteLine($"{what}: {right} of {inside} first events right; {given} of {outside} outside ACLED given a sub-event, {named} their kind");
    }

    private sealed class Reader(Resources resources)
    {
        private readonly Flow flow = new(resources);
        private readonly EventCoder coder = new(resources, subEvents: false);
        private readonly SubEventRules rules = new(resources);
        private readonly CountryNames countries = new ActorCoder(resources).Countries;

        // Of each report the first event that is told as having happened or as announced is learned from.
        public List<Report> Reports(DirectoryInfo folder)
        {
            string[] lines = LabelledItem.LinesOf([folder]);
            var reports = new Report[lines.Length];
            Parallel.For(0, lines.Length, i =>
            {
                using JsonDocument json = JsonDocument.Parse(lines[i]);
                string Field(string name) => json.RootElement.GetProperty(name).GetString()!;
                AnnotatedArticle article = flow.Annotate(flow.Parse(flow.Extract(new Page(Field("id"), PageKind.Prose, Field("text"), ""))));
                ImmutableArray<PoliticalEvent> events = coder.Code(article);
                int first = events.TakeWhile(e => e.Status is not (EventStatus.Asserted or EventStatus.Attributed or EventStatus.Planned)).Count();
                int at = article.Text.IndexOf(Field("trigger"), StringComparison.Ordinal);
                Sentence main = article.Parsed.SentenceAt(at) ?? throw new InvalidDataException($"{Field("id")}: the trigger is not in the text");
                reports[i] = new Report(Field("id"), Field("acled"), events, rules.Of(article, events), first < events.Length ? first : -1, Words(article, events), WordsAround(article, main.Index));
            });
            return [.. reports];
        }

        public IEnumerable<Report> News(DirectoryInfo folder)
        {
            List<LabelledItem> items = LabelledItem.ReadAll(folder, flow);
            var reports = new Report?[items.Count];
            Parallel.For(0, items.Count, i =>
            {
                AnnotatedArticle article = items[i].Article;
                ImmutableArray<PoliticalEvent> events = coder.Code(article);
                AcledRule?[] ruled = rules.Of(article, events);
                bool IsLabelled(PoliticalEvent one) => items[i].Gold.Exists(g => g.Type == one.Plover.Type && g.Trigger.Overlaps(one.Trigger));
                int first = Enumerable.Range(0, events.Length).FirstOrDefault(e => ruled[e] is not null && IsLabelled(events[e]), -1);
                if (first >= 0)
                {
                    FeatureSet[] words = Words(article, events);
                    reports[i] = new Report(article.Article.Id, ruled[first]!.Code.SubEventType, events, ruled, first, words, words[first]) { IsNews = true };
                }
            });
            return reports.OfType<Report>();
        }

        private FeatureSet[] Words(AnnotatedArticle article, ImmutableArray<PoliticalEvent> events) => [.. events.Select(e => WordsAround(article, e.Sentence))];

        private FeatureSet WordsAround(AnnotatedArticle article, int sentence)
        {
            var words = new FeatureSet();
            ReportWords.Describe(article.Parsed, sentence, countries, words);
            return words;
        }
    }

    /// <param name="First">The event that is learned from, −1 for none.</param>
    /// <param name="Around">The words around each event.</param>
    /// <param name="Words">Those around the main incident.</param>
    private sealed record Report(string Id, string Label, ImmutableArray<PoliticalEvent> Events, AcledRule?[] Rules, int First, FeatureSet[] Around, FeatureSet Words) : ILabelledWords
    {
        public bool IsNews { get; init; }

        public float Weight => IsNews ? NewsWeight : 1;
    }
}
