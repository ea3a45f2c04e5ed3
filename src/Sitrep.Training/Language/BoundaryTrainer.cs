using Sitrep.Learning;
using Sitrep.Parsing;
using Sitrep.Training.Learning;

namespace Sitrep.Training.Language;

/// <summary>Trains the tokeniser and the sentence splitter on a treebank's documents.</summary>
internal sealed class BoundaryTrainer(Contractions contractions, Abbreviations abbreviations)
{
    private readonly FeatureSet features = new();

    private const int Seed = 1;

    // 12 against 0 is worth half a point of sentences on EWT, on both halves (language-boundaries).
    private const float Margin = 12;

    /// <summary>Both models, with the settings that are shipped.</summary>
    public (LinearModel Tokens, LinearModel Sentences) Train(IReadOnlyList<GoldDocument> documents) =>
        (TrainTokenizer(documents, rounds: 8, bits: 17, Seed), TrainSplitter([.. documents, .. Glued(documents, 0.1, Seed), .. new DatelineMaker(documents, Seed).Documents(documents, 0.5)], rounds: 8, bits: 17, Seed));

    public LinearModel TrainTokenizer(IReadOnlyList<GoldDocument> documents, int rounds, int bits, int seed)
    {
        var trainer = new LinearTrainer(["join", "cut"], bits);
        var tokenizer = new Tokenizer(trainer.ToModel(), contractions, abbreviations);
        foreach (GoldDocument document in Shuffled(documents, rounds, seed))
        {
            string text = document.Text;
            var starts = document.Sentences.SelectMany(sentence => sentence).Select(word => word.Span.Start).ToHashSet();
            for (int start = Tokenizer.NextChunk(text, 0, text.Length, out int end); start < text.Length; start = Tokenizer.NextChunk(text, end, text.Length, out end))
            {
                for (int at = start + 1; at < end; at++)
                {
                    if (tokenizer.IsCandidate(text, start, at, end))
                    {
                        Learn(trainer, tokenizer.Describe(text, start, at, end, features), starts.Contains(at) ? Tokenizer.Cut : Tokenizer.Join);
                    }
                }
            }
        }

        return trainer.ToModel();
    }

    public LinearModel TrainSplitter(IReadOnlyList<GoldDocument> documents, int rounds, int bits, int seed)
    {
        var trainer = new LinearTrainer(["goes on", "ends"], bits);
        var splitter = new SentenceSplitter(trainer.ToModel(), abbreviations);
        foreach (GoldDocument document in Shuffled(documents, rounds, seed))
        {
            int start = 0;
            List<Span> words = [.. document.Sentences.SelectMany(sentence => sentence).Select(word => word.Span)];
            SentenceSplitter.Word[] seen = SentenceSplitter.Look(document.Text, words);
            var ends = document.Sentences.Select(sentence => sentence[^1].Span.End).ToHashSet();
            for (int i = 0; i + 1 < words.Count; i++)
            {
                bool last = ends.Contains(words[i].End);
                if (!SentenceSplitter.IsBreak(document.Text, words[i].End, words[i + 1].Start))
                {
                    Learn(trainer, splitter.Describe(document.Text, seen, i, start, features), last ? SentenceSplitter.Ends : SentenceSplitter.GoesOn);
                }

                start = last ? i + 1 : start;
            }
        }

        return trainer.ToModel();
    }

    /// <summary>Copies of documents in which some sentences stand without the blank between them, as careless pages print them.</summary>
    public static IEnumerable<GoldDocument> Glued(IReadOnlyList<GoldDocument> documents, double share, int seed)
    {
        var random = new Random(seed);
        foreach (GoldDocument document in documents)
        {
            var text = new System.Text.StringBuilder();
            var sentences = new List<IReadOnlyList<GoldWord>>();
            int copied = 0;
            bool changed = false;
            foreach (var sentence in document.Sentences)
            {
                int begins = sentence[0].Span.Start;
                bool glue = copied > 0 && document.Text[copied - 1] is '.' or '!' or '?' && begins == copied + 1
                    && char.IsUpper(document.Text[begins]) && random.NextDouble() < share;
                changed |= glue;
                text.Append(document.Text, copied, (glue ? copied : begins) - copied);
                int shift = text.Length - begins;
                sentences.Add([.. sentence.Select(word => word with { Span = new Span(word.Span.Start + shift, word.Span.End + shift) })]);
                copied = sentence[^1].Span.End;
                text.Append(document.Text, begins, copied - begins);
            }

            if (changed)
            {
                yield return document with { Text = text.ToString(), Sentences = sentences };
            }
        }
    }

    /// <summary>A perceptron step unless the gold label is ahead by the margin.</summary>
    private static void Learn(LinearTrainer trainer, FeatureSet described, int gold)
    {
        Span<float> scores = stackalloc float[2];
        trainer.Score(described, scores);
        if (scores[gold] - scores[1 - gold] <= Margin)
        {
            trainer.Update(described, gold, 1 - gold);
        }

        trainer.Step();
    }

    private static IEnumerable<GoldDocument> Shuffled(IReadOnlyList<GoldDocument> documents, int rounds, int seed)
    {
        var random = new Random(seed);
        GoldDocument[] order = [.. documents];
        for (int round = 0; round < rounds; round++)
        {
            random.Shuffle(order);
            foreach (GoldDocument document in order)
            {
                yield return document;
            }
        }
    }
}
