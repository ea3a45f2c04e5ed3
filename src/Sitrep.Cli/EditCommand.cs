using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Sitrep.Gathering.Corrections;
using Sitrep.Gathering.Events;

namespace Sitrep.Cli;

/// <summary>Corrects events of a store: each decision is kept with author, time and reason, and replayed whenever events are gathered anew.</summary>
internal static class EditCommand
{
    public static Command Create() => new("edit", "Corrects events: accept, reject, set, move, rename, merge, split, undo; list and import keep corrections in a file.")
    {
        OnEvent("accept", "Marks an event as right.", [], (_, _) => (CorrectionAction.Accept, null, null)),
        OnEvent("reject", "Takes an event out of every export and report.", [], (_, _) => (CorrectionAction.Reject, null, null)),
        OnEvent("withdraw", "The same as reject, for an event that was published before.", [], (_, _) => (CorrectionAction.Reject, null, null)),
        Set(),
        Move(),
        Rename(),
        Merge(),
        Split(),
        Undo(),
        List(),
        Import(),
    };

    private static Command Set()
    {
        var field = new Argument<string>("FIELD") { Description = string.Join(", ", FieldEdit.Fields) };
        field.AcceptOnlyFromAmong([.. FieldEdit.Fields]);
        var value = new Argument<string>("VALUE") { Description = "As 2024-08-06, 6-8, 6+, ASSAULT/firearms, or names with codes in brackets separated by semicolons; empty for unknown." };
        return OnEvent("set", "Gives a field of an event another value.", [field, value], (result, _) => (CorrectionAction.Edit, result.GetValue(field), result.GetValue(value)));
    }

    private static Command Move()
    {
        var place = new Argument<string>("PLACE") { Description = "A place that some article of the store names." };
        return OnEvent("move", "Puts an event in another place.", [place], (result, _) => (CorrectionAction.Edit, "place", result.GetValue(place)));
    }

    private static Command Rename()
    {
        var old = new Argument<string>("OLD") { Description = "The name of an actor or recipient as it is." };
        var name = new Argument<string>("NEW") { Description = "The name as it is to be." };
        return OnEvent("rename", "Gives a participant of an event another name.", [old, name], (result, value) =>
        {
            bool acts = value.Actors.Any(a => a.Name == result.GetValue(old));
            ImmutableArray<GatheredActor> side = acts ? value.Actors : value.Recipients;
            if (!side.Any(a => a.Name == result.GetValue(old)))
            {
                throw new InvalidDataException($"{result.GetValue(old)}: the event has no such actor or recipient");
            }

            string names = string.Join("; ", side.Select(a => (a.Name == result.GetValue(old) ? result.GetValue(name) : a.Name) + (a.Code is { } code ? $" [{code}]" : "")));
            return (CorrectionAction.Edit, acts ? "actors" : "recipients", names);
        });
    }

    private static Command Merge()
    {
        var into = new Argument<string>("INTO") { Description = "The event that is to hold the reports of both." };
        return OnStore("merge", "Makes two events one.", [into], (result, picture, events, draft) => draft with { Action = CorrectionAction.Merge, Into = Resolve(events, result.GetValue(into)!).Id });
    }

    private static Command Split()
    {
        var reports = new Argument<string[]>("REPORT") { Arity = ArgumentArity.OneOrMore, Description = "The reports to take out, as DOCUMENT#EVENT; export --as events lists them." };
        return OnStore("split", "Makes some of an event's reports an event of their own.", [reports], (result, picture, events, draft) => draft with
        {
            Action = CorrectionAction.Split,
            Reports = [.. result.GetValue(reports)!.Select(r => r.LastIndexOf('#') is > 0 and var cut ? new ReportKey(r[..cut], r[(cut + 1)..]) : throw new InvalidDataException($"{r}: no DOCUMENT#EVENT"))],
        });
    }

    private static Command Undo()
    {
        var number = new Argument<long>("NUMBER") { Description = "The number of the correction; edit list shows it." };
        return Create("undo", "Takes a correction back. Both stay in the list.", [number], (result, picture, draft) =>
        {
            Correction undone = picture.Corrections.FirstOrDefault(c => c.Number == result.GetValue(number)) ?? throw new InvalidDataException($"{result.GetValue(number)}: no correction has that number");
            Save(picture, draft with { Action = CorrectionAction.Undo, Event = undone.Event, Undoes = undone.Number });
        });
    }

    private static Command List()
    {
        Option<string> path = StoreCommands.StoreOption();
        var command = new Command("list", "Writes all corrections as tab-separated lines.") { path };
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            using var picture = new StoredPicture(result.GetValue(path)!);
            Console.Write(CorrectionTable.Write(picture.Corrections));
            return 0;
        }));
        return command;
    }

    private static Command Import()
    {
        Option<string> path = StoreCommands.StoreOption();
        var file = new Argument<string>("FILE") { Description = "Lines as edit list writes them." };
        var command = new Command("import", "Adds the corrections of a file that the store does not have yet.") { path, file };
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            using var picture = new StoredPicture(result.GetValue(path)!);
            using var lines = new StreamReader(result.GetValue(file)!);
            int added = Import(picture, CorrectionTable.Read(lines));
            int unfit = picture.Corrected(picture.Corrections).Unapplied.Length;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{added} corrections added{(unfit > 0 ? $"; {unfit} of all fit no event of this store" : "")}"));
            return 0;
        }));
        return command;
    }

    // Numbers are the store's own, so an undo of the file is led to the number that its correction got here.
    private static int Import(StoredPicture picture, ImmutableArray<Correction> corrections)
    {
        var known = picture.Corrections.ToDictionary(Identity, c => c.Number);
        var numbers = new Dictionary<long, long>();
        int added = 0;
        foreach (Correction correction in corrections)
        {
            Correction here = correction with { Undoes = correction.Undoes is { } undone ? numbers.GetValueOrDefault(undone, undone) : null };
            if (!known.TryGetValue(Identity(here), out long number))
            {
                number = picture.Add(here).Number;
                known.Add(Identity(here), number);
                added++;
            }

            numbers[correction.Number] = number;
        }

        return added;
    }

    private static string Identity(Correction correction) => CorrectionTable.Write([correction with { Number = 0 }]);

    private static Command OnEvent(string name, string description, Argument[] arguments, Func<ParseResult, GatheredEvent, (CorrectionAction Action, string? Field, string? Value)> decide) =>
        OnStore(name, description, arguments, (result, _, events, draft) =>
        {
            var (action, field, value) = decide(result, Resolve(events, draft.Event));
            return draft with { Action = action, Field = field, Value = value };
        });

    private static Command OnStore(
        string name, string description, Argument[] arguments, Func<ParseResult, StoredPicture, ImmutableArray<GatheredEvent>, Correction, Correction> decide)
    {
        var id = new Argument<string>("EVENT") { Description = "The event's id, or its beginning." };
        return Create(name, description, [id, .. arguments], (result, picture, draft) =>
        {
            ImmutableArray<GatheredEvent> events = picture.Corrected(picture.Corrections).Dossier.Events;
            Save(picture, decide(result, picture, events, draft with { Event = Resolve(events, result.GetValue(id)!).Id }));
        });
    }

    private static Command Create(string name, string description, Argument[] arguments, Action<ParseResult, StoredPicture, Correction> run)
    {
        Option<string> path = StoreCommands.StoreOption();
        var author = new Option<string>("--author") { Description = "Who decides.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var command = new Command(name, description) { path, author, reason };
        foreach (Argument argument in arguments)
        {
            command.Add(argument);
        }

        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            using var picture = new StoredPicture(result.GetValue(path)!);
            run(result, picture, new Correction(0, CorrectionAction.Accept, "", null, null, null, [], null, result.GetValue(author)!, result.GetValue(reason)!, StoreCommands.Now()));
            return 0;
        }));
        return command;
    }

    private static void Save(StoredPicture picture, Correction correction)
    {
        ImmutableArray<Correction> all = picture.Corrections;
        Correction tried = correction with { Number = (all.LastOrDefault()?.Number ?? 0) + 1 };
        if (picture.Corrected(all.Add(tried)).Unapplied.Contains(tried))
        {
            throw new InvalidDataException($"{correction.Event}: the correction does not fit this event");
        }

        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"correction {picture.Add(correction).Number} on event {correction.Event}"));
    }

    private static GatheredEvent Resolve(ImmutableArray<GatheredEvent> events, string id) =>
        events.Where(e => e.Id.StartsWith(id, StringComparison.Ordinal)).Take(2).ToArray() is [var one] ? one : throw new InvalidDataException($"{id}: no event has that id, or several do");
}
