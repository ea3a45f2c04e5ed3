using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Sitrep.Annotation.Places;

namespace Sitrep.Bench;

/// <summary>Compiles an invented <c>allCountries.zip</c> in GeoNames' layout and prints time and memory.</summary>
internal static class DumpScale
{
    private static readonly string[] Syllables = ["ka", "ro", "mi", "ten", "sul", "va", "dor", "lin", "pe", "gha", "zar", "ul", "bek", "no", "shi", "tam"];

    private static readonly string[] Codes = ["PPL", "PPL", "PPLA3", "STM", "HLL", "ADM2", "FRM", "PPLX"];

    private static readonly string[] Countries = ["UA", "SY", "ML", "PH", "US", "FR", "CN", "CD"];

    public static void Run(int rows)
    {
        string folder = Directory.CreateTempSubdirectory("dump").FullName;
        try
        {
            string zip = Path.Combine(folder, "allCountries.zip");
            Write(zip, rows);
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            string output = Path.Combine(folder, "places.bin");
            GazetteerTally tally = new GazetteerOverlay(Resources.Installed).Compile([zip], [], output);
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{rows} rows, {new FileInfo(zip).Length / 1e6:f0} MB packed: {tally.Places} places, {tally.Names} names, {tally.LeftOut} left out; {(process.TotalProcessorTime - before).TotalSeconds:f1} s of processor time, {clock.Elapsed.TotalSeconds:f1} s; peak memory {process.PeakWorkingSet64 / 1e6:f0} MB; file {new FileInfo(output).Length / 1e6:f0} MB"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string zip, int rows)
    {
        using ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create);
        using var writer = new StreamWriter(archive.CreateEntry("allCountries.txt", CompressionLevel.Fastest).Open());
        var random = new Random(7);
        for (int i = 1; i <= rows; i++)
        {
            string name = Name(random), other = Name(random);
            string latitude = ((random.NextDouble() * 140) - 60).ToString("f5", CultureInfo.InvariantCulture), longitude = ((random.NextDouble() * 360) - 180).ToString("f5", CultureInfo.InvariantCulture);
            string code = Codes[random.Next(Codes.Length)];
            writer.Write(string.Join(
                '\t', 20_000_000 + i, name, name, $"{other},{name}sk,Пример {i}", latitude, longitude, code[..1], code, Countries[random.Next(Countries.Length)], "",
                random.Next(30).ToString("d2", CultureInfo.InvariantCulture), random.Next(400), "", "", random.Next(3) == 0 ? random.Next(90_000) : 0, "", random.Next(3000), "Europe/Kyiv", "2024-01-31"));
            writer.Write('\n');
        }
    }

    private static string Name(Random random) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => Syllables[random.Next(Syllables.Length)])));
}
