namespace Sitrep.Learning;

/// <summary>A layer of two long short-term memories, one for each direction, over weights of int8. Immutable, for any number of threads with a <see cref="MemoryScratch"/> each.</summary>
/// <remarks>What comes out of a sequence depends neither on the others in its batch nor on the width of the vectors.</remarks>
internal sealed unsafe class RoundedMemory
{
    private readonly RoundedMatrix[] input;
    private readonly RoundedMatrix[] recurrent;
    private readonly int hidden;
    private readonly LaneWidth width;
    private readonly bool inBytes;

    /// <param name="inputName">The section of the matrix that multiplies the inputs in a direction (0: forward), without its ending.</param>
    /// <param name="recurrentName">The same for the states.</param>
    /// <param name="hidden">Floats a direction, a multiple of 16.</param>
    /// <exception cref="InvalidDataException">The sections do not fit.</exception>
    public RoundedMemory(ModelFile file, Func<int, string> inputName, Func<int, string> recurrentName, int inputs, int hidden, LaneWidth width)
    {
        (this.hidden, this.width, inBytes) = (hidden, width, RoundedMatrix.TakesBytes(width));
        input = [.. Enumerable.Range(0, 2).Select(d => RoundedMatrix.Load(file, inputName(d), inputs, 4 * hidden, width))];
        recurrent = [.. Enumerable.Range(0, 2).Select(d => RoundedMatrix.Load(file, recurrentName(d), hidden, 4 * hidden, width))];
    }

    /// <summary>Reads the sequences of a batch in both directions.</summary>
    /// <param name="below">The inputs, row after row of the batch.</param>
    /// <param name="output">Receives [row, forward | backward].</param>
    public void Run(RoundedRows below, SequenceBatch batch, float* output, MemoryScratch scratch)
    {
        for (int direction = 0; direction < 2; direction++)
        {
            input[direction].Multiply(width, below, batch.Rows, scratch.Gates.Pointer, 4 * hidden, add: false, scratch.Sums);
            Remember(direction, batch, output, scratch);
        }
    }

    /// <summary>Steps through the sequences in one direction; gates hold what the inputs say.</summary>
    private void Remember(int direction, SequenceBatch batch, float* output, MemoryScratch scratch)
    {
        unchecked
        {
            float* state = scratch.State.Pointer;
            float* cell = scratch.Cell.Pointer;
            new Span<float>(state, batch.Count * hidden).Clear();
            new Span<float>(cell, batch.Count * hidden).Clear();
            for (int turn = 0; turn < batch.Steps; turn++)
            {
                int step = direction == 0 ? turn : batch.Steps - 1 - turn;
                long first = batch.First(step);
                int active = batch.Active(step);
                float* gates = scratch.Gates.Pointer + (first * 4 * hidden);
                scratch.RoundedState.Set(state, hidden, hidden, active, inBytes);
                recurrent[direction].Multiply(width, scratch.RoundedState, active, gates, 4 * hidden, add: true, scratch.Sums);
                for (int b = 0; b < active; b++)
                {
                    float* to = output + ((first + b) * 2 * hidden) + (direction * hidden);
                    LstmCell.Step(width, hidden, gates + ((long)b * 4 * hidden), cell + ((long)b * hidden), null, state + ((long)b * hidden), to);
                }
            }
        }
    }
}
