using Sitrep.Learning;

namespace Sitrep.Training.Language;

/// <summary>Writes trained weights as int8 with a scale a row.</summary>
internal static class NetworkExport
{
    public static void Save(TrainedNetwork network, ModelFileWriter file)
    {
        network.Shape.Save(file);
        foreach (Parameter table in network.Tables)
        {
            AddTable(file, table.Name, table);
        }

        foreach (TrainedLayer layer in network.Layers)
        {
            AddLayer(file, layer.Name, layer);
        }

        file.Add<float>("root", network.Root.Value.AsSpan(0, network.Root.Columns));
        Parameter transitions = network.Transitions;
        file.Add<float>("transitions", Enumerable.Range(0, transitions.Rows).SelectMany(row => transitions.Value.AsSpan(row * transitions.Stride, transitions.Columns).ToArray()).ToArray());
    }

    /// <summary>Adds the sections that a <see cref="RowTable"/> reads.</summary>
    public static void AddTable(ModelFileWriter file, string name, Parameter table) =>
        AddRows(file, name, table.Rows, table.Columns, (row, column) => table.Value[(row * table.Stride) + column]);

    /// <summary>Adds the sections that a <see cref="RoundedMatrix"/> reads.</summary>
    public static void AddLayer(ModelFileWriter file, string name, TrainedLayer layer)
    {
        Parameter weight = layer.Weight;
        AddRows(file, name, weight.Columns, weight.Rows, (column, row) => weight.Value[(row * weight.Stride) + column]);
        if (layer.Bias is { } bias)
        {
            file.Add<float>(name + ".bias", bias.Value.AsSpan(0, bias.Columns));
        }
    }

    private static void AddRows(ModelFileWriter file, string name, int rows, int columns, Func<int, int, float> value)
    {
        sbyte[] values = new sbyte[rows * columns];
        float[] scales = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            float most = 0;
            for (int column = 0; column < columns; column++)
            {
                most = MathF.Max(most, MathF.Abs(value(row, column)));
            }

            scales[row] = most / 127;
            for (int column = 0; column < columns && most > 0; column++)
            {
                values[(row * columns) + column] = (sbyte)MathF.Round(value(row, column) / scales[row]);
            }
        }

        file.Add<sbyte>(name + ".values", values);
        file.Add<float>(name + ".scales", scales);
    }
}
