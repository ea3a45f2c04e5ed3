using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using Sitrep.Gathering;
using Sitrep.Gathering.Copies;
using Sitrep.Gathering.Events;

namespace Sitrep.Storing;

/// <summary>Writes a grouping as bytes and reads it back: places of articles and events by number, nothing of their content. Begins with its own hash.</summary>
internal static class GroupingFormat
{
    private const byte NoSimilarity = 255;

    /// <summary>Similarities, scores and weights are shown in hundredths, so they are kept in them.</summary>
    private const double Unit = 100;

    public static byte[] Write(Grouping grouping)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(new BufferedStream(brotli, 1 << 16)))
        {
            Write(grouping.Copies, writer);
            writer.Write7BitEncodedInt(grouping.Events.Length);
            foreach (ImmutableArray<GroupedReport> group in grouping.Events)
            {
                writer.Write7BitEncodedInt(group.Length);
                foreach (GroupedReport report in group)
                {
                    Write(report, writer);
                }
            }
        }

        byte[] content = packed.ToArray();
        return [.. SHA256.HashData(content), .. content];
    }

    /// <returns>Null where the bytes are damaged.</returns>
    public static Grouping? Read(ReadOnlySpan<byte> bytes, IReadOnlyList<ArticleRecord> articles)
    {
        if (bytes.Length < SHA256.HashSizeInBytes || !SHA256.HashData(bytes[SHA256.HashSizeInBytes..]).AsSpan().SequenceEqual(bytes[..SHA256.HashSizeInBytes]))
        {
            return null;
        }

        using var brotli = new BrotliStream(new MemoryStream(bytes[SHA256.HashSizeInBytes..].ToArray()), CompressionMode.Decompress);
        using var reader = new BinaryReader(new BufferedStream(brotli));
        ImmutableArray<CopyPlacement> copies = ReadCopies(reader, articles);
        var events = ImmutableArray.CreateBuilder<ImmutableArray<GroupedReport>>(reader.Read7BitEncodedInt());
        while (events.Count < events.Capacity)
        {
            var group = ImmutableArray.CreateBuilder<GroupedReport>(reader.Read7BitEncodedInt());
            while (group.Count < group.Capacity)
            {
                group.Add(ReadReport(reader));
            }

            events.Add(group.MoveToImmutable());
        }

        return new Grouping(copies, events.MoveToImmutable());
    }

    private static void Write(ImmutableArray<CopyPlacement> copies, BinaryWriter writer)
    {
        Dictionary<string, int> numbers = copies.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i, StringComparer.Ordinal);
        foreach (CopyPlacement placement in copies)
        {
            writer.Write7BitEncodedInt(placement.Groups.Length);
            foreach (int group in placement.Groups)
            {
                writer.Write7BitEncodedInt(group);
            }

            writer.Write7BitEncodedInt(placement.CopyOf is { } origin ? numbers[origin] + 1 : 0);
            writer.Write(placement.Similarity is { } similarity ? (byte)Math.Round(similarity * Unit) : NoSimilarity);
        }
    }

    private static ImmutableArray<CopyPlacement> ReadCopies(BinaryReader reader, IReadOnlyList<ArticleRecord> articles)
    {
        var copies = ImmutableArray.CreateBuilder<CopyPlacement>(articles.Count);
        foreach (ArticleRecord article in articles)
        {
            int[] groups = new int[reader.Read7BitEncodedInt()];
            for (int g = 0; g < groups.Length; g++)
            {
                groups[g] = reader.Read7BitEncodedInt();
            }

            int origin = reader.Read7BitEncodedInt();
            byte similarity = reader.ReadByte();
            copies.Add(new CopyPlacement(article.Id, [.. groups], origin > 0 ? articles[origin - 1].Id : null, similarity == NoSimilarity ? null : Math.Round(similarity / Unit, 2)));
        }

        return copies.MoveToImmutable();
    }

    private static short Hundredths(float value) => (short)Math.Clamp(Math.Round(value * Unit), short.MinValue, short.MaxValue);

    private static void Write(GroupedReport report, BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(report.Document);
        writer.Write7BitEncodedInt(report.Event);
        writer.Write7BitEncodedInt(report.Parent + 1);
        writer.Write(Hundredths(report.Score));
        writer.Write((byte)report.Reasons.Length);
        foreach (var (field, weight) in report.Reasons)
        {
            writer.Write((byte)field);
            writer.Write(Hundredths(weight));
        }
    }

    private static GroupedReport ReadReport(BinaryReader reader)
    {
        int document = reader.Read7BitEncodedInt(), number = reader.Read7BitEncodedInt(), parent = reader.Read7BitEncodedInt() - 1;
        float score = (float)(reader.ReadInt16() / Unit);
        var reasons = ImmutableArray.CreateBuilder<(MergeField, float)>(reader.ReadByte());
        while (reasons.Count < reasons.Capacity)
        {
            reasons.Add(((MergeField)reader.ReadByte(), (float)(reader.ReadInt16() / Unit)));
        }

        return new GroupedReport(document, number, parent, score, reasons.MoveToImmutable());
    }
}
