using Sitrep.Parsing;

namespace Sitrep.Training.Language;

/// <summary>The weights of the tagging and parsing network while they are trained.</summary>
internal sealed class TrainedNetwork
{
    /// <param name="vectors">Word vectors, <see cref="NetworkShape.Vector"/> floats a row; row 0 is the unknown word. They are not trained.</param>
    /// <param name="context">Floats of a token's vector in context, for a teacher; else 0.</param>
    public TrainedNetwork(NetworkShape shape, float[] vectors, int seed, int context = 0)
    {
        Shape = shape;
        Vectors = vectors;
        var random = new Random(seed);
        int width = shape.Width, hidden = shape.Hidden, encoded = 2 * shape.Hidden;
        Tables = new Parameter[shape.TableRows.Length];
        for (int i = 0; i < Tables.Length; i++)
        {
            Tables[i] = new Parameter(NetworkShape.TableName(i), shape.TableRows[i], width);
            Tables[i].Randomize(random, 0.3f);
        }

        Root = new Parameter("root", 1, width);
        Root.Randomize(random, 0.5f);
        Projection = Layer("projection", shape.Vector, width, carriesBack: false);
        Input = new TrainedLayer[shape.Layers, 2];
        Recurrent = new TrainedLayer[shape.Layers, 2];
        float range = 1 / MathF.Sqrt(hidden);
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            for (int direction = 0; direction < 2; direction++)
            {
                Input[layer, direction] = Layer(NetworkShape.InputName(layer, direction), layer == 0 ? width : encoded, 4 * hidden, range: range);
                Recurrent[layer, direction] = Layer(NetworkShape.RecurrentName(layer, direction), hidden, 4 * hidden, range: range, biased: false);
            }
        }

        ArcHead = Layer("arc.head", encoded, shape.Arc);
        ArcDependent = Layer("arc.dependent", encoded, shape.Arc);
        Arc = Layer("arc", shape.Arc, shape.Arc, range: 0.5f * MathF.Sqrt(3f / shape.Arc));
        LabelHead = Layer("label.head", encoded, shape.Label);
        LabelDependent = Layer("label.dependent", encoded, shape.Label);
        Label = Layer("label", shape.Label, shape.Relations);
        Tags = Layer("tags", encoded, shape.UposTags + shape.XposTags);
        Names = Layer("names", encoded, shape.NameLabels);
        Transitions = new Parameter("transitions", shape.NameLabels, shape.NameLabels);
        Context = context == 0 ? null : Layer("context", context, width, carriesBack: false, biased: false);

        TrainedLayer Layer(string name, int inputs, int outputs, bool carriesBack = true, float? range = null, bool biased = true)
        {
            var made = new TrainedLayer(name, inputs, outputs, random, range ?? (1 / MathF.Sqrt(inputs)), carriesBack, biased);
            Layers.Add(made);
            return made;
        }
    }

    public NetworkShape Shape { get; }

    public float[] Vectors { get; }

    /// <summary>Rows a feature: see <see cref="NetworkShape.TableName"/>.</summary>
    public Parameter[] Tables { get; }

    /// <summary>What stands before each sentence.</summary>
    public Parameter Root { get; }

    public TrainedLayer Projection { get; }

    /// <summary>Of vectors in context; null but in a teacher.</summary>
    public TrainedLayer? Context { get; }

    /// <summary>[layer, direction], direction 0 reading forwards.</summary>
    public TrainedLayer[,] Input { get; }

    public TrainedLayer[,] Recurrent { get; }

    public TrainedLayer ArcHead { get; }

    public TrainedLayer ArcDependent { get; }

    public TrainedLayer Arc { get; }

    public TrainedLayer LabelHead { get; }

    public TrainedLayer LabelDependent { get; }

    public TrainedLayer Label { get; }

    /// <summary>Universal tags, then treebank tags.</summary>
    public TrainedLayer Tags { get; }

    public TrainedLayer Names { get; }

    /// <summary>[from, to] between name labels.</summary>
    public Parameter Transitions { get; }

    public List<TrainedLayer> Layers { get; } = [];

    /// <summary>All weights but the tables of features, which change a few rows at a time.</summary>
    public IEnumerable<Parameter> Dense => Layers.SelectMany(layer => layer.Bias is null ? [layer.Weight] : new[] { layer.Weight, layer.Bias }).Append(Root).Append(Transitions);

    public IEnumerable<Parameter> All => Tables.Concat(Dense);
}
