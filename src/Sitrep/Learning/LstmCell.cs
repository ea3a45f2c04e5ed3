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
                T input = Sigmoid(T.Load(gates + j));
                T forget = Sigmoid(T.Load(gates + size + j));
                T candidate = Tanh(T.Load(gates + (2 * size) + j));
                T open = Sigmoid(T.Load(gates + (3 * size) + j));
                T state = T.MultiplyAdd(forget, T.Load(cell + j), T.Multiply(input, candidate));
                T shown = Tanh(state);
                T result = T.Multiply(open, shown);
                T.Store(state, cell + j);
                T.Store(result, output + j);
                T.Store(result, outputCopy + j);
                if (squashed is not null)
                {
                    T.Store(input, gates + j);
                    T.Store(forget, gates + size + j);
                    T.Store(candidate, gates + (2 * size) + j);
                    T.Store(open, gates + (3 * size) + j);
                    T.Store(shown, squashed + j);
                }
            }
        }
    }

    /// <summary>Lambert's continued fraction of tanh to the seventh power: within 4e-5, and monotone up to the clamp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Tanh<T>(T x)
        where T : struct, ILanes<T>
    {
        x = T.Clamp(x, T.Broadcast(-4.97f), T.Broadcast(4.97f));
        T square = T.Multiply(x, x);
        T above = T.MultiplyAdd(square, T.MultiplyAdd(square, T.Add(square, T.Broadcast(378f)), T.Broadcast(17325f)), T.Broadcast(135135f));
        T below = T.MultiplyAdd(square, T.MultiplyAdd(square, T.MultiplyAdd(square, T.Broadcast(28f), T.Broadcast(3150f)), T.Broadcast(62370f)), T.Broadcast(135135f));
        return T.Divide(T.Multiply(x, above), below);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sigmoid<T>(T x)
        where T : struct, ILanes<T>
    {
        T half = T.Broadcast(0.5f);
        return T.MultiplyAdd(Tanh(T.Multiply(x, half)), half, half);
    }
}
