using System.Collections.Immutable;
using Sitrep.Annotation.Entities;
using Sitrep.Coding;
using Sitrep.Learning;
using Sitrep.Training.Language;
using Sitrep.Training.Learning;
using Xunit;

namespace Sitrep.Tests.Learning;

public sealed class SequenceTaggerTests
{
    private const string Story =
        "Gunmen stormed a market in Kandil on Tuesday and killed three traders. The army took the crossroads; the mayor of Minsk condemned the attack.\n\nNobody knows why.";

    private static readonly ImmutableArray<string> Types = [EventClassifier.None, "ASSAULT", "REJECT"];

    [Fact]
    public void The_backward_pass_agrees_with_finite_differences()
    {
        var random = new Random(7);
        var shape = new TaggerShape(Numbers: 8, Width: 32, Hidden: 16, Members: 1, Labels: 3);
        var trainer = new TaggerTrainer(shape, rows: 8, 32, seed: 3);
        foreach (Parameter parameter in trainer.Parameters.Where(p => p.Rows == 1))
        {
            parameter.Randomize(random, 0.5f);
        }

        trainer.Repack();
        TaggedSequence[] sentences = [Draw(6), Draw(4), Draw(1)];
        trainer.Loss(sentences, 1, TaggerDropout.None);
        float[][] gradients = [.. trainer.Parameters.Select(p => trainer.Gradients[p].Span.ToArray())];
        foreach (var (index, parameter) in trainer.Parameters.Index())
        {
            for (int probe = 0; probe < 6; probe++)
            {
                int at = (random.Next(Math.Min(parameter.Rows, 4)) * parameter.Stride) + random.Next(parameter.Columns);
                float before = parameter.Value[at];
                double difference = (LossAt(before + 4e-3f) - LossAt(before - 4e-3f)) / 8e-3;
                LossAt(before);
                Assert.True(Math.Abs(difference - gradients[index][at]) < 0.004 + (0.02 * Math.Abs(difference)), $"{parameter.Name}[{at}]: {gradients[index][at]} by the backward pass, {difference} by differences");

                double LossAt(float value)
                {
                    parameter.Value[at] = value;
                    trainer.Repack();
                    return trainer.Loss(sentences, 1, TaggerDropout.None);
                }
            }
        }

        TaggedSequence Draw(int length) => new(
            [.. Enumerable.Range(0, length * shape.Numbers).Select(_ => random.NextSingle() - 0.5f)],
            [.. Enumerable.Range(0, length).Select(i => i % 2 == 0 ? ImmutableArray.Create(random.Next(4), 2) : [])],
            [.. Enumerable.Range(0, length).Select(i => i == 2 ? -1 : random.Next(shape.Labels))]);
    }

    [Fact]
    public void Rounded_weights_say_what_the_trained_ones_do()
    {
        using var reading = new Reading();
        float[][] said = reading.Tagger(Lanes.Widest).Read(reading.Sentences);
        for (int s = 0; s < said.Length; s++)
        {
            float[] first = reading.Members[0].Score(reading.Examples[s]), second = reading.Members[1].Score(reading.Examples[s]);
            Assert.Equal(first.Zip(second, (a, b) => (a + b) / 2), said[s], (a, b) => Math.Abs(a - b) < 0.05f);
        }
    }

    [Fact]
    public void What_is_said_depends_neither_on_the_width_of_the_vectors_nor_on_the_other_sentences()
    {
        using var reading = new Reading();
        float[][] said = reading.Tagger(LaneWidth.Plain).Read(reading.Sentences);
        foreach (LaneWidth width in Enum.GetValues<LaneWidth>())
        {
            Assert.Equal(said, reading.Tagger(width).Read(reading.Sentences));
            Assert.Equal(said, reading.Sentences.Select(s => reading.Tagger(width).Read([s])[0]));
        }
    }

    [Fact]
    public void Training_goes_down_and_comes_out_the_same_each_time()
    {
        using Reading reading = new(), again = new();
        Assert.Equal(File.ReadAllBytes(reading.Path), File.ReadAllBytes(again.Path));
        double trained = reading.Members[0].Loss([.. reading.Examples.OrderByDescending(e => e.Length)], 0, TaggerDropout.None);
        double fresh = new TaggerTrainer(reading.Shape, EventTagger.Rows(Types.Length), 200, seed: 1).Loss([.. reading.Examples.OrderByDescending(e => e.Length)], 0, TaggerDropout.None);
        Assert.True(trained < fresh / 2, $"{trained} after training, {fresh} before");
    }

    [Fact]
    public void Which_country_it_is_does_not_matter()
    {
        Resources resources = Resources.Installed;
        var countries = new CountryNames(resources);
        Sentence sentence = Articles("The army of Belarus crossed the river.")[0];
        float[] numbers = new float[sentence.Encodings.All(0).Length];
        UnnamedWords.Write(sentence, 3, countries, numbers);
        Assert.All(numbers, n => Assert.Equal(0, n));
        UnnamedWords.Write(sentence, 4, countries, numbers);
        Assert.Equal(sentence.Encodings.All(4).ToArray(), numbers);
    }

    private static ImmutableArray<Sentence> Articles(string text) => Annotation.Articles.Code(text).Annotated.Parsed.Sentences;

    /// <summary>A network trained on a few sentences.</summary>
    private sealed class Reading : IDisposable
    {
        private readonly ModelFile file;
        private readonly CountryNames countries;
        private readonly WordClasses classes;

        public Reading()
        {
            Resources resources = Resources.Installed;
            countries = new CountryNames(resources);
            classes = new WordClasses(resources, new RoleNouns(resources), countries);
            var frames = new FrameLexicon(resources, classes);
            Sentences = [.. Articles(Story).Select(s => (s, Enumerable.Range(0, s.Tokens.Length).Select(i => frames.Match(s, i)).ToArray()))];
            int numbers = Sentences[0].Sentence.Encodings.All(0).Length;
            Shape = new TaggerShape(numbers, Width: 32, Hidden: 16, Members: 2, Types.Length);
            Examples = [.. Sentences.Select(s => Example(s.Sentence, s.Frames))];
            Members = TaggerTrainer.Fit(Shape, EventTagger.Rows(Types.Length), Examples, new TaggerSettings(Epochs: 12, Rate: 0.01f, BatchTokens: 40, new TaggerDropout(0.1f, 0.1f, 0.1f, 0, 0.1f)));
            var writer = new ModelFileWriter();
            TaggerTrainer.Save(Members, writer, EventTagger.Prefix);
            writer.Write(Path);
            file = ModelFile.Open(Path);
        }

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public TaggerShape Shape { get; }

        public (Sentence Sentence, Frame?[] Frames)[] Sentences { get; }

        public TaggedSequence[] Examples { get; }

        public TaggerTrainer[] Members { get; }

        public EventTagger Tagger(LaneWidth width) => new(file, Types, countries, classes, width);

        public void Dispose() => File.Delete(Path);

        // Verbs are attacks, nouns are none.
        private TaggedSequence Example(Sentence sentence, Frame?[] frames) =>
            TaggedSequence.Of(new EventTagger.Tokens(sentence, frames, Types, countries, classes), i => sentence.Tokens[i].Upos switch { "VERB" => 1, "NOUN" => 0, _ => -1 });
    }
}
