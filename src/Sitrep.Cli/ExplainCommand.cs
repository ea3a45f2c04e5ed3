using System.CommandLine;
using System.Text;
using Sitrep.Coding;
using Sitrep.Presenting;

namespace Sitrep.Cli;

/// <summary>How <c>explain</c> shows an article.</summary>
internal enum ExplainFormat
{
    Text,
    Json,
}

/// <summary>An event was asked for that the article does not have.</summary>
internal sealed class UnknownEventException(string message) : Exception(message);

/// <summary>Tells a person why events were coded as they are.</summary>
internal static class ExplainCommand
{
    private const int Width = 100;

    public static Command Create()
    {
        var input = new InputOptions();
        var id = new Option<string?>("--event") { Description = "Id of the one event to explain, as records and read --format json give it: v3. Without it, all of the article." };
        var format = new Option<ExplainFormat>("--format") { Description = "text or json (one line an article, with every type and feature).", DefaultValueFactory = _ => ExplainFormat.Text };
        var command = new Command("explain", "Tells why each event was coded so, and which words became no event.") { id, format };
        input.AddTo(command);
        command.SetAction(result => StoreCommands.Guarded(() =>
        {
            Flow flow = input.Flow(result);
            return Batch.Run(
                input.Pages(result),
                input.Jobs(result),
                page =>
                {
                    ArticleExplanation found = Only(flow.Explain(flow.Run(page)), result.GetValue(id));
                    return result.GetValue(format) == ExplainFormat.Json ? ExplanationWriter.Json(found) : Encoding.UTF8.GetBytes(ExplanationWriter.Text(found, Width));
                },
                problem => result.GetValue(format) == ExplainFormat.Json ? RecordWriter.Write(problem) : null);
        }));
        return command;
    }

    // One event with the rejected words of its sentence.
    private static ArticleExplanation Only(ArticleExplanation all, string? id)
    {
        if (id is null)
        {
            return all;
        }

        EventExplanation one = all.Events.FirstOrDefault(e => e.Event.Id == id)
            ?? throw new UnknownEventException(all.Events.IsEmpty ? $"has no event {id}: it has none" : $"has no event {id}: it has {all.Events[0].Event.Id} to {all.Events[^1].Event.Id}");
        return all with { Events = [one], Rejected = [.. all.Rejected.Where(r => r.Sentence == one.Event.Sentence)] };
    }
}
