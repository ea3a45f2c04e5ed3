using NodaTime;

namespace Sitrep.Annotation.Times;

/// <summary>The days from which relative expressions count.</summary>
/// <param name="publication">Null where it is unknown.</param>
internal sealed class TimeAnchors(LocalDate? publication)
{
    public LocalDate? Publication { get; } = publication;

    /// <summary>The last day that the text has named, else the day of publication.</summary>
    public LocalDate? Narrative { get; set; } = publication;
}
