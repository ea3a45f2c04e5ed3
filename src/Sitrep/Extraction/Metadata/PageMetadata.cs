using System.Collections.Immutable;

namespace Sitrep.Extraction.Metadata;

/// <summary>What a page says of its article.</summary>
internal sealed record PageMetadata
{
    public string? Title { get; init; }

    public Authors Authors { get; init; } = Authors.Nobody;

    public PublicationDate? Published { get; init; }

    public PublicationDate? Modified { get; init; }

    public string? Site { get; init; }

    public string? CanonicalUrl { get; init; }

    public string? RepublishedFrom { get; init; }

    public string? Language { get; init; }

    public string? Section { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];
}
