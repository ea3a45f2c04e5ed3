namespace Sitrep.Annotation.Places;

/// <summary>What a user may change about places. Records depend on it.</summary>
public sealed record PlaceSettings
{
    /// <summary>Files of <see cref="GazetteerOverlay"/>, each over those before it.</summary>
    public IReadOnlyList<string> Gazetteers { get; init; } = [];

    /// <summary>Who has a disputed territory, and what it is called: <c>crimea=UKR</c>, <c>falklands=ARG:Malvinas</c>, <c>kosovo=none</c>.</summary>
    public IReadOnlyList<string> Disputed { get; init; } = [];

    /// <summary>A table of what articles of each site were resolved to, as <c>gazetteer sites</c> makes it; null for none.</summary>
    public string? Sites { get; init; }
}
