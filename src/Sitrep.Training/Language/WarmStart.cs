using Sitrep.Learning;

namespace Sitrep.Training.Language;

/// <summary>Takes over the weights of a model made before; rows of tables go by their keys.</summary>
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
            CopyRow(file, table, 0, 0);
            for (int row = 1; row < table.Rows; row++)
            {
                int found = index.Find(tableKeys[i][row - 1]);
                if (found != 0)
                {
                    CopyRow(file, table, found, row);
                }
            }
        }

        foreach (TrainedLayer layer in network.Layers)
        {
            Parameter weight = layer.Weight;
            string name = weight.Name[..weight.Name.LastIndexOf('.')];
            ReadOnlySpan<sbyte> values = file.Values<sbyte>(name + ".values");
            ReadOnlySpan<float> scales = file.Values<float>(name + ".scales");
            if (values.Length != weight.Rows * weight.Columns)
            {
                throw new InvalidDataException($"{path}: '{name}' has {values.Length} values for {weight.Rows} by {weight.Columns}");
            }

            for (int column = 0; column < weight.Columns; column++)
            {
                for (int row = 0; row < weight.Rows; row++)
                {
                    weight.Value[(row * weight.Stride) + column] = values[(column * weight.Rows) + row] * scales[column];
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
        ReadOnlySpan<sbyte> values = file.Values<sbyte>(table.Name + ".values").Slice(from * table.Columns, table.Columns);
        float scale = file.Values<float>(table.Name + ".scales")[from];
        for (int column = 0; column < values.Length; column++)
        {
            table.Value[(to * table.Stride) + column] = values[column] * scale;
        }
    }
}
