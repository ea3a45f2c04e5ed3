using BenchmarkDotNet.Attributes;
using Sitrep.Learning;

namespace Sitrep.Bench;

/// <summary>The product that the language core spends most of its time in, at each width of vectors.</summary>
public unsafe class MatrixBench
{
    private const int Count = 600;
    private const int Rows = 128;
    private const int Columns = 512;

    private readonly PackedMatrix matrix = new(Rows, Columns);
    private readonly FloatBuffer inputs = new(Count * Rows);
    private readonly FloatBuffer outputs = new(Count * Columns);

    [Params("Plain", "Vector256", "Vector512")]
    public string Width { get; set; } = "Plain";

    [Benchmark(OperationsPerInvoke = Count)]
    public void Multiply() =>
        matrix.Multiply(Enum.Parse<LaneWidth>(Width), Rows, inputs.Pointer, Rows, Count, outputs.Pointer, Columns, add: false);
}
