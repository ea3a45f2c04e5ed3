using System.CommandLine;
using System.Globalization;
using Sitrep.Presenting.Exports;

namespace Sitrep.Cli;

/// <summary>Tells how far coders agree, and where they do not.</summary>
internal static class AgreementCommand
{
    public static Command Create()
    {
        var coders = new Argument<string[]>("CODER") { Arity = new ArgumentArity(2, 1000), Description = "Tables as export --as csv writes them, one a coder; with --store the authors of corrections, of whom the events count on which two or more decided." };
        var path = new Option<string?>("--store") { Description = "A store whose corrections are compared." };
        var differences = new Option<bool>("--differences") { Description = "Writes each event and field on which coders differ, with the value of each, instead of the figures." };
        var command = new Command("agreement", "Per cent agreement and Krippendorff's alpha (nominal) of coders for each field of the events that two of them or more have, as tab-separated lines.") { coders, path, differences };
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            string[] names = result.GetValue(coders)!;
            CoderAgreement agreement = result.GetValue(path) is { } store ? OfStore(store, names) : CoderAgreement.OfTables(names.Select(ImportCommand.ReadTable));
            if (result.GetValue(differences))
            {
                WriteLine(["event", "field", .. names]);
                foreach (CoderDifference difference in agreement.Differences)
                {
                    WriteLine([difference.Event, difference.Field, .. difference.Values.Select(v => v ?? "")]);
                }

                return 0;
            }

            WriteLine(["field", "events", "percent", "alpha"]);
            foreach (var (field, (units, perCent, alpha)) in agreement.Fields)
            {
                WriteLine([field, units.ToString(CultureInfo.InvariantCulture), perCent?.ToString("0.0", CultureInfo.InvariantCulture) ?? "", alpha?.ToString("0.000", CultureInfo.InvariantCulture) ?? ""]);
            }

            return 0;
        }));
        return command;
    }

    private static CoderAgreement OfStore(string path, string[] authors)
    {
        using var picture = new StoredPicture(path);
        var all = picture.Corrections;
        foreach (string author in authors.Where(a => !all.Any(c => c.Author == a)))
        {
            throw new InvalidDataException($"{author}: the store has no correction of this author");
        }

        return CoderAgreement.OfCorrections(authors.Select(a => picture.Corrected(all.Where(c => c.Author == a))), Resources.Installed);
    }

    private static void WriteLine(IEnumerable<string> cells) => Console.WriteLine(string.Join('\t', cells.Select(c => c.Replace('\t', ' '))));
}
