using System.Runtime.CompilerServices;
using Sitrep.Learning;

namespace Sitrep.Training.Language;

/// <summary>One thread's gradients of the dense weights, summed until they are collected.</summary>
internal sealed unsafe class WeightGradients
{
    private readonly Dictionary<Parameter, FloatBuffer> sums = [];
    private readonly Dictionary<int, PackedMatrix> packed = [];
    private readonly FloatBuffer transposed;
    private readonly int capacity;

    /// <param name="capacity">The most rows of a batch.</param>
    /// <param name="widest">The most inputs of a layer.</param>
    public WeightGradients(IEnumerable<Parameter> parameters, int capacity, int widest)
    {
        this.capacity = capacity;
        transposed = new FloatBuffer(capacity * widest);
        foreach (Parameter parameter in parameters)
        {
            sums.Add(parameter, new FloatBuffer(parameter.Gradient.Length));
        }
    }

    public FloatBuffer this[Parameter parameter] => sums[parameter];

    public bool TryGet(Parameter parameter, out FloatBuffer? sum) => sums.TryGetValue(parameter, out sum);

    /// <summary>Carries a layer's gradient back: adds to that of its inputs, its weights and its bias.</summary>
    public void Backward(TrainedLayer layer, float* inputs, int width, int rows, float* gradient, float* inputGradient)
    {
        layer.Backward!.Multiply(gradient, layer.Stride, rows, inputGradient, width, add: true);
        Add(layer, inputs, width, rows, gradient);
    }

    /// <summary>Adds inputsᵀ · gradient to the weights' sum, and the gradient's column sums to the bias'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(TrainedLayer layer, float* inputs, int width, int rows, float* gradient)
    {
        unchecked
        {
            int stride = layer.Stride;
            if (!packed.TryGetValue(stride, out PackedMatrix? matrix))
            {
                matrix = new PackedMatrix(capacity, stride);
                packed.Add(stride, matrix);
            }

            matrix.Pack(new ReadOnlySpan<float>(gradient, rows * stride), rows, stride);
            float* to = transposed.Pointer;
            for (int block = 0; block < rows; block += 16)
            {
                int end = Math.Min(rows, block + 16);
                for (int k = 0; k < width; k++)
                {
                    for (int i = block; i < end; i++)
                    {
                        to[((long)k * rows) + i] = inputs[((long)i * width) + k];
                    }
                }
            }

            matrix.Multiply(Lanes.Widest, rows, to, rows, width, sums[layer.Weight].Pointer, stride, add: true);
            if (layer.Bias is null)
            {
                return;
            }

            Span<float> bias = sums[layer.Bias].Span[..stride];
            for (int i = 0; i < rows; i++)
            {
                RowMath.Add(new ReadOnlySpan<float>(gradient + ((long)i * stride), stride), bias);
            }
        }
    }
}
