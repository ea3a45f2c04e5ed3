using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using Sitrep.Annotation.Places;

namespace Sitrep.Cli;

/// <summary>Fetches, once and on request alone, all that a region needs beyond what is packaged, so that everything else works without a network.</summary>
internal static class PackCommand
{
    private const string GeoNames = "https://download.geonames.org/export/dump/";

    // A slow line: the largest country's file has some 80 MB.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public static Command Create()
    {
        var countries = new Option<string[]>("--countries")
        {
            Description = "ISO 3166 codes of two letters, separated by commas: RU,UA.", HelpName = "CODES", Required = true,
        };
        var output = new Option<string>("--output", "-o") { Description = "The file to write, for --gazetteer.", HelpName = "FILE", Required = true };
        var from = new Option<string>("--from") { Description = "A folder or an address that holds the countries' files of the GeoNames dump (RU.zip).", DefaultValueFactory = _ => GeoNames };
        var command = new Command(
            "pack",
            "Fetches every place of some countries from GeoNames (CC BY 4.0) into one file for --gazetteer: once, while there is a network. The language data are in the program already.") { countries, output, from };
        command.SetAction((result, cancel) => Task.FromResult(StoreCommands.Guarded(() =>
        {
            string[] codes = [.. result.GetValue(countries)!.SelectMany(given => given.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(code => code.ToUpperInvariant()).Distinct(StringComparer.Ordinal)];
            if (codes.Length == 0 || !Array.TrueForAll(codes, code => code.Length == 2 && code.All(char.IsAsciiLetterUpper)))
            {
                throw new InvalidDataException($"--countries {string.Join(',', codes)}: give codes of two letters, as RU,UA");
            }

            string source = result.GetValue(from)!;
            DirectoryInfo fetched = Directory.CreateTempSubdirectory("sitrep-pack-");
            try
            {
                string[] files = [.. codes.Select(code => IsAddress(source) ? Fetch(source, code, fetched.FullName, cancel) : Local(source, code))];
                GazetteerTally tally = new GazetteerOverlay(Resources.Installed).Compile(files, codes, result.GetValue(output)!);
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tally.Places} places, {tally.Names} names of {string.Join(", ", codes)}; use it with --gazetteer {result.GetValue(output)}. Places: GeoNames, CC BY 4.0"));
                return 0;
            }
            finally
            {
                fetched.Delete(recursive: true);
            }
        })));
        return command;
    }

    private static bool IsAddress(string source) => source.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static string Local(string folder, string code)
    {
        string file = Path.Combine(folder, code + ".zip"), text = Path.Combine(folder, code + ".txt");
        return File.Exists(file) ? file : File.Exists(text) ? text : throw new InvalidDataException($"{folder}: no {code}.zip or {code}.txt there");
    }

    private static string Fetch(string address, string code, string folder, CancellationToken cancel)
    {
        string link = $"{address.TrimEnd('/')}/{code}.zip", file = Path.Combine(folder, code + ".zip");
        try
        {
            using var client = new HttpClient { Timeout = Patience };
            client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Sitrep", typeof(PackCommand).Assembly.GetName().Version?.ToString() ?? "0"));
            using HttpResponseMessage reply = client.Send(new HttpRequestMessage(HttpMethod.Get, link), HttpCompletionOption.ResponseHeadersRead, cancel);
            reply.EnsureSuccessStatusCode();
            using Stream body = reply.Content.ReadAsStream(cancel);
            using FileStream to = File.Create(file);
            body.CopyTo(to);
            return file;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            throw new InvalidDataException($"{link} could not be fetched: {error.Message}", error);
        }
    }
}
