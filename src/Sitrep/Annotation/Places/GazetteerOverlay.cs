using System.IO.Compression;
using System.Text;

namespace Sitrep.Annotation.Places;

/// <summary>What came of a compilation.</summary>
/// <param name="Places">Written.</param>
/// <param name="Names">Distinct, written.</param>
/// <param name="LeftOut">Lines of kinds or countries that are not taken.</param>
public sealed record GazetteerTally(int Places, int Names, int LeftOut);

/// <summary>Compiles a user's own places, to lie over the packaged gazetteer.</summary>
/// <remarks>Sources are read line by line: a file of the GeoNames dump (text, or the zip it comes in), or comma-separated values with a header. Of places with one id the last counts.</remarks>
public sealed class GazetteerOverlay(Resources resources)
{
    private const int LongestLine = 1_000_000;

    private readonly CountryCodes countries = new(resources);
    private readonly NameKeys keys = new(new LetterFolds(resources));

    /// <param name="only">Countries to take from dumps, ISO 3166 alpha-2 or alpha-3; all if empty.</param>
    /// <exception cref="InvalidDataException">A source cannot be read, with its name and line; nothing is written then.</exception>
    public GazetteerTally Compile(IReadOnlyList<string> sources, IReadOnlyList<string> only, string output)
    {
        HashSet<string> taken = [.. only.Select(code => countries.Alpha3(code) ?? throw new InvalidDataException($"'{code}' is no ISO 3166 code of a country"))];
        var writer = new GazetteerWriter(keys, isOverlay: true);
        int left = 0;
        foreach (var (name, text) in sources.SelectMany(Open))
        {
            using (text)
            {
                left += Read(name, text, taken, writer);
            }
        }

        if (writer.Places == 0)
        {
            throw new InvalidDataException($"{string.Join(", ", sources)}: no place that can be taken");
        }

        // A file that others may have mapped is replaced as a whole, never written into.
        string partial = output + ".partial";
        writer.Write(partial);
        File.Move(partial, output, overwrite: true);
        return new GazetteerTally(writer.Places, writer.Names, left);
    }

    private static IEnumerable<(string Name, TextReader Text)> Open(string path)
    {
        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            yield return (path, new StreamReader(path, Encoding.UTF8));
            yield break;
        }

        using ZipArchive archive = OpenArchive(path);
        bool any = false;
        foreach (ZipArchiveEntry entry in archive.Entries.Where(e => IsTable(e.Name)))
        {
            any = true;
            yield return ($"{path}/{entry.Name}", new StreamReader(entry.Open(), Encoding.UTF8));
        }

        if (!any)
        {
            throw new InvalidDataException($"{path}: no .txt or .csv file in it");
        }
    }

    private static ZipArchive OpenArchive(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: no zip file, or damaged", error);
        }
    }

    // Countries' archives carry a readme.
    private static bool IsTable(string name) =>
        (name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && !name.Equals("readme.txt", StringComparison.OrdinalIgnoreCase)) || name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private int Read(string name, TextReader text, HashSet<string> taken, GazetteerWriter writer)
    {
        GeoNamesDump? dump = null;
        PlaceCsv? csv = null;
        int number = 0, left = 0;
        try
        {
            while (text.ReadLine() is { } line)
            {
                number++;
                if (line.Length > LongestLine)
                {
                    throw new InvalidDataException($"a line of {line.Length} characters");
                }

                if (line.Length == 0)
                {
                    continue;
                }

                if (dump is null && csv is null)
                {
                    if (!line.Contains('\t', StringComparison.Ordinal))
                    {
                        csv = new PlaceCsv(countries, line);
                        continue;
                    }

                    dump = new GeoNamesDump(resources, countries);
                }

                GazetteerSource? place = csv is not null ? csv.Read(line) : dump!.Read(line);
                if (place is null || (csv is null && taken.Count > 0 && !taken.Contains(place.Country)))
                {
                    left++;
                    continue;
                }

                writer.Add(place);
            }
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{name}:{number}: {error.Message}", error);
        }

        return left;
    }
}
