using System.Collections.Immutable;
using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>What the trained models make of a trigger.</summary>
/// <param name="Score">How far the type was ahead of "no event", in log-odds.</param>
/// <param name="Numbers">What the network says of the trigger.</param>
/// <param name="ModeScores">What the words say of each mode of the type.</param>
internal sealed record EventLabel(string Type, float Score, ReadOnlyMemory<float> Numbers, float[] ModeScores)
{
    /// <summary>Null where there is none, and until <see cref="EventClassifier.Read"/> has chosen it.</summary>
    public string? Mode { get; init; }

    /// <summary>What the numbers say of each status.</summary>
    public ReadOnlyMemory<float> OfStatus { get; init; }

    /// <summary>What the numbers say of each time.</summary>
    public ReadOnlyMemory<float> OfTime { get; init; }
}

/// <summary>Decides whether a word reports an event, of which type and mode, with what status, today's or another day's.</summary>
internal sealed class EventClassifier
{
    /// <summary>The label of a word that reports no event.</summary>
    public const string None = "none";

    /// <summary>Most candidate words report nothing, so the classifier leans to "none" too far: corrected by this much, in log-odds, where a frame speaks for an event.</summary>
    private const float FramedMargin = 0.9f;

    /// <summary>The same for a word without a frame.</summary>
    private const float BareMargin = 0.6f;

    /// <summary>Added to the type of a frame without a condition, or with one that only words far off meet, in log-odds: the lexicon knows more words than the labelled sentences have.</summary>
    private const float FrameBonus = 1;

    /// <summary>The same for a frame whose condition a governed word meets.</summary>
    private const float NearFrameBonus = 1.7f;

    /// <summary>The same where the object or a particle meets it.</summary>
    private const float ObjectFrameBonus = 2.2f;

    /// <summary>A word that "no event" is ahead of by so much, in log-odds, adds nothing to what words beside it tell.</summary>
    private const float Hopeless = 1.5f;

    /// <summary>A word that "no event" is ahead of by so much by itself, in log-odds, is not worth a reading of its sentence.</summary>
    private const float Doubt = 1.5f;

    /// <summary>Nor can it take one from a word that is ahead by more than this.</summary>
    private const float Sure = 3.5f;

    /// <summary>Words asked about together: as many as share a reading of the weights, in arrays that the garbage collector still moves about.</summary>
    public const int Batch = 12;

    private readonly LinearChain types;
    private readonly LinearChain modes;
    private readonly LinearChain statuses;
    private readonly LinearChain times;
    private readonly Dictionary<string, (int First, int End)> modesOf;
    private readonly HashSet<string> triggers;
    private readonly int none;
    private readonly EventFeatures features;

    // Null in a file trained without one.
    private readonly EventTagger tagger;

    /// <exception cref="InvalidDataException">The file's sections do not fit.</exception>
    public EventClassifier(EventFeatures features, CountryNames countries, WordClasses classes, ModelFile file)
    {
        this.features = features;
        types = LinearChain.Load(file, "type");
        none = types.Labels.IndexOf(None);
        tagger = new EventTagger(file, types.Labels, countries, classes, Lanes.Widest);
        modes = LinearChain.Load(file, "mode");
        modesOf = modes.Labels.Index().GroupBy(m => m.Item.Split(':')[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => (g.First().Index, g.Last().Index + 1), StringComparer.Ordinal);
        statuses = LinearChain.Load(file, "status");
        times = LinearChain.Load(file, "time");
        triggers = [.. file.Lines("triggers")];
    }

    /// <summary>Whether a word can report an event: a verb, noun or adjective with a frame, or one that the training data know as a trigger.</summary>
    public static bool IsCandidate(Sentence sentence, int token, Frame? frame, IReadOnlySet<string> triggers) =>
        sentence.Tokens[token].Upos is "VERB" or "NOUN" or "ADJ" or "PROPN" && (frame is not null || triggers.Contains(sentence.LowerLemma(token)) || Modality.IsDemanded(sentence, token));

    /// <summary>What a frame adds to its type, in log-odds.</summary>
    public static float BonusOf(Frame frame) => frame.Met switch
    {
        FrameDistance.Object => ObjectFrameBonus,
        FrameDistance.Near => NearFrameBonus,
        _ => FrameBonus,
    };

    public IReadOnlySet<string> Triggers => triggers;

    /// <summary>What the numbers of words say of their types, word after word: asked of <see cref="Batch"/> words together, which is faster.</summary>
    /// <param name="numbers">What <see cref="EventFeatures.Write"/> made of them.</param>
    public float[] TypesOf(ReadOnlySpan<float> numbers, int words)
    {
        float[] said = new float[words * types.Labels.Length];
        types.Say(numbers, said);
        return said;
    }

    /// <summary>What is read of the types of sentences' words, word after word.</summary>
    /// <param name="sentences">Each with the frames of its words.</param>
    public float[][] Tag(IReadOnlyList<(Sentence Sentence, Frame?[] Frames)> sentences) => tagger.Read(sentences);

    /// <summary>Adds what was read of a word in its sentence to its scores.</summary>
    /// <param name="tags">What <see cref="Tag"/> made of the sentence; null where it was not asked.</param>
    public static void AddTags(float[]? tags, int token, Span<float> scores)
    {
        for (int y = 0; tags is not null && y < scores.Length; y++)
        {
            scores[y] += tags[(token * scores.Length) + y];
        }
    }

    /// <summary>Turns what the numbers of a word say into scores of the types, by all that is known of the word by itself.</summary>
    /// <param name="frame">What the lexicon knows of the word as it is used here.</param>
    /// <param name="scores">The word's part of <see cref="TypesOf"/>.</param>
    public void Score(Sentence sentence, int token, Frame? frame, bool attributed, FeatureSet scratch, Span<float> scores)
    {
        features.Describe(sentence, token, frame, attributed, scratch);
        Span<float> all = stackalloc float[scores.Length];
        types.ScoreAlone(scratch, scores, all);
        all.CopyTo(scores);
        scores[none] -= frame is not null ? FramedMargin : BareMargin;
        if (frame is not null && types.Labels.IndexOf(frame.Type) is >= 0 and var told)
        {
            scores[told] += BonusOf(frame);
        }
    }

    /// <summary>Whether the reading of the sentence may yet decide about the word.</summary>
    public bool IsOpen(ReadOnlySpan<float> scores) => scores[Likeliest(scores)] - scores[none] is > -Doubt and < Sure;

    /// <param name="numbers">What <see cref="EventFeatures.Write"/> made of the word, here and below.</param>
    /// <param name="scores">What <see cref="Score"/> and <see cref="AddTags"/> made of it.</param>
    /// <returns>The likeliest type, with a score below 0 where no event is likelier; null where it is likelier by <see cref="Hopeless"/>.</returns>
    public EventLabel? Classify(Sentence sentence, int token, ReadOnlyMemory<float> numbers, ReadOnlySpan<float> scores, Frame? frame, bool attributed, FeatureSet scratch)
    {
        int best = Likeliest(scores);
        return scores[best] - scores[none] < -Hopeless ? null : Label(sentence, token, types.Labels[best], scores[best] - scores[none], numbers, frame, attributed, scratch);
    }

    /// <summary>The label of a word whose frame decides alone. The score is how likely the classifier itself found the type, as far as it knows it.</summary>
    public EventLabel Told(Sentence sentence, int token, ReadOnlyMemory<float> numbers, ReadOnlySpan<float> scores, Frame frame, bool attributed, FeatureSet scratch)
    {
        int told = types.Labels.IndexOf(frame.Type);
        return Label(sentence, token, frame.Type, told < 0 ? 0 : scores[told] - scores[none], numbers, frame, attributed, scratch) with { Mode = frame.Mode };
    }

    /// <summary>Takes the decision of <see cref="Classify"/> apart.</summary>
    public TypeDecision Explain(Sentence sentence, int token, float[] numbers, float[]? tags, Frame? frame, bool attributed)
    {
        var named = new FeatureSet { Named = [] };
        float[] said = TypesOf(numbers, 1), scores = [.. said], part = new float[said.Length];
        Score(sentence, token, frame, attributed, named, scores);
        AddTags(tags, token, said);
        AddTags(tags, token, scores);
        int[] order = [.. Enumerable.Range(0, scores.Length).Where(i => i != none).OrderByDescending(i => scores[i])];
        int best = order[0];
        var alone = new FeatureSet();
        var weights = new List<FeatureWeight>();

        // A word that stands twice in the sentence counts twice.
        foreach (var feature in named.Named.GroupBy(f => f.Key))
        {
            alone.Clear();
            alone.AddKey(feature.Key);
            types.Score(alone, part);
            weights.Add(new FeatureWeight(EventFeatures.NameOf(feature.First().Template), feature.First().Values, feature.Count() * (part[best] - part[none])));
        }

        double dense = said[best] - said[none], bonus = frame?.Type == types.Labels[best] ? BonusOf(frame) : 0, score = scores[best] - scores[none];
        return new TypeDecision(
            [.. order.Select(i => new TypeScore(types.Labels[i], scores[i] - scores[none]))],
            [.. weights.OrderByDescending(w => Math.Abs(w.Weight)).ThenBy(w => w.Name, StringComparer.Ordinal).ThenBy(w => w.Values, StringComparer.Ordinal)],
            weights.Sum(w => w.Weight),
            dense,
            bonus,
            score - weights.Sum(w => w.Weight) - dense - bonus);
    }

    /// <summary>Chooses the modes that no frame has told, and writes down what the numbers say of status and time.</summary>
    public ImmutableArray<EventLabel> Read(IEnumerable<EventLabel> labels) => [.. labels.Chunk(Batch).SelectMany(ReadBatch)];

    private IEnumerable<EventLabel> ReadBatch(EventLabel[] labels)
    {
        int width = labels.Max(l => l.Numbers.Length);
        float[] numbers = new float[labels.Length * width], ofMode = new float[labels.Length * modes.Labels.Length],
            ofStatus = new float[labels.Length * statuses.Labels.Length], ofTime = new float[labels.Length * times.Labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i].Numbers.Span.CopyTo(numbers.AsSpan(i * width));
        }

        modes.Say(numbers, ofMode);
        statuses.Say(numbers, ofStatus);
        times.Say(numbers, ofTime);
        for (int i = 0; i < labels.Length; i++)
        {
            yield return labels[i] with
            {
                Mode = labels[i].Mode ?? Mode(labels[i].Type, labels[i].ModeScores, ofMode.AsSpan(i * modes.Labels.Length, modes.Labels.Length)),
                OfStatus = ofStatus.AsMemory(i * statuses.Labels.Length, statuses.Labels.Length),
                OfTime = ofTime.AsMemory(i * times.Labels.Length, times.Labels.Length),
            };
        }
    }

    public EventStatus Status(Sentence sentence, int token, EventLabel label, string? cue, FeatureSet scratch)
    {
        features.DescribeModality(sentence, token, label.Type, cue, scratch);
        return Enum.Parse<EventStatus>(statuses.Labels[Best(statuses, label.OfStatus.Span, scratch)], ignoreCase: true);
    }

    public EventTime Time(Sentence sentence, int token, EventLabel label, string? cue, FeatureSet scratch)
    {
        features.DescribeModality(sentence, token, label.Type, cue, scratch);
        return Enum.Parse<EventTime>(times.Labels[Best(times, label.OfTime.Span, scratch)], ignoreCase: true);
    }

    private EventLabel Label(Sentence sentence, int token, string type, float score, ReadOnlyMemory<float> numbers, Frame? frame, bool attributed, FeatureSet scratch)
    {
        features.Describe(sentence, token, frame, attributed, scratch);
        return new EventLabel(type, score, numbers, ModeScores(type, scratch));
    }

    // Other than "none".
    private int Likeliest(ReadOnlySpan<float> scores)
    {
        int best = none == 0 ? 1 : 0;
        for (int i = 0; i < scores.Length; i++)
        {
            best = i != none && scores[i] > scores[best] ? i : best;
        }

        return best;
    }

    private static int Best(LinearChain model, ReadOnlySpan<float> said, FeatureSet scratch)
    {
        Span<float> scores = stackalloc float[model.Labels.Length];
        model.ScoreAlone(scratch, said, scores);
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }

    private float[] ModeScores(string type, FeatureSet scratch)
    {
        var (first, end) = modesOf.GetValueOrDefault(type);
        float[] scores = new float[end - first];
        modes.ScoreAlone(scratch, first, scores);
        return scores;
    }

    // Among the modes of the type.
    private string? Mode(string type, float[] scores, ReadOnlySpan<float> said)
    {
        var (first, end) = modesOf.GetValueOrDefault(type);
        int best = -1;
        for (int i = first; i < end; i++)
        {
            if (modes.Labels[i].StartsWith(type + ":", StringComparison.Ordinal) && (best < 0 || scores[i - first] + said[i] > scores[best - first] + said[best]))
            {
                best = i;
            }
        }

        string mode = best < 0 ? "" : modes.Labels[best][(type.Length + 1)..];
        return mode.Length == 0 ? null : mode;
    }
}
