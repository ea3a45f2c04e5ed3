namespace Sitrep.Annotation.Times;

/// <summary>TIMEX3 types.</summary>
public enum TimeType
{
    Date,
    Time,
    Duration,
    Set,
}

/// <summary>A time expression.</summary>
/// <param name="Value">TIMEX3 value, such as <c>2024-08-06</c>, <c>2024-W32</c>, <c>P3D</c>, <c>PAST_REF</c>, or <c>XXXX-WXX-2</c> where nothing anchors it.</param>
/// <param name="Sentence">Index of the sentence.</param>
public sealed record TimeExpression(Span Span, TimeType Type, string Value, int Sentence);
