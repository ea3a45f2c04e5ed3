namespace Sitrep.Evaluation;

/// <summary>An article with what a person marked in it. A layer is null where nobody annotated it.</summary>
internal sealed record GoldArticle
{
    public required string Id { get; init; }

    public string? Title { get; init; }

    public string? Published { get; init; }

    public required string Text { get; init; }

    /// <summary>Names of the stories that the text goes back to; articles that share one are copies.</summary>
    public IReadOnlyList<string>? Stories { get; init; }

    public IReadOnlyList<GoldStatement>? Statements { get; init; }

    public IReadOnlyList<GoldEvent>? Events { get; init; }

    public IReadOnlyList<GoldPlace>? Places { get; init; }

    public IReadOnlyList<GoldTime>? Times { get; init; }

    public IReadOnlyList<GoldCount>? Counts { get; init; }

    /// <summary>TIMEX3 types that are annotated exhaustively; null for all.</summary>
    public IReadOnlyList<string>? TimeScope { get; init; }

    /// <summary>Spans in which a time or a count may be found or not.</summary>
    public IReadOnlyList<Span> Either { get; init; } = [];
}

/// <param name="Kind">direct, indirect or mixed; null where it was not annotated.</param>
internal sealed record GoldStatement(string? Kind, IReadOnlyList<Span> Source, IReadOnlyList<Span> Cue, IReadOnlyList<Span> Content);

internal sealed record GoldParticipant(Span Span, string Code);

internal sealed record GoldEvent(string Type, string? Mode, Span Trigger, string Status, string Time)
{
    public IReadOnlyList<GoldParticipant> Actors { get; init; } = [];

    public IReadOnlyList<GoldParticipant> Recipients { get; init; } = [];

    public Span? Place { get; init; }

    /// <summary>As TIMEX3.</summary>
    public string? Date { get; init; }

    public IReadOnlyList<GoldCount> Counts { get; init; } = [];
}

/// <param name="Point">Null where finding the name is neither asked for nor wrong: a demonym, a name inside another name.</param>
internal sealed record GoldPlace(Span Span, (double Latitude, double Longitude)? Point, string? Country, bool IsCountry, long? GeonameId);

/// <param name="Values">The accepted values, the first being the best.</param>
internal sealed record GoldTime(Span Span, string Type, IReadOnlyList<string> Values);

/// <param name="Least">Null where that side is open.</param>
internal sealed record GoldCount(Span Span, string What, double? Least, double? Most);
