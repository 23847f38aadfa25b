using Pinstitch.Tell;

namespace Pinstitch.Tests.Tell;

public sealed class DisplayTests
{
    [Fact]
    public void What_is_absent_is_a_dash_and_never_zero()
    {
        Assert.Equal("–", Display.Money(null, "EUR"));
        Assert.Equal("–", Display.Cents((double?)null, "EUR"));
        Assert.Equal("–", Display.Ratio(null));
        Assert.Equal("–", Display.Percent(null));
    }

    [Theory]
    [InlineData(1234.5, "EUR", "€1,235")]
    [InlineData(-1234.4, "EUR", "−€1,234")]
    [InlineData(-0.4, "EUR", "€0")]
    [InlineData(0, "USD", "$0")]
    [InlineData(5, "CHF", "CHF 5")]
    public void Money_is_written_for_people(decimal amount, string currency, string text) => Assert.Equal(text, Display.Money(amount, currency));

    [Theory]
    [InlineData(0.054, "+5 %")]
    [InlineData(-0.17, "−17 %")]
    [InlineData(0, "±0 %")]
    public void A_change_has_its_sign(double change, string text) => Assert.Equal(text, Display.SignedPercent(change));

    [Theory]
    [InlineData("2026-03-02", "2026-03-08", "2–8 Mar 2026")]
    [InlineData("2026-02-23", "2026-03-01", "23 Feb – 1 Mar 2026")]
    [InlineData("2025-12-29", "2026-01-04", "29 Dec 2025 – 4 Jan 2026")]
    public void A_span_repeats_nothing(string from, string to, string text) =>
        Assert.Equal(text, Display.Span(DateOnly.ParseExact(from, "yyyy-MM-dd", null), DateOnly.ParseExact(to, "yyyy-MM-dd", null)));
}
