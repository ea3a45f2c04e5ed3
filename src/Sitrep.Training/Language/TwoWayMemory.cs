using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sitrep.Learning;

namespace Sitrep.Training.Language;

/// <summary>A layer of two long short-term memories, one for each direction, with all that its backward pass needs.</summary>
internal sealed unsafe class TwoWayMemory
{
    private readonly TrainedLayer[] input;
    private readonly TrainedLayer[] recurrent;
    private readonly int hidden;
    private readonly FloatBuffer[] gates;
    private readonly FloatBuffer[] cells;
    private readonly FloatBuffer[] squashed;
    private readonly FloatBuffer clean, mask, before, state, carry;

    /// <param name="input">A layer for each direction.</param>
    /// <param name="capacity">The most rows of a batch.</param>
    public TwoWayMemory(TrainedLayer[] input, TrainedLayer[] recurrent, int hidden, int capacity)
    {
        this.input = input;
        this.recurrent = recurrent;
        this.hidden = hidden;
        gates = [new(capacity * 4 * hidden), new(capacity * 4 * hidden)];
        cells = [new(capacity * hidden), new(capacity * hidden)];
        squashed = [new(capacity * hidden), new(capacity * hidden)];
        Output = new(capacity * 2 * hidden);
        OutputGradient = new(capacity * 2 * hidden);
        clean = new(capacity * 2 * hidden);
        mask = new(capacity * 2 * hidden);
        before = new(capacity * hidden);
        state = new(capacity * hidden);
        carry = new(capacity * hidden);
    }

    /// <summary>[row, forward | backward], after dropout.</summary>
    public FloatBuffer Output { get; }

    public FloatBuffer OutputGradient { get; }

    public void Forward(FloatBuffer below, int width, SequenceBatch batch, float dropout, Noise noise)
    {
        for (int direction = 0; direction < 2; direction++)
        {
            float* g = gates[direction].Pointer;
            input[direction].Forward.Multiply(below.Pointer, width, batch.Rows, g, 4 * hidden, add: false);
            PackedMatrix matrix = recurrent[direction].Forward;
            float* h = state.Pointer;
            float* c = carry.Pointer;
            state.Span[..(batch.Count * hidden)].Clear();
            carry.Span[..(batch.Count * hidden)].Clear();
            for (int turn = 0; turn < batch.Steps; turn++)
            {
                int step = direction == 0 ? turn : batch.Steps - 1 - turn;
                int first = batch.First(step), active = batch.Active(step);
                matrix.Multiply(h, hidden, active, g + ((long)first * 4 * hidden), 4 * hidden, add: true);
                for (int b = 0; b < active; b++)
                {
                    long row = first + b;
                    float* cell = c + ((long)b * hidden);
                    float* output = Output.Pointer + (row * 2 * hidden) + (direction * hidden);
                    LstmCell.Step(Lanes.Widest, hidden, g + (row * 4 * hidden), cell, squashed[direction].Pointer + (row * hidden), h + ((long)b * hidden), output);
                    new ReadOnlySpan<float>(cell, hidden).CopyTo(new Span<float>(cells[direction].Pointer + (row * hidden), hidden));
                }
            }
        }

        // The recurrence needs the outputs as they were before dropout.
        int length = batch.Rows * 2 * hidden;
        Output.Span[..length].CopyTo(clean.Span);
        RowMath.Drop(Output, mask, length, dropout, noise);
    }

    /// <summary>Carries <see cref="OutputGradient"/> back to the weights and to what lies below, whose gradient it sets.</summary>
    public void Backward(FloatBuffer below, FloatBuffer belowGradient, int width, SequenceBatch batch, float dropout, WeightGradients gradients)
    {
        RowMath.DropBack(OutputGradient, mask, batch.Rows * 2 * hidden, dropout);
        belowGradient.Span[..(batch.Rows * width)].Clear();
        for (int direction = 0; direction < 2; direction++)
        {
            float* g = gates[direction].Pointer;
            state.Span[..(batch.Count * hidden)].Clear();
            carry.Span[..(batch.Count * hidden)].Clear();
            for (int turn = batch.Steps - 1; turn >= 0; turn--)
            {
                int step = direction == 0 ? turn : batch.Steps - 1 - turn;
                StepsBack(direction, step, direction == 0 ? step - 1 : step + 1, batch);
                recurrent[direction].Backward!.Multiply(g + ((long)batch.First(step) * 4 * hidden), 4 * hidden, batch.Active(step), state.Pointer, hidden, add: false);
            }

            gradients.Backward(input[direction], below.Pointer, width, batch.Rows, g, belowGradient.Pointer);
            gradients.Add(recurrent[direction], before.Pointer, hidden, batch.Rows, g);
        }
    }

    /// <summary>Goes back over one step of all sequences; <paramref name="earlier"/> is the step that the memory saw before it.</summary>
    private void StepsBack(int direction, int step, int earlier, SequenceBatch batch)
    {
        int first = batch.First(step), active = batch.Active(step);
        int known = earlier < 0 || earlier >= batch.Steps ? 0 : Math.Min(active, batch.Active(earlier));
        for (int b = 0; b < active; b++)
        {
            long row = first + b;
            float* cellBefore = null;
            Span<float> outputBefore = new(before.Pointer + (row * hidden), hidden);
            outputBefore.Clear();
            if (b < known)
            {
                long previous = batch.Row(b, earlier);
                cellBefore = cells[direction].Pointer + (previous * hidden);
                new ReadOnlySpan<float>(clean.Pointer + (previous * 2 * hidden) + (direction * hidden), hidden).CopyTo(outputBefore);
            }

            StepBack(
                hidden,
                gates[direction].Pointer + (row * 4 * hidden),
                cellBefore,
                squashed[direction].Pointer + (row * hidden),
                OutputGradient.Pointer + (row * 2 * hidden) + (direction * hidden),
                state.Pointer + ((long)b * hidden),
                carry.Pointer + ((long)b * hidden));
        }
    }

    /// <summary>Turns gates in place into the gradient of their pre-activations.</summary>
    /// <param name="cellBefore">Null where the sequence begins.</param>
    /// <param name="dh">Gradient that the next step sent to the output.</param>
    /// <param name="dc">Gradient that it sent to the cell; receives that for the step before.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StepBack(int size, float* gates, float* cellBefore, float* squashed, float* outputGradient, float* dh, float* dc)
    {
        unchecked
        {
            var one = Vector256<float>.One;
            for (int j = 0; j < size; j += 8)
            {
                var i = Vector256.Load(gates + j);
                var f = Vector256.Load(gates + size + j);
                var g = Vector256.Load(gates + (2 * size) + j);
                var o = Vector256.Load(gates + (3 * size) + j);
                var t = Vector256.Load(squashed + j);
                var h = Vector256.Load(outputGradient + j) + Vector256.Load(dh + j);
                var c = Vector256.Load(dc + j) + (h * o * (one - (t * t)));
                var p = cellBefore is null ? Vector256<float>.Zero : Vector256.Load(cellBefore + j);
                Vector256.Store(c * g * i * (one - i), gates + j);
                Vector256.Store(c * p * f * (one - f), gates + size + j);
                Vector256.Store(c * i * (one - (g * g)), gates + (2 * size) + j);
                Vector256.Store(h * t * o * (one - o), gates + (3 * size) + j);
                Vector256.Store(c * f, dc + j);
            }
        }
    }
}
