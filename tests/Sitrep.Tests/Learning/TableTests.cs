using Sitrep.Learning;
using Xunit;

namespace Sitrep.Tests.Learning;

public sealed class TableTests
{
    [Fact]
    public void A_key_finds_its_row_and_any_other_finds_none()
    {
        ulong[] keys = [.. Enumerable.Range(1, 500).Select(i => (ulong)i * 7919)];
        var index = new KeyIndex(keys);
        Assert.Equal(Enumerable.Range(1, 500), keys.Select(index.Find));
        Assert.Equal(0, index.Find(3));
    }

    [Fact]
    public void Of_equal_keys_the_first_counts() => Assert.Equal(1, new KeyIndex([5, 5]).Find(5));

    [Fact]
    public unsafe void Rows_come_back_within_half_a_step()
    {
        float[] row = [.. Enumerable.Range(0, 32).Select(i => MathF.Sin(i))];
        byte[] halves = new byte[16];
        float step = VectorTable.Pack(row, halves);
        string path = Path.GetTempFileName();
        try
        {
            var writer = new ModelFileWriter();
            writer.Add("v.values", halves);
            writer.Add<float>("v.scales", [step]);
            writer.Add<sbyte>("r.values", [.. row.Select(value => (sbyte)MathF.Round(value * 127))]);
            writer.Add<float>("r.scales", [1 / 127f]);
            writer.Write(path);
            ModelFile file = ModelFile.Open(path);

            float[] vector = new float[32];
            new VectorTable(file, "v", 32).Copy(0, vector);
            Assert.All(vector.Zip(row), pair => Assert.Equal(pair.Second, pair.First, step / 1.9f));

            var sum = new FloatBuffer(32);
            sum.Span.Fill(1);
            new RowTable(file, "r", 32).Add(0, sum.Pointer);
            Assert.All(sum.Span.ToArray().Zip(row), pair => Assert.Equal(pair.Second + 1, pair.First, 0.5f / 126));
            Assert.Throws<InvalidDataException>(() => new RowTable(file, "r", 48));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Steps_of_sequences_of_falling_length_lie_together()
    {
        var batch = new SequenceBatch();
        batch.Reset([3, 2, 2]);
        Assert.Equal((3, 7, 3), (batch.Steps, batch.Rows, batch.Count));
        Assert.Equal([3, 3, 1], new[] { batch.Active(0), batch.Active(1), batch.Active(2) });
        Assert.Equal(6, batch.Row(0, 2));
    }
}
