using System.Collections.Immutable;
using Sitrep.Annotation.Places;

namespace Sitrep.Annotation.Entities;

/// <summary>Places that have the name of a country and are none: the state of Georgia, Jordan in Minnesota.</summary>
internal static class Namesakes
{
    /// <summary>What the words at that span were resolved to, where that lies in another country than the one of their name; else null.</summary>
    public static Place? NamesakeOf(this ImmutableArray<Place> places, Span span, string country) =>
        places.FirstOrDefault(p => p.Kind != PlaceKind.Country && p.Country.Length > 0 && p.Country != country && p.Disputed is null && p.Span.Overlaps(span));

    /// <summary>Whether a word is only a part of a place's longer name: "Victoria" of "Lake Victoria" is no capital.</summary>
    public static bool HasPart(this ImmutableArray<Place> places, Span word) =>
        places.Any(p => p.Span.Contains(word) && p.Span != word);
}
