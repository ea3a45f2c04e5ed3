using System.Runtime.CompilerServices;

namespace Sitrep.Learning;

/// <summary>The pointwise part of a long short-term memory; gates lie as [input | forget | candidate | output].</summary>
internal static unsafe class LstmCell
{
    /// <summary>Turns pre-activations into gates in place, and steps cell and output.</summary>
    /// <param name="gates">4 × <paramref name="size"/> floats.</param>
    /// <param name="cell">State before and after.</param>
    /// <param name="squashed">Receives tanh of the new state; may be null.</param>
    public static void Step(LaneWidth width, int size, float* gates, float* cell, float* squashed, float* output, float* outputCopy)
    {
        switch (width)
        {
            case LaneWidth.Vector512:
                Step<Lanes512>(size, gates, cell, squashed, output, outputCopy);
                break;
            case LaneWidth.Vector256:
                Step<Lanes256>(size, gates, cell, squashed, output, outputCopy);
                break;
            case LaneWidth.Vector128:
                Step<Lanes128>(size, gates, cell, squashed, output, outputCopy);
                break;
            default:
                Step<Lanes1>(size, gates, cell, squashed, output, outputCopy);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Step<T>(int size, float* gates, float* cell, float* squashed, float* output, float* outputCopy)
        where T : struct, ILanes<T>
    {
        unchecked
        {
            for (int j = 0; j < size; j += T.Count)
            {
                // Gates are fractions: what they make of the state and of the output is divided once each, since dividing is most of the work.
                var (inputAbove, inputBelow) = Sigmoid(T.Load(gates + j));
                var (forgetAbove, forgetBelow) = Sigmoid(T.Load(gates + size + j));
                var (candidateAbove, candidateBelow) = Tanh(T.Load(gates + (2 * size) + j));
                var (openAbove, openBelow) = Sigmoid(T.Load(gates + (3 * size) + j));
                T both = T.Multiply(inputBelow, candidateBelow);
                T kept = T.Multiply(T.Multiply(forgetAbove, T.Load(cell + j)), both);
                T state = T.Divide(T.MultiplyAdd(T.Multiply(inputAbove, candidateAbove), forgetBelow, kept), T.Multiply(forgetBelow, both));
                var (shownAbove, shownBelow) = Tanh(state);
                T result = T.Divide(T.Multiply(openAbove, shownAbove), T.Multiply(openBelow, shownBelow));
                T.Store(state, cell + j);
                T.Store(result, output + j);
                T.Store(result, outputCopy + j);
                if (squashed is not null)
                {
                    T.Store(T.Divide(inputAbove, inputBelow), gates + j);
                    T.Store(T.Divide(forgetAbove, forgetBelow), gates + size + j);
                    T.Store(T.Divide(candidateAbove, candidateBelow), gates + (2 * size) + j);
                    T.Store(T.Divide(openAbove, openBelow), gates + (3 * size) + j);
                    T.Store(T.Divide(shownAbove, shownBelow), squashed + j);
                }
            }
        }
    }

    /// <summary>Lambert's continued fraction of tanh to the seventh power: within 4e-5, and monotone up to the clamp; between 1 and 32 for what is below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Above, T Below) Tanh<T>(T x)
        where T : struct, ILanes<T>
    {
        x = T.Clamp(x, T.Broadcast(-4.97f), T.Broadcast(4.97f));
        T square = T.Multiply(x, x);
        T above = T.MultiplyAdd(square, T.MultiplyAdd(square, T.MultiplyAdd(square, T.Broadcast(1f / 135135f), T.Broadcast(378f / 135135f)), T.Broadcast(17325f / 135135f)), T.Broadcast(1f));
        T below = T.MultiplyAdd(square, T.MultiplyAdd(square, T.MultiplyAdd(square, T.Broadcast(28f / 135135f), T.Broadcast(3150f / 135135f)), T.Broadcast(62370f / 135135f)), T.Broadcast(1f));
        return (T.Multiply(x, above), below);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Above, T Below) Sigmoid<T>(T x)
        where T : struct, ILanes<T>
    {
        T half = T.Broadcast(0.5f);
        var (above, below) = Tanh(T.Multiply(x, half));
        return (T.Multiply(T.Add(below, above), half), below);
    }
}
