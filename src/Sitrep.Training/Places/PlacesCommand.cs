using System.CommandLine;
using System.Globalization;
using Sitrep.Annotation.Places;
using Sitrep.Learning;
using Sitrep.Parsing;

namespace Sitrep.Training.Places;

/// <summary>Fits <c>data/place-weights.tsv</c> and <c>data/place-backoff.tsv</c> and trains <c>models/en/places.model</c>.</summary>
internal static class PlacesCommand
{
    private static readonly string[] Corpora = ["lgl", "trnews", "geovirus", "gwn"];

    public static Command Create()
    {
        var shared = new Option<DirectoryInfo>("--shared") { Description = "Folder with bench/places", Required = true };
        var weights = new Option<FileInfo>("--weights") { Description = "Where to write the weights of the ranking; those of place-backoff.tsv are written beside them", Required = true };
        var model = new Option<FileInfo>("--model") { Description = "Where to write the gate", Required = true };
        var labelled = new Option<FileInfo>("--labelled") { Description = "The own notes, data/labelled/toponyms/notes.jsonl", Required = true };
        var check = new Option<DirectoryInfo?>("--check") { Description = "Instead, train on each half and write the answers for the other to this folder" };
        var command = new Command("places", "Fits the ranking of places and trains their gate.") { shared, labelled, weights, model, check };
        command.SetAction(parsed => Run(
            Path.Combine(parsed.GetRequiredValue(shared).FullName, "bench", "places"), parsed.GetRequiredValue(labelled).FullName, parsed.GetRequiredValue(weights).FullName,
            parsed.GetRequiredValue(model).FullName, parsed.GetValue(check)?.FullName));
        return command;
    }

    private static int Run(string bench, string labelled, string weights, string model, string? check)
    {
        Resources resources = Resources.Installed;
        var parser = new LanguageParser(resources);
        var knowledge = new PlaceKnowledge(resources);
        var countries = new CountryTables(resources);
        GoldArticle[] articles = [.. Corpora.SelectMany(c => ToponymCorpus.Read(Path.Combine(bench, c + ".jsonl"), parser))];
        var notes = ToponymCorpus.ReadNotes(labelled, parser).ToArray();
        GoldArticle[] own = [.. notes.Where(n => !n.IsSetAside).Select(n => n.Article)], aside = [.. notes.Where(n => n.IsSetAside).Select(n => n.Article)];
        Console.WriteLine(FormattableString.Invariant($"{articles.Length} articles and {notes.Length} notes parsed"));
        var trainer = new Trainer(knowledge, countries, own);
        if (check is null)
        {
            var (resolver, gate, unlisted) = trainer.Fit(articles);
            WriteWeights(weights, resolver.Weights);
            WriteBackoff(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(weights))!, "place-backoff.tsv"), resolver.Backoff!.Weights);
            var file = new ModelFileWriter();
            gate.Save(file, "gate");
            unlisted.Save(file, "unlisted");
            file.Write(model);
            return 0;
        }

        Directory.CreateDirectory(check);
        GoldArticle[] probes = [.. ToponymCorpus.Read(Path.Combine(bench, "probes.jsonl"), parser)];
        using var plain = new CheckFiles(check, "");
        using var sited = new CheckFiles(check, "sites-");
        foreach (int half in (ReadOnlySpan<int>)[0, 1])
        {
            var (resolver, gate, unlisted) = trainer.Fit([.. articles.Where(a => a.Half != half)]);
            var trained = new PlaceKnowledge(knowledge, resolver);
            var finder = new PlaceFinder(trained, new YesNoModel(gate), new YesNoModel(unlisted));
            WriteRecall(finder, aside, countries);
            GoldArticle[] asked = [.. articles.Where(a => a.Half == half).Concat(half == 0 ? probes : [])];
            plain.Write(trained, finder, asked);
            sited.Write(trained, finder, Trainer.Sited(trained, finder, asked));
        }

        return 0;
    }

    // Of the notes that are set aside: how many have all their places and nothing else.
    private static void WriteRecall(PlaceFinder finder, GoldArticle[] notes, CountryTables countries)
    {
        int right = notes.Count(note =>
        {
            var found = finder.Find(note.Parsed);
            GoldToponym[] asked = [.. note.Toponyms.Where(t => t.IsRequired)];
            return found.All(f => note.Toponyms.Any(t => t.Span.Overlaps(f.Span))) && asked.All(t => found.Any(f => f.Span.Overlaps(t.Span) && f.Country == countries.Alpha3(t.Country) && (t.Kind is null || f.Kind == t.Kind)));
        });
        Console.WriteLine(FormattableString.Invariant($"notes set aside: {right} of {notes.Length} right"));
    }

    private static void WriteBackoff(string path, IReadOnlyList<double> weights)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.WriteLine("# Weights of the choice between a name's likeliest meaning and the places that may hold what is meant; fitted by Sitrep.Training places.");
        writer.WriteLine("feature\tweight");
        for (int i = 0; i < weights.Count; i++)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(BackoffFeature)i}\t{weights[i]}"));
        }
    }

    private static void WriteWeights(string path, (double[] First, double[] Second) weights)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.WriteLine("# Weights of the log-linear ranking of a toponym's meanings, by pass; fitted by Sitrep.Training places.");
        writer.WriteLine("feature\tfirst\tsecond");
        for (int i = 0; i < weights.First.Length; i++)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(SenseFeature)i}\t{weights.First[i]}\t{weights.Second[i]}"));
        }
    }
}
