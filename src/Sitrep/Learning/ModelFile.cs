using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Sitrep.Learning;

/// <summary>A file of trained weights or compiled tables: named sections of bytes, memory-mapped, each with its SHA-256.</summary>
/// <remarks>
/// Little-endian: magic <c>SITREPMF</c>, version, number of sections; for each section its name (32 bytes of UTF-8, zero-padded), offset, length and SHA-256;
/// then the sections, aligned to 64 bytes. Safe for any number of threads. Spans into it are valid while the object is reachable.
/// </remarks>
internal sealed unsafe class ModelFile
{
    public const uint Version = 1;

    internal const int HeaderLength = 16;
    internal const int EntryLength = NameLength + 8 + 8 + SHA256.HashSizeInBytes;
    internal const int NameLength = 32;
    internal const int Alignment = 64;

    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;
    private readonly long size;
    private readonly Dictionary<string, (int Offset, int Length)> sections = new(StringComparer.Ordinal);

    private ModelFile(string path, MemoryMappedViewAccessor view, long length)
    {
        Path = path;
        this.view = view;
        size = length;
        byte* pointer = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        start = pointer + view.PointerOffset;
        ReadTable(new ReadOnlySpan<byte>(start, checked((int)length)));
    }

    public static ReadOnlySpan<byte> Magic => "SITREPMF"u8;

    public string Path { get; }

    public IEnumerable<string> Sections => sections.Keys;

    /// <exception cref="InvalidDataException">The file is no model, is damaged, or was made for a newer program.</exception>
    public static ModelFile Open(string path)
    {
        long length = new FileInfo(path).Length;
        if (length < HeaderLength)
        {
            throw new InvalidDataException($"{path}: not a model file, only {length} bytes long");
        }

        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        return new ModelFile(path, file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read), length);
    }

    public bool Has(string section) => sections.ContainsKey(section);

    /// <summary>Whether so many bytes of the file can be read behind a section, whatever they are.</summary>
    public bool IsFollowedBy(string section, int bytes) => sections.TryGetValue(section, out var found) && (long)found.Offset + found.Length + bytes <= size;

    /// <exception cref="InvalidDataException">There is no such section.</exception>
    public ReadOnlySpan<byte> Bytes(string section)
    {
        ObjectDisposedException.ThrowIf(view.SafeMemoryMappedViewHandle.IsClosed, this);
        return sections.TryGetValue(section, out var found)
            ? new ReadOnlySpan<byte>(start + found.Offset, found.Length)
            : throw new InvalidDataException($"{Path}: no section '{section}'");
    }

    /// <exception cref="InvalidDataException">There is no such section, or it does not hold whole values of the type.</exception>
    public ReadOnlySpan<T> Values<T>(string section)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = Bytes(section);
        return bytes.Length % sizeof(T) == 0
            ? MemoryMarshal.Cast<byte, T>(bytes)
            : throw new InvalidDataException($"{Path}: section '{section}' holds {bytes.Length} bytes, no multiple of {sizeof(T)}");
    }

    /// <summary>A section of lines of UTF-8 text.</summary>
    public ImmutableArray<string> Lines(string section)
    {
        ReadOnlySpan<byte> bytes = Bytes(section);
        return bytes.IsEmpty ? [] : [.. Encoding.UTF8.GetString(bytes).Split('\n')];
    }

    private void ReadTable(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Magic))
        {
            throw new InvalidDataException($"{Path}: not a model file");
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        if (version != Version)
        {
            throw new InvalidDataException($"{Path}: version {version} of the format, this program reads version {Version}");
        }

        uint count = BinaryPrimitives.ReadUInt32LittleEndian(file[12..]);
        if (count > (file.Length - HeaderLength) / EntryLength)
        {
            throw new InvalidDataException($"{Path}: damaged, its table of sections is cut short");
        }

        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = file.Slice(HeaderLength + (i * EntryLength), EntryLength);
            string name = Encoding.UTF8.GetString(entry[..NameLength].TrimEnd((byte)0));
            ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(entry[NameLength..]);
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(entry[(NameLength + 8)..]);
            if (offset > (ulong)file.Length || length > (ulong)file.Length - offset)
            {
                throw new InvalidDataException($"{Path}: damaged, section '{name}' is cut short");
            }

            if (!SHA256.HashData(file.Slice((int)offset, (int)length)).AsSpan().SequenceEqual(entry[(NameLength + 16)..]))
            {
                throw new InvalidDataException($"{Path}: damaged, section '{name}' does not have the hash written beside it");
            }

            sections[name] = ((int)offset, (int)length);
        }
    }
}
