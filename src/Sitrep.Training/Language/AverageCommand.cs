using System.CommandLine;
using Sitrep.Learning;

namespace Sitrep.Training.Language;

/// <summary>Averages the weights of two models of one run (Izmailov et al. 2018): better for names than either, no worse for trees.</summary>
internal static class AverageCommand
{
    public static Command Create()
    {
        var first = new Argument<FileInfo>("first") { Description = "The model whose words, keys and other parts are kept" };
        var second = new Argument<FileInfo>("second") { Description = "A model that the first began with, or that began with it" };
        var share = new Option<float>("--share") { Description = "Weight of the second", DefaultValueFactory = _ => 0.4f };
        var output = new Option<FileInfo>("--output") { Description = "Where to write", Required = true };
        var command = new Command("language-average", "Averages the networks of two language models.") { first, second, share, output };
        command.SetAction(parsed => Average(
            ModelFile.Open(parsed.GetRequiredValue(first).FullName),
            ModelFile.Open(parsed.GetRequiredValue(second).FullName),
            parsed.GetValue(share)).Write(parsed.GetRequiredValue(output).FullName));
        return command;
    }

    private static ModelFileWriter Average(ModelFile first, ModelFile second, float share)
    {
        var written = new ModelFileWriter();
        foreach (string section in first.Sections)
        {
            string name = section[..Math.Max(0, section.LastIndexOf('.'))];
            bool rows = first.Has(name + ".values") && !name.StartsWith("vectors", StringComparison.Ordinal);
            if (rows && section == name + ".values")
            {
                AverageRows(first, second, share, name, written);
            }
            else if (section is "root" or "transitions" || (rows && section == name + ".bias"))
            {
                float[] values = first.Values<float>(section).ToArray();
                ReadOnlySpan<float> other = second.Values<float>(section);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] += share * (other[i] - values[i]);
                }

                written.Add<float>(section, values);
            }
            else if (!rows || section == name + ".keys")
            {
                written.Add(section, first.Bytes(section));
            }
        }

        return written;
    }

    /// <summary>Averages int8 rows; those of tables go by their keys, and a key that the second lacks keeps its row.</summary>
    private static void AverageRows(ModelFile first, ModelFile second, float share, string name, ModelFileWriter written)
    {
        ReadOnlySpan<sbyte> values = first.Values<sbyte>(name + ".values"), others = second.Values<sbyte>(name + ".values");
        ReadOnlySpan<float> scales = first.Values<float>(name + ".scales"), otherScales = second.Values<float>(name + ".scales");
        ReadOnlySpan<ulong> keys = first.Has(name + ".keys") ? first.Values<ulong>(name + ".keys") : default;
        KeyIndex? index = keys.IsEmpty ? null : new KeyIndex(second.Values<ulong>(name + ".keys"));
        int rows = scales.Length, columns = values.Length / rows;
        sbyte[] rounded = new sbyte[values.Length];
        float[] steps = new float[rows];
        float[] row = new float[columns];
        for (int i = 0; i < rows; i++)
        {
            int other = index is null || i == 0 ? i : index.Find(keys[i - 1]);
            bool known = index is null || i == 0 || other > 0;
            float most = 0;
            for (int j = 0; j < columns; j++)
            {
                row[j] = values[(i * columns) + j] * scales[i];
                row[j] += known ? share * ((others[(other * columns) + j] * otherScales[other]) - row[j]) : 0;
                most = MathF.Max(most, MathF.Abs(row[j]));
            }

            steps[i] = most / 127;
            for (int j = 0; j < columns && most > 0; j++)
            {
                rounded[(i * columns) + j] = (sbyte)MathF.Round(row[j] / steps[i]);
            }
        }

        written.Add<sbyte>(name + ".values", rounded);
        written.Add<float>(name + ".scales", steps);
    }
}
