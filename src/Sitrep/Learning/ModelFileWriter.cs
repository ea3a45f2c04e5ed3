using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Sitrep.Learning;

/// <summary>Writes a <see cref="ModelFile"/>. The same sections in the same order give the same bytes.</summary>
internal sealed class ModelFileWriter
{
    private readonly List<(string Name, byte[] Bytes)> sections = [];

    /// <exception cref="ArgumentException">The name is taken, or longer than 32 bytes of UTF-8.</exception>
    public void Add(string name, ReadOnlySpan<byte> bytes)
    {
        if (Encoding.UTF8.GetByteCount(name) > ModelFile.NameLength || sections.Exists(s => s.Name == name))
        {
            throw new ArgumentException($"section name '{name}' is taken or too long", nameof(name));
        }

        sections.Add((name, bytes.ToArray()));
    }

    public void Add<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged => Add(name, MemoryMarshal.AsBytes(values));

    /// <summary>Adds lines of text, none of which may hold a line feed.</summary>
    public void AddLines(string name, IEnumerable<string> lines) => Add(name, Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public void Write(string path)
    {
        using FileStream file = File.Create(path);
        Write(file);
    }

    public void Write(Stream file)
    {
        Span<byte> header = stackalloc byte[ModelFile.HeaderLength];
        ModelFile.Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], ModelFile.Version);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], (uint)sections.Count);
        file.Write(header);
        long offset = Align(ModelFile.HeaderLength + (sections.Count * ModelFile.EntryLength));
        byte[] entry = new byte[ModelFile.EntryLength];
        foreach (var (name, bytes) in sections)
        {
            Array.Clear(entry);
            Encoding.UTF8.GetBytes(name, entry);
            BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(ModelFile.NameLength), offset);
            BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(ModelFile.NameLength + 8), bytes.Length);
            SHA256.HashData(bytes, entry.AsSpan(ModelFile.NameLength + 16));
            file.Write(entry);
            offset = Align(offset + bytes.Length);
        }

        long written = ModelFile.HeaderLength + (sections.Count * ModelFile.EntryLength);
        foreach (var (_, bytes) in sections)
        {
            file.Write(new byte[Align(written) - written]);
            file.Write(bytes);
            written = Align(written) + bytes.Length;
        }
    }

    private static long Align(long offset) => (offset + ModelFile.Alignment - 1) / ModelFile.Alignment * ModelFile.Alignment;
}
