using System.Collections.Immutable;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>What is known of an event whose sub-event is asked for. Labels and types are given by index; labels also as bits of a set.</summary>
/// <param name="Type">The event's PLOVER type.</param>
/// <param name="Own">What the rules make of the event.</param>
/// <param name="Same">What they make of the other events of its sentence.</param>
/// <param name="Near">What they make of the events of the sentences before and after.</param>
/// <param name="IsAbroad">Whether it is done to others than its actor's countrymen.</param>
internal readonly record struct SubEventCase(int Type, int Own, ulong Same, ulong Near, bool IsAbroad = false)
{
    public ulong Beside => Same | Near;
}

/// <summary>Chooses the ACLED sub-event of an event, which is that of the incident it belongs to, or of which kind outside ACLED it is, or neither. Immutable.</summary>
/// <remarks>Every label is asked about. For it speak that the rules give it to the event, that they give it to an event beside it, its type, and the words of the report; the highest sum of weights wins.
/// What the rules do not know gets no sub-event, though it stand beside an incident.</remarks>
internal sealed class SubEventChoice
{
    /// <summary>Stands where a sub-event would for what neither ACLED codes nor is of a known kind outside it; its index is 0.</summary>
    public const string None = "none";

    // Weights that all labels share, then tables with one for each label, of which those for an event's own label come last, a table for each type.
    private const int IsOwn = 0, IsSame = 1, IsNear = 2, IsNew = 3, IsNone = 4, Said = 5, SaidOfOwn = 6, SaidOfBeside = 7, SaidOfNew = 8, SaidOfNone = 9, SaidOfOthers = 10, SaidOfKind = 11, Shared = 12;
    private const int OwnTable = 0, BesideTable = 1, NewTable = 2, NoneForOwn = 3, NoneForBeside = 4, KindTable = 5, AbroadTable = 6, TypeTables = 7;

    // What words say runs into tens of log-odds.
    private const float WordUnit = 0.05f;

    private readonly float[] weights;
    private readonly ImmutableArray<int> labelOf;
    private readonly int kinds;

    /// <param name="types">PLOVER types whose events are asked about.</param>
    /// <param name="weights">As many as <see cref="SizeOf"/> says.</param>
    /// <exception cref="InvalidDataException">The sizes do not fit together.</exception>
    public SubEventChoice(ReportWords words, ImmutableArray<string> types, float[] weights)
    {
        (Words, Types, this.weights) = (words, types, weights);
        Labels = LabelsOf(words);
        kinds = Labels.Count(ReportWords.IsOutside);
        if (weights.Length != SizeOf(words, types.Length) || Labels.Length > 64)
        {
            throw new InvalidDataException($"{weights.Length} weights do not fit {Labels.Length} labels and {types.Length} types");
        }

        labelOf = [.. words.Labels.Select(l => Labels.IndexOf(l))];
    }

    public ReportWords Words { get; }

    public ImmutableArray<string> Types { get; }

    /// <summary><see cref="None"/>, then the sub-events, then the kinds outside ACLED.</summary>
    public ImmutableArray<string> Labels { get; }

    public static int SizeOf(ReportWords words, int types)
    {
        ImmutableArray<string> labels = LabelsOf(words);
        return Shared + ((TypeTables + types) * labels.Length) + (labels.Count(ReportWords.IsOutside) * (labels.Length + types));
    }

    public static SubEventChoice Load(ModelFile file) => new(ReportWords.Load(file, "words"), file.Lines("choice.types"), file.Values<float>("choice.weights").ToArray());

    public void Save(ModelFileWriter file)
    {
        Words.Save(file, "words");
        file.AddLines("choice.types", Types);
        file.Add<float>("choice.weights", weights);
    }

    /// <summary>What the words say of each label, the likeliest of all being 0; for none as much as for the likeliest sub-event, since what ACLED codes and the rules do not know is of no kind outside it.</summary>
    public float[] Read(FeatureSet words)
    {
        Span<float> scores = stackalloc float[Words.Labels.Length];
        Words.Score(words, scores);
        float[] said = new float[Labels.Length];
        Array.Fill(said, float.NegativeInfinity);
        float highest = float.NegativeInfinity;
        for (int y = 0; y < scores.Length; y++)
        {
            said[labelOf[y]] = scores[y];
            said[0] = IsKind(labelOf[y]) ? said[0] : Math.Max(said[0], scores[y]);
            highest = Math.Max(highest, scores[y]);
        }

        for (int y = 0; y < said.Length; y++)
        {
            said[y] -= highest;
        }

        return said;
    }

    /// <summary>The label chosen.</summary>
    /// <param name="said">What <see cref="Read"/> made of the words.</param>
    public int Choose(SubEventCase one, ReadOnlySpan<float> said)
    {
        int best = 0;
        float highest = float.NegativeInfinity;
        var seen = new List<(int Weight, float Value)>();
        for (int label = 0; label < Labels.Length; label++)
        {
            if (!CanBe(one, label))
            {
                continue;
            }

            seen.Clear();
            Describe(one, said[label], label, seen);
            float score = 0;
            foreach (var (weight, value) in seen)
            {
                score += weights[weight] * value;
            }

            (best, highest) = score > highest ? (label, score) : (best, highest);
        }

        return best;
    }

    /// <summary>Whether a label may be chosen.</summary>
    public bool CanBe(SubEventCase one, int label) => one.Own != 0 || label == 0 || IsKind(label);

    /// <summary>Adds what speaks for or against a label: indices of weights, with what they are multiplied by.</summary>
    /// <param name="said">What the words say of it.</param>
    public void Describe(SubEventCase one, float said, int label, List<(int Weight, float Value)> seen)
    {
        int Of(int table, int y) => Shared + (table * Labels.Length) + y;
        ulong bit = 1UL << label;
        bool kind = IsKind(label), none = label == 0, own = label == one.Own && !none, beside = (one.Beside & bit) != 0 && !none, fresh = !own && !beside && !none && !kind;
        if (own)
        {
            seen.Add((IsOwn, 1));
            seen.Add((Of(OwnTable, label), 1));
            seen.Add((Of(TypeTables + one.Type, label), 1));
        }

        if (beside)
        {
            seen.Add((Of(BesideTable, label), 1));
            if ((one.Same & bit) != 0)
            {
                seen.Add((IsSame, 1));
            }

            if ((one.Near & bit) != 0)
            {
                seen.Add((IsNear, 1));
            }
        }

        if (kind)
        {
            int first = Shared + ((TypeTables + Types.Length) * Labels.Length) + ((label - (Labels.Length - kinds)) * (Labels.Length + Types.Length));
            seen.Add((Of(KindTable, label), 1));
            seen.Add((first + one.Own, 1));
            seen.Add((first + Labels.Length + one.Type, 1));
        }

        if ((none || kind) && one.IsAbroad)
        {
            seen.Add((Of(AbroadTable, label), 1));
        }

        if (none)
        {
            seen.Add((IsNone, 1));
            seen.Add((Of(NoneForOwn, one.Own), 1));
            for (int other = 1; other < Labels.Length; other++)
            {
                if ((one.Beside & (1UL << other)) != 0)
                {
                    seen.Add((Of(NoneForBeside, other), 1));
                }
            }
        }
        else if (fresh)
        {
            seen.Add((IsNew, 1));
            seen.Add((Of(NewTable, label), 1));
        }

        float value = said * WordUnit;
        if (kind)
        {
            seen.Add((SaidOfKind, value));
            return;
        }

        seen.Add((Said, value));
        seen.Add((own ? SaidOfOwn : fresh ? SaidOfNew : SaidOfBeside, value));
        seen.Add((none ? SaidOfNone : SaidOfOthers, value));
    }

    /// <summary>Whether a label is a kind outside ACLED; what speaks for these has weights of its own.</summary>
    public bool IsKind(int label) => label >= Labels.Length - kinds;

    private static ImmutableArray<string> LabelsOf(ReportWords words) => [None, .. words.Labels.Where(l => !ReportWords.IsOutside(l)), .. words.Labels.Where(ReportWords.IsOutside)];
}
