using System.Collections.Immutable;

namespace Sitrep.Annotation.Entities;

/// <summary>How a mention is worded.</summary>
public enum MentionForm
{
    Name,
    Nominal,
    Pronoun,
}

/// <summary>Words that stand for an entity.</summary>
/// <param name="Sentence">Index of the sentence.</param>
/// <param name="Head">Index in the sentence of the token that heads the mention.</param>
public sealed record Mention(Span Span, MentionForm Form, int Sentence, int Head);

/// <summary>A political actor as the coding guide writes it.</summary>
/// <param name="Code">Country or organisation prefix followed by the sector: <c>RUSGOV</c>, <c>MLIREB</c>, <c>UNO</c>.</param>
/// <param name="Country">ISO 3166 alpha-3, null where there is none.</param>
/// <param name="Sector">The sector's code, null where there is none.</param>
/// <param name="Name">The actor's plain name.</param>
public sealed record Actor(string Code, string? Country, string? Sector, string Name);

/// <summary>Someone or something that the article speaks of, with every mention of it.</summary>
/// <param name="Id">Unique in the article, in the order of first mention: <c>e1</c>.</param>
/// <param name="Name">Its fullest name in the article.</param>
/// <param name="Mentions">In text order, at least one.</param>
/// <param name="Actor">Its code where it can act politically.</param>
/// <param name="Affiliation">The organisation or country that the article ties it to, in the article's words.</param>
public sealed record Entity(string Id, EntityType Type, string Name, ImmutableArray<Mention> Mentions, Actor? Actor = null, string? Affiliation = null);
