namespace Sitrep.Reading;

/// <summary>Bytes up to a line feed. A line beyond the limit is skipped to its end and marked.</summary>
internal sealed class LineReader(Stream stream, int limit)
{
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    /// <summary>The number of the line read last, counted from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without its line feed, valid until the next call; null at the end.</summary>
    public (ReadOnlyMemory<byte> Bytes, bool TooLong)? Read()
    {
        bool tooLong = false;
        int searched = 0;
        while (true)
        {
            int feed = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                int length = searched + feed;
                var line = buffer.AsMemory(start, length);
                start += length + 1;
                return Numbered(line, tooLong || length > limit);
            }

            searched = end - start;
            if (searched > limit)
            {
                (tooLong, start, searched) = (true, end, 0);
            }

            if (!Fill())
            {
                var rest = buffer.AsMemory(start, end - start);
                start = end;
                return rest.IsEmpty && !tooLong ? null : Numbered(rest, tooLong);
            }
        }
    }

    private (ReadOnlyMemory<byte> Bytes, bool TooLong) Numbered(ReadOnlyMemory<byte> line, bool tooLong)
    {
        Number++;
        return (Number == 1 && line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line, tooLong);
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        int count = stream.Read(buffer, end, buffer.Length - end);
        end += count;
        return count > 0;
    }
}
