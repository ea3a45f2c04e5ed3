using System.Runtime.InteropServices;

namespace Sitrep.Training.Language;

/// <summary>The state of a training run between two rounds, to go on from.</summary>
internal static class Checkpoint
{
    public static void Save(string path, int rounds, NetworkTrainer trainer, TrainedNetwork network)
    {
        using (var writer = new BinaryWriter(File.Create(path + ".new")))
        {
            writer.Write(rounds);
            writer.Write(trainer.Steps);
            writer.Write(trainer.NoiseStates.Length);
            foreach (ulong state in trainer.NoiseStates)
            {
                writer.Write(state);
            }

            foreach (Parameter parameter in network.All)
            {
                writer.Write(parameter.Name);
                foreach (float[] values in new[] { parameter.Value, parameter.First, parameter.Second })
                {
                    writer.Write(MemoryMarshal.AsBytes<float>(values));
                }
            }
        }

        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Brings back what was saved.</summary>
    /// <returns>The rounds done.</returns>
    /// <exception cref="InvalidDataException">The checkpoint belongs to another network.</exception>
    public static int Load(string path, NetworkTrainer? trainer, TrainedNetwork network)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        int rounds = reader.ReadInt32();
        long steps = reader.ReadInt64();
        ulong[] noise = new ulong[reader.ReadInt32()];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = reader.ReadUInt64();
        }

        trainer?.Resume(steps, noise);
        foreach (Parameter parameter in network.All)
        {
            string name = reader.ReadString();
            if (name != parameter.Name)
            {
                throw new InvalidDataException($"{path}: '{name}' where '{parameter.Name}' was expected");
            }

            foreach (float[] values in new[] { parameter.Value, parameter.First, parameter.Second })
            {
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            }
        }

        network.Layers.ForEach(layer => layer.Repack());
        return rounds;
    }
}
