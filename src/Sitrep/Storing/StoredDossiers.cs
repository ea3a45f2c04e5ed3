using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sitrep.Gathering;
using Sitrep.Gathering.Copies;
using Sitrep.Gathering.Events;

namespace Sitrep.Storing;

/// <summary>What the articles of a store tell.</summary>
/// <param name="Tag">The same for the same records and the same program and tables, also in another run.</param>
public sealed record StoredDossier(Dossier Dossier, string Tag);

/// <summary>Gathers the articles of stores. Who copies whom, and which reports tell of one event, is kept in the store, and found out anew only when its records, the program or a table have changed.</summary>
public sealed class StoredDossiers(Resources resources)
{
    /// <summary>Records that are read before the next are taken from the store.</summary>
    private const int Part = 512;

    private readonly Gatherer gatherer = new(resources);

    // This build of the program, and the tables that it gathers by.
    private readonly string settings = string.Join(
        ' ', Gatherer.Tables(resources).Select(table => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(table)))).Prepend(typeof(Gatherer).Assembly.ManifestModule.ModuleVersionId.ToString()));

    /// <param name="asOf">With a time (ISO 8601, UTC), as it was then.</param>
    /// <exception cref="JsonException">What is stored is no record.</exception>
    /// <exception cref="InvalidDataException">The store is damaged.</exception>
    public StoredDossier Gather(IRecordStore store, string? asOf = null)
    {
        var (stored, tag) = Load(store, asOf);
        ArticleRecord[] articles = [.. stored.Select(s => s.Article)];
        Grouping? grouping = store.Derived(tag) is { } kept ? GroupingFormat.Read(kept, articles) : null;
        if (grouping is null)
        {
            grouping = gatherer.Group(articles);
            store.KeepDerived(tag, GroupingFormat.Write(grouping));
        }

        return new StoredDossier(Gatherer.Describe(stored, grouping), tag);
    }

    /// <summary>The articles and who copies whom, without events: what is not kept is found out in a fraction of the time that events take.</summary>
    /// <exception cref="JsonException">What is stored is no record.</exception>
    /// <exception cref="InvalidDataException">The store is damaged.</exception>
    public Dossier Copies(IRecordStore store)
    {
        var (stored, tag) = Load(store, null);
        ArticleRecord[] articles = [.. stored.Select(s => s.Article)];
        ImmutableArray<CopyPlacement> copies = store.Derived(tag) is { } kept && GroupingFormat.Read(kept, articles) is { } grouping ? grouping.Copies : gatherer.Copies(articles);
        return new Dossier([.. stored.Select((s, i) => new DossierArticle(s.Article, copies[i], s.Captured))], []);
    }

    // The tag follows from the records, the program and its tables.
    private (List<(ArticleRecord Article, string? Captured)> Stored, string Tag) Load(IRecordStore store, string? asOf)
    {
        var stored = new List<(ArticleRecord Article, string? Captured)>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(settings));
        foreach (StoredRecord[] part in store.Records(asOf).Chunk(Part))
        {
            foreach (var (article, sha256, captured) in Read(part))
            {
                stored.Add((article, captured));
                hash.AppendData(sha256);
            }
        }

        return (stored, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static (ArticleRecord Article, byte[] Sha256, string Captured)[] Read(StoredRecord[] part)
    {
        var read = new (ArticleRecord, byte[], string)[part.Length];
        try
        {
            Parallel.For(0, part.Length, i => read[i] = (ArticleRecord.Read(part[i].Record.Span), SHA256.HashData(part[i].Record.Span), part[i].Captured));
        }
        catch (AggregateException error) when (error.InnerException is JsonException)
        {
            ExceptionDispatchInfo.Throw(error.InnerException);
        }

        return read;
    }
}
