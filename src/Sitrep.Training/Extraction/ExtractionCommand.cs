using System.CommandLine;
using Sitrep.Extraction;
using Sitrep.Extraction.Html;
using Sitrep.Extraction.Metadata;
using Sitrep.Learning;
using Sitrep.Presenting;
using Sitrep.Training.Learning;

namespace Sitrep.Training.Extraction;

/// <summary>Trains the block classifier, or measures it on pages that it was not trained on.</summary>
internal static class ExtractionCommand
{
    private static readonly BoostingSettings Settings = new();

    public static Command Create()
    {
        var shared = new Option<DirectoryInfo>("--shared") { Description = "The folder of development data.", DefaultValueFactory = _ => new DirectoryInfo("../shared") };
        var output = new Option<FileInfo>("--out") { Description = "Where to write the model, or with --cross the folder for the records.", Required = true };
        var cross = new Option<bool>("--cross") { Description = "Trains on each random half of the pages and writes the records of the other." };
        var command = new Command("extraction", "Trains the classifier that tells an article's blocks from what is around them.") { shared, output, cross };
        command.SetAction(result =>
        {
            HtmlArticle reader = Reader();
            List<Example> examples = Prepare(reader, Path.Combine(result.GetValue(shared)!.FullName, "bench", "extraction"));
            string path = result.GetValue(output)!.FullName;
            if (result.GetValue(cross))
            {
                Cross(reader, examples, path);
            }
            else
            {
                Save(ClassifierTrainer.TrainTwice(examples, Settings), path);
            }
        });
        return command;
    }

    private static HtmlArticle Reader()
    {
        Resources resources = Resources.Installed;
        return new HtmlArticle(resources, new Cues(resources), new AuthorNames(resources), new DateReader(resources));
    }

    private static List<Example> Prepare(HtmlArticle reader, string folder)
    {
        var examples = new List<Example>();
        foreach (LabelledPage page in LabelledPage.ReadAll(folder))
        {
            OpenPage open = reader.Open(page.Page);
            examples.Add(new Example(page, open, BlockLabels.Of(page, open.Blocks.Blocks)));
        }

        Console.Error.WriteLine($"{examples.Count} pages, {examples.Sum(example => example.Labels.Weights.Count(weight => weight > 0))} labelled blocks");
        return examples;
    }

    private static void Save(BlockClassifier classifier, string path)
    {
        var file = new ModelFileWriter();
        classifier.Save(file);
        file.Write(path);
    }

    /// <summary>For each set two files: the records by a model of the other half, and those of perfect decisions.</summary>
    private static void Cross(HtmlArticle reader, List<Example> examples, string folder)
    {
        Directory.CreateDirectory(folder);
        var half = examples.ToLookup(example => example.Page.Fold(2));
        BlockClassifier[] models = [ClassifierTrainer.TrainTwice([.. half[1]], Settings), ClassifierTrainer.TrainTwice([.. half[0]], Settings)];
        foreach (var set in examples.GroupBy(example => example.Page.Set, StringComparer.Ordinal))
        {
            using FileStream unseen = File.Create(Path.Combine(folder, set.Key + ".ndjson")), perfect = File.Create(Path.Combine(folder, set.Key + ".perfect.ndjson"));
            foreach (Example example in set)
            {
                Page page = example.Page.Page with { Id = example.Page.Id };
                unseen.Write(RecordWriter.Write(reader.Read(page, example.Open, models[example.Page.Fold(2)].Score(example.Open.Features))).Span);
                float[] truth = [.. example.Labels.Article.Select(article => article ? 1f : -1f)];
                perfect.Write(RecordWriter.Write(reader.Read(page, example.Open, truth)).Span);
            }
        }
    }
}
