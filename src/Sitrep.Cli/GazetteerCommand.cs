using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Sitrep.Annotation.Places;
using Sitrep.Gathering;

namespace Sitrep.Cli;

/// <summary>How <c>gazetteer find</c> shows places.</summary>
internal enum FindFormat
{
    Text,
    Json,
}

/// <summary>Adds a user's own places, and looks names up.</summary>
internal static class GazetteerCommand
{
    public static Command Create() => new("gazetteer", "Places of one's own, and what a name may mean.") { Add(), Find(), Sites() };

    public static Option<string[]> FilesOption() => new("--gazetteer")
    {
        Description = "A file that gazetteer add has made, to lie over the packaged one. May be given more than once; what comes later wins.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    private static Command Add()
    {
        var sources = new Argument<string[]>("FILE")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "A country's file or allCountries of the GeoNames dump (.zip or .txt), or a .csv with the columns name, latitude, longitude, country, and id, aliases (a|b), kind, population, admin1 where known.",
        };
        var output = new Option<string>("--output", "-o") { Description = "The file to write.", HelpName = "FILE", Required = true };
        var countries = new Option<string[]>("--countries")
        {
            Description = "Takes only these from a dump: ISO 3166 codes, separated by commas.", HelpName = "CODES", DefaultValueFactory = _ => [],
        };
        var command = new Command("add", "Compiles places into a file for --gazetteer. A place with the id of a packaged one takes its place; of two with one id the last counts.") { sources, output, countries };
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            string[] only = [.. result.GetValue(countries)!.SelectMany(codes => codes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
            GazetteerTally tally = new GazetteerOverlay(Resources.Installed).Compile(result.GetValue(sources)!, only, result.GetValue(output)!);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tally.Places} places, {tally.Names} names; lines left out, of other kinds or countries: {tally.LeftOut}"));
            return 0;
        }));
        return command;
    }

    private static Command Find()
    {
        var name = new Argument<string>("NAME") { Description = "A name as a text might have it." };
        Option<string[]> files = FilesOption();
        var format = new Option<FindFormat>("--format") { Description = "text, or json: one line a place.", DefaultValueFactory = _ => FindFormat.Text };
        var command = new Command("find", "Lists all places that a name may mean, the largest first. Exit status 1 if there is none.") { name, files, format };
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            var finder = new PlaceFinder(Resources.Installed, new PlaceSettings { Gazetteers = result.GetValue(files)! });
            var found = finder.Meanings(result.GetValue(name)!);
            foreach (Place place in found)
            {
                Console.WriteLine(result.GetValue(format) == FindFormat.Json ? Json(place) : Text(place));
            }

            if (found.IsEmpty)
            {
                Console.Error.WriteLine($"{result.GetValue(name)}: no place of that name");
            }

            return found.IsEmpty ? 1 : 0;
        }));
        return command;
    }

    private static Command Sites()
    {
        var records = new Argument<string[]>("RECORDS") { Arity = ArgumentArity.OneOrMore, Description = "Records as code writes them (NDJSON), of articles that give a site or an address." };
        var output = new Option<string>("--output", "-o") { Description = "The table to write (tab-separated).", HelpName = "FILE", Required = true };
        var command = new Command("sites", "Learns from records which places the articles of each site mean, for --sites. Take older articles than those to be coded, so that none is judged by itself.") { records, output };
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            var (memory, articles) = SitePlaces.Of(result.GetValue(records)!);
            using (var writer = new StreamWriter(result.GetValue(output)!))
            {
                memory.Write(writer);
            }

            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{articles} articles with a site"));
            return 0;
        }));
        return command;
    }

    private static string Text(Place place) => string.Create(
        CultureInfo.InvariantCulture,
        $"{place.Name}  {place.Kind.ToString().ToLowerInvariant()}  {string.Join(", ", new[] { place.Admin1, place.Country }.Where(part => !string.IsNullOrEmpty(part) && part != place.Name))}  {place.Latitude:f4} {place.Longitude:f4}{(place.GeonameId is { } id ? $"  geonames:{id}" : "")}{(place.Disputed is { } territory ? $"  disputed:{territory}" : "")}");

    private static string Json(Place place) => JsonSerializer.Serialize(new
    {
        name = place.Name, kind = place.Kind.ToString().ToLowerInvariant(), country = place.Country, admin1 = place.Admin1,
        latitude = Math.Round(place.Latitude, 5), longitude = Math.Round(place.Longitude, 5), geonameId = place.GeonameId, disputed = place.Disputed,
    });
}
