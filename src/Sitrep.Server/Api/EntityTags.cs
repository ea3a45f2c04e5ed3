using Microsoft.Net.Http.Headers;
using Sitrep.Server.Snapshots;

namespace Sitrep.Server.Api;

/// <summary>Spares a client what it has already: all answers follow from the address and the snapshot, so the snapshot's tag is the entity tag.</summary>
internal sealed class EntityTags(SnapshotFeed feed) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Path.Value!.EndsWith("/status", StringComparison.Ordinal))
        {
            http.Response.Headers.CacheControl = "no-store";
            return await next(context).ConfigureAwait(false);
        }

        StoreSnapshot snapshot = await feed.CurrentAsync(http.RequestAborted).ConfigureAwait(false);
        var tag = new EntityTagHeaderValue($"\"{snapshot.Tag}\"", isWeak: true);
        http.Response.Headers.ETag = tag.ToString();
        http.Response.Headers.CacheControl = "no-cache";
        bool known = http.Request.GetTypedHeaders().IfNoneMatch.Any(given => given.Compare(tag, useStrongComparison: false));
        return known ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : await next(context).ConfigureAwait(false);
    }
}
