using Xunit;

namespace Sitrep.Tests;

public sealed class SpanTests
{
    [Fact]
    public void A_span_cannot_end_before_it_starts() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Span(3, 2));

    [Fact]
    public void A_span_quotes_the_words_it_stands_for() => Assert.Equal("Kursk", new Span(3, 8).Of("in Kursk."));

    [Fact]
    public void Spans_that_only_touch_do_not_overlap() => Assert.False(new Span(0, 3).Overlaps(new Span(3, 5)));
}
