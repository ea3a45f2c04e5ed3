using Sitrep.Learning;

namespace Sitrep.Training.Language;

/// <summary>outputs = inputs · weights + bias, with the packed forms that both directions multiply by.</summary>
internal sealed class TrainedLayer
{
    public TrainedLayer(string name, int inputs, int outputs, Random random, float range, bool carriesBack = true, bool biased = true)
    {
        Name = name;
        Weight = new Parameter(name + ".weight", inputs, outputs);
        Bias = biased ? new Parameter(name + ".bias", 1, outputs) : null;
        Weight.Randomize(random, range);
        Forward = new PackedMatrix(inputs, outputs);
        Backward = carriesBack ? new PackedMatrix(Weight.Stride, inputs) : null;
        Repack();
    }

    public string Name { get; }

    public Parameter Weight { get; }

    /// <summary>Null in the recurrent half of a memory, whose other half has one.</summary>
    public Parameter? Bias { get; }

    public int Stride => Weight.Stride;

    public PackedMatrix Forward { get; }

    /// <summary>The transpose; null where no gradient goes further back.</summary>
    public PackedMatrix? Backward { get; }

    /// <summary>Brings the packed forms up to date after the weights moved.</summary>
    public void Repack()
    {
        Forward.Pack(Weight.Value, Weight.Rows, Weight.Stride);
        Bias?.Value.AsSpan(0, Forward.Bias.Length).CopyTo(Forward.Bias);
        Backward?.PackTransposed(Weight.Value);
    }
}
