using System.CommandLine;
using Sitrep.Storing;

namespace Sitrep.Cli;

/// <summary>The option that compares a store with what it was: at a time, or when the same command was last run with it.</summary>
internal sealed class SinceOption(string command)
{
    private const string Last = "last";

    private readonly Option<string?> option = new("--since") { Description = "Compare with the store as it was: a day, a time (2024-08-06T12:00:00Z), or last for the previous run of this command with --since." };

    public Option Option => option;

    /// <summary>The time to compare with; null where the option is not given. Remembers this run.</summary>
    /// <exception cref="InvalidDataException">It is no time, or there was no run before.</exception>
    public string? Time(ParseResult result, IRecordStore store)
    {
        if (result.GetValue(option) is not { } given)
        {
            return null;
        }

        string? since = given == Last
            ? store.Remembered(command) ?? throw new InvalidDataException($"there was no earlier run of {command} --since: give a time")
            : NodaTime.Text.LocalDatePattern.Iso.Parse(given).Success ? given + "T00:00:00Z"
            : NodaTime.Text.InstantPattern.General.Parse(given).Success ? given
            : throw new InvalidDataException($"{given}: neither a day, nor a time in UTC, nor last");
        store.Remember(command, StoreCommands.Now());
        return since;
    }
}
