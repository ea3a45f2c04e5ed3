using System.Net;
using Microsoft.AspNetCore.Hosting;
using Sitrep.Presenting.Exports;
using Sitrep.Storing;
using Sitrep.Server.Api;
using Sitrep.Server.Web;
using Sitrep.Server.Safety;
using Sitrep.Server.Snapshots;

namespace Sitrep.Server;

/// <summary>Serves a store over HTTP: the API under <c>/api/v1</c> and the page.</summary>
public static class StoreServer
{
    /// <summary>Builds the server; the caller starts it.</summary>
    /// <exception cref="InvalidDataException">The file is no store, or others than this machine would be let in without a token.</exception>
    public static WebApplication Build(ServerOptions options)
    {
        if (options.Token is null && !IPAddress.IsLoopback(options.Address))
        {
            throw new InvalidDataException($"{options.Address} can be reached by others: give a --token that they have to know");
        }

        // The empty builder reads no settings from the environment, so nothing but the options decides where it listens.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Address, options.Port);
        });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        AddServices(builder.Services, options.Store);
        WebApplication app = builder.Build();
        app.UseSafeguards(options.Token);
        app.UseResponseCompression();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        MapApi(app);
        app.MapPage();
        return app;
    }

    private static void AddServices(IServiceCollection services, string path)
    {
        services.AddRoutingCore();
        services.AddResponseCompression();
        services.AddProblemDetails();
        services.AddExceptionHandler<InvalidQueryHandler>();
        services.AddOpenApi("v1", api => api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Sitrep";
            document.Info.Description = "What a store of news holds: events, who says what, where accounts differ, and the words behind each field. Offsets count UTF-16 code units.";
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        var store = new StoreFile(path);
        services.AddSingleton(store);
        services.AddSingleton(_ => new StoredDossiers(Resources.Installed));
        services.AddSingleton<ChangeFinder>();
        services.AddSingleton(_ => new EventExports(Resources.Installed));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<SnapshotFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<SnapshotFeed>());
    }

    private static void MapApi(WebApplication app)
    {
        app.MapOpenApi("/api/v1/openapi.json");
        RouteGroupBuilder api = app.MapGroup("/api/v1").AddEndpointFilter<EntityTags>().ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapStatus();
        api.MapEvents();
        api.MapArticles();
        api.MapSearch();
        api.MapExport();
        api.MapCorrections();
    }
}
