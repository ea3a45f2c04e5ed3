using NodaTime;

namespace Sitrep.Annotation.Times;

/// <summary>A time expression in tokens of its sentence.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="End">Index after its last token.</param>
/// <param name="Day">The day it names, if it names one: the next narrative anchor.</param>
internal sealed record TimeMatch(int First, int End, TimeType Type, string Value, LocalDate? Day = null);
