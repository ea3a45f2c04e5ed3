namespace Sitrep;

/// <summary>What a name or an entity is.</summary>
public enum EntityType
{
    Person,
    Organization,
    Location,
    Group,
    Facility,
    Event,
    Other,
}

/// <summary>A proper name as recognised in a sentence: without article, title or apposition.</summary>
/// <param name="Sentence">Index of the sentence.</param>
/// <param name="First">Index of its first token in the sentence.</param>
/// <param name="Last">Index of its last token, inclusive.</param>
public sealed record Name(int Sentence, int First, int Last, EntityType Type, Span Span);
