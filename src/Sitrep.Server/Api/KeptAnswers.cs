using Sitrep.Server.Snapshots;

namespace Sitrep.Server.Api;

/// <summary>Keeps answers that take a walk through all events, for the same question is asked by every view; a snapshot never changes, so they hold as long as it does.</summary>
internal sealed class KeptAnswers(SnapshotFeed feed) : IEndpointFilter
{
    private const int Most = 500;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        StoreSnapshot snapshot = await feed.CurrentAsync(context.HttpContext.RequestAborted).ConfigureAwait(false);
        string question = context.HttpContext.Request.Path + context.HttpContext.Request.QueryString.Value;
        if (snapshot.Answers.TryGetValue(question, out object? known))
        {
            return known;
        }

        object? answer = await next(context).ConfigureAwait(false);
        if (answer is not null && snapshot.Answers.Count < Most)
        {
            snapshot.Answers[question] = answer;
        }

        return answer;
    }
}
