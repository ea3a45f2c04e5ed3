using System.Collections.Immutable;
using Sitrep.Learning;

namespace Sitrep.Annotation.Statements;

/// <summary>Finds cues, then the source and content of each, by two linear chains learned from annotated news.</summary>
internal sealed class AttributionTagger(LinearChain cues, LinearChain roles)
{
    public const string CuesSection = "cues";
    public const string RolesSection = "roles";

    public static readonly ImmutableArray<string> CueLabels = ["O", "B-cue", "I-cue"];
    public static readonly ImmutableArray<string> RoleLabels = ["O", "B-source", "I-source", "B-content", "I-content"];

    public static AttributionTagger Load(Resources resources)
    {
        ModelFile file = ModelFile.Open(resources.Model("en", "statements.model"));
        return new AttributionTagger(LinearChain.Load(file, CuesSection), LinearChain.Load(file, RolesSection));
    }

    /// <summary>The tokens of each cue, in text order.</summary>
    /// <param name="bias">Added to the score of what is no cue.</param>
    public List<List<int>> Cues(AttributionText text, float bias)
    {
        var found = new List<List<int>>();
        var features = new FeatureSet();
        var describe = new CueFeatures(text);
        int count = CueLabels.Length;
        for (int s = 0; s < text.SentenceCount; s++)
        {
            int start = text.Start(s), n = text.Start(s + 1) - start;
            var scores = new float[n * count];
            var labels = new int[n];
            var said = new float[n * count];
            cues.Say(text.Encodings(s), said);
            bool quotes = text.Quoted.AsSpan(start, n).Contains(true);
            for (int i = 0; i < n; i++)
            {
                Span<float> item = scores.AsSpan(i * count, count);
                describe.Describe(start + i, quotes, features);
                cues.Score(features, item);
                for (int y = 0; y < count; y++)
                {
                    item[y] += said[(i * count) + y];
                }

                item[0] += bias;
            }

            cues.Decode(scores, labels);
            for (int i = 0; i < n; i++)
            {
                if (labels[i] == 1)
                {
                    found.Add([start + i]);
                }
                else if (labels[i] == 2)
                {
                    found[^1].Add(start + i);
                }
            }
        }

        return found;
    }

    /// <summary>What the network's numbers say of each token's roles, which is the same for every cue.</summary>
    public float[] RoleNumbers(AttributionText text)
    {
        float[] scores = new float[text.Count * RoleLabels.Length];
        for (int s = 0; s < text.SentenceCount; s++)
        {
            roles.Say(text.Encodings(s), scores.AsSpan(text.Start(s) * RoleLabels.Length, (text.Start(s + 1) - text.Start(s)) * RoleLabels.Length));
        }

        return scores;
    }

    /// <summary>The tokens of a cue's source and content, in text order.</summary>
    /// <param name="all">Tokens of all cues.</param>
    /// <param name="dense">What <see cref="RoleNumbers"/> made of the text.</param>
    public (List<int> Source, List<int> Content) Roles(AttributionText text, List<int> cue, HashSet<int> all, float[] dense)
    {
        var describe = new RoleFeatures(text, cue, all);
        var features = new FeatureSet();
        int n = describe.To - describe.From, count = RoleLabels.Length;
        var scores = new float[n * count];
        var labels = new int[n];
        for (int i = 0; i < n; i++)
        {
            Span<float> item = scores.AsSpan(i * count, count);
            describe.Describe(describe.From + i, features);
            roles.Score(features, item);
            ReadOnlySpan<float> numbers = dense.AsSpan((describe.From + i) * count, count);
            for (int y = 0; y < count; y++)
            {
                item[y] += numbers[y];
            }
        }

        roles.Decode(scores, labels);
        List<int> source = [], content = [];
        for (int i = 0; i < n; i++)
        {
            if (labels[i] is 1 or 2)
            {
                source.Add(describe.From + i);
            }
            else if (labels[i] >= 3)
            {
                content.Add(describe.From + i);
            }
        }

        return (source, content);
    }
}
