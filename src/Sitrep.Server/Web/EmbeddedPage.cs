using System.Reflection;
using Microsoft.AspNetCore.StaticFiles;

namespace Sitrep.Server.Web;

/// <summary>Serves the page, which the build embeds in this assembly. Every address that is no file opens it: its views have their state in the address.</summary>
internal static class EmbeddedPage
{
    private const string Missing = "The page is not part of this build: building it needs Node.js 20.19 or newer. The API at /api/v1 works (its description is at /api/v1/openapi.json).";

    private static readonly Assembly Holder = typeof(EmbeddedPage).Assembly;
    private static readonly FileExtensionContentTypeProvider ContentTypes = new(new FileExtensionContentTypeProvider().Mappings) { Mappings = { [".mjs"] = "text/javascript" } };
    private static readonly string Version = $"\"{Holder.ManifestModule.ModuleVersionId:N}\"";

    /// <summary>Whether this build has the page.</summary>
    public static bool IsBuilt => Holder.GetManifestResourceInfo("web/index.html") is not null;

    public static void MapPage(this IEndpointRouteBuilder app) => app.MapGet("/{**path}", Serve).ExcludeFromDescription();

    private static IResult Serve(string? path, HttpContext context)
    {
        if (path is not null && path.StartsWith("api/", StringComparison.Ordinal))
        {
            return TypedResults.Problem($"There is nothing at /{path}.", statusCode: StatusCodes.Status404NotFound);
        }

        if (path is { Length: > 0 } && Holder.GetManifestResourceStream("web/" + path) is { } file)
        {
            // The names of assets carry a hash of their content.
            context.Response.Headers.CacheControl = path.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
            return TypedResults.Stream(file, ContentTypes.TryGetContentType(path, out string? type) ? type : "application/octet-stream");
        }

        if (Path.HasExtension(path) && path!.StartsWith("assets/", StringComparison.Ordinal))
        {
            return TypedResults.Problem($"There is nothing at /{path}.", statusCode: StatusCodes.Status404NotFound);
        }

        if (Holder.GetManifestResourceStream("web/index.html") is not { } page)
        {
            return TypedResults.Text(Missing, statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Stream(page, "text/html; charset=utf-8", entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue(Version));
    }
}
