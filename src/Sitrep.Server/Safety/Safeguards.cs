using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Sitrep.Server.Safety;

/// <summary>Keeps others out: who may ask, and what the page may do.</summary>
internal static class Safeguards
{
    private const string Cookie = "sitrep-token";

    private const string Policy =
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseSafeguards(this IApplicationBuilder app, string? token)
    {
        app.Use((context, next) =>
        {
            // Errors clear headers that are set before them.
            context.Response.OnStarting(() =>
            {
                AddHeaders(context.Response.Headers);
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.Use(OwnPageOnly);
        app.Use((context, next) => token is null ? LoopbackOnly(context, next) : TokenOnly(context, next, token));
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    // Browsers say from where a request that changes something comes; programs that are no browsers say nothing.
    private static Task OwnPageOnly(HttpContext context, RequestDelegate next) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
            ? next(context)
            : Refuse(context, StatusCodes.Status403Forbidden, "Only this server's own page may change the store.");

    // A foreign page can make a browser ask this machine under the page's own host name (DNS rebinding), so the name has to be one of this machine's.
    private static Task LoopbackOnly(HttpContext context, RequestDelegate next)
    {
        string host = context.Request.Host.Host;
        bool loopback = host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
        return loopback ? next(context) : Refuse(context, StatusCodes.Status421MisdirectedRequest, $"This server does not answer to the name {host}. Start it with --token to allow other names.");
    }

    private static Task TokenOnly(HttpContext context, RequestDelegate next, string token)
    {
        if (context.Request.Query["token"] is [{ } given] && Same(given, token) && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Cookies.Append(Cookie, token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
            context.Response.Redirect(context.Request.Path);
            return Task.CompletedTask;
        }

        string header = context.Request.Headers.Authorization.ToString();
        bool known = Same(header, "Bearer " + token) || (context.Request.Cookies[Cookie] is { } cookie && Same(cookie, token));
        return known ? next(context) : Refuse(context, StatusCodes.Status401Unauthorized, "A token is needed: open the address that the server printed, or send it as a bearer token.");
    }

    private static bool Same(string given, string token) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));

    private static Task Refuse(HttpContext context, int status, string detail) => TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);
}
