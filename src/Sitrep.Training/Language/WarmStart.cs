using Sitrep.Learning;

namespace Sitrep.Training.Language;

/// <summary>Takes over the weights of a model made before; rows of tables go by their keys. A wider input keeps its own beginnings in what the model lacks.</summary>
internal static class WarmStart
{
    /// <exception cref="InvalidDataException">The model's layers have other sizes.</exception>
    public static void Load(string path, TrainedNetwork network, ulong[][] tableKeys)
    {
        ModelFile file = ModelFile.Open(path);
        for (int i = 0; i < network.Tables.Length; i++)
        {
            Parameter table = network.Tables[i];
            var index = new KeyIndex(file.Values<ulong>(table.Name + ".keys"));
            for (int row = 0; row < table.Rows; row++)
            {
                // A word that the model did not know begins as what it took it for.
                CopyRow(file, table, row == 0 ? 0 : index.Find(tableKeys[i][row - 1]), row);
            }
        }

        foreach (TrainedLayer layer in network.Layers.Where(layer => layer != network.Context))
        {
            Parameter weight = layer.Weight;
            string name = weight.Name[..weight.Name.LastIndexOf('.')];
            ReadOnlySpan<sbyte> values = file.Values<sbyte>(name + ".values");
            ReadOnlySpan<float> scales = file.Values<float>(name + ".scales");
            int known = values.Length / scales.Length;
            if (scales.Length > weight.Columns || known > weight.Rows)
            {
                throw new InvalidDataException($"{path}: '{name}' has {values.Length} values for {weight.Rows} by {weight.Columns}");
            }

            for (int column = 0; column < scales.Length; column++)
            {
                for (int row = 0; row < known; row++)
                {
                    weight.Value[(row * weight.Stride) + column] = values[(column * known) + row] * scales[column];
                }
            }

            if (layer.Bias is { } bias)
            {
                file.Values<float>(name + ".bias").CopyTo(bias.Value);
            }

            layer.Repack();
        }

        file.Values<float>("root").CopyTo(network.Root.Value);
        ReadOnlySpan<float> transitions = file.Values<float>("transitions");
        for (int row = 0; row < network.Transitions.Rows; row++)
        {
            transitions.Slice(row * network.Transitions.Columns, network.Transitions.Columns).CopyTo(network.Transitions.Value.AsSpan(row * network.Transitions.Stride));
        }
    }

    private static void CopyRow(ModelFile file, Parameter table, int from, int to)
    {
        ReadOnlySpan<float> scales = file.Values<float>(table.Name + ".scales");
        ReadOnlySpan<sbyte> values = file.Values<sbyte>(table.Name + ".values");
        int known = values.Length / scales.Length;
        values = values.Slice(from * known, known);
        table.Value.AsSpan(to * table.Stride, table.Stride).Clear();
        for (int column = 0; column < values.Length; column++)
        {
            table.Value[(to * table.Stride) + column] = values[column] * scales[from];
        }
    }
}
