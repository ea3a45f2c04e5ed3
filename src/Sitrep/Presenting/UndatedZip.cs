using System.IO.Compression;

namespace Sitrep.Presenting;

/// <summary>Makes archives that are the same for the same content.</summary>
internal static class UndatedZip
{
    // The earliest time that a zip archive can hold; the real one would make every file differ.
    private static readonly DateTimeOffset Undated = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Copies an archive with its entries in the order of their names and without their times.</summary>
    public static void Copy(Stream archive, Stream output)
    {
        using var file = new MemoryStream();
        using (var source = new ZipArchive(archive, ZipArchiveMode.Read))
        using (var target = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in source.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
            {
                ZipArchiveEntry copy = target.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = Undated;
                using Stream from = entry.Open(), to = copy.Open();
                from.CopyTo(to);
            }
        }

        file.Position = 0;
        file.CopyTo(output);
    }
}
