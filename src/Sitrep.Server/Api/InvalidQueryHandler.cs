using Microsoft.AspNetCore.Diagnostics;

namespace Sitrep.Server.Api;

/// <summary>Answers a parameter that cannot be understood with problem details that name it.</summary>
internal sealed class InvalidQueryHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not InvalidQueryException invalid)
        {
            return false;
        }

        httpContext.Response.StatusCode = StatusCodes.Status400BadRequest;
        await TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [invalid.Parameter] = [invalid.Fault] }, invalid.Message)
            .ExecuteAsync(httpContext).ConfigureAwait(false);
        return true;
    }
}
